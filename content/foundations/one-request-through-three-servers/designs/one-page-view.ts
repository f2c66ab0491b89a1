import { defineInfrastructure } from 'no-single-point';

// Every role once. A request needs 40 ms in the application and 10 ms in the database.
export default defineInfrastructure({
  hosts: {
    lb1: {},
    web1: {},
    db1: {},
  },
  haproxy: {
    on: 'lb1',
    backends: { shop: { servers: { web1: { to: 'nginx1' } } } },
  },
  nginx: {
    nginx1: { host: 'web1', upstream: { servers: [{ to: 'app1' }] } },
  },
  apps: {
    app1: { host: 'web1', database: { writer: 'db1' } },
  },
  mariadb: {
    nodes: { db1: { host: 'db1' } },
  },
});
