// title: One larger primary and no replica
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    web1: {},
    db1: { size: 'medium' },
  },
  apps: {
    shop: {
      host: 'web1',
      workers: 200,
      database: { writer: 'db1' },
    },
  },
  mariadb: {
    nodes: {
      db1: { host: 'db1' },
    },
  },
});
