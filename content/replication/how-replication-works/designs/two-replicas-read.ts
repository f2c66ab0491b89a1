import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    web1: {},
    db1: {},
    db2: {},
    db3: {},
  },
  apps: {
    shop: {
      host: 'web1',
      workers: 1024,
      database: { writer: 'db1', readers: ['db2', 'db3'] },
    },
  },
  mariadb: {
    nodes: {
      db1: { host: 'db1' },
      db2: { host: 'db2', replicateFrom: 'db1', readOnly: true, parallelThreads: 8 },
      db3: { host: 'db3', replicateFrom: 'db1', readOnly: true, parallelThreads: 8 },
    },
  },
});
