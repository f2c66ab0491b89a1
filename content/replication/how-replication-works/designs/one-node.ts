import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    web1: {},
    db1: {},
  },
  apps: {
    shop: {
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
