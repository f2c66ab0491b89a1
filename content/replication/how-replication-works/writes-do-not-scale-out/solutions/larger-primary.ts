// title: One primary of twice the size and no replica
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    web1: {},
    db1: { size: 'medium' },
  },
  apps: {
    importer: {
      host: 'web1',
      workers: 1024,
      database: { writer: 'db1' },
    },
  },
  mariadb: {
    nodes: {
      db1: { host: 'db1' },
    },
  },
});
