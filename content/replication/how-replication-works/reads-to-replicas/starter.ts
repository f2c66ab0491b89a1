import { defineInfrastructure } from 'no-single-point';

// A read or a write takes 20 ms of work in the database, on average.
// web1: enough workers, so that the database is the only narrow place.
// db1: 8 workers, up to 400 queries a second. db2 and db3 are replicas, each as strong as db1.
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
      workers: 200,
      database: { writer: 'db1' },
    },
  },
  mariadb: {
    nodes: {
      db1: { host: 'db1' },
      db2: { host: 'db2', replicateFrom: 'db1', readOnly: true },
      db3: { host: 'db3', replicateFrom: 'db1', readOnly: true },
    },
  },
});
