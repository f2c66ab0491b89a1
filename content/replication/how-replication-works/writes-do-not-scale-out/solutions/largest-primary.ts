// title: One primary of four times the size, with room to grow
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    web1: {},
    db1: { size: 'large' },
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
