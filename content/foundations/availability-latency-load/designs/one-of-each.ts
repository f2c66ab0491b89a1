import { defineInfrastructure } from 'no-single-point';

// Three boxes in a row: every request needs all of them.
export default defineInfrastructure({
  hosts: { lb1: {}, web1: {}, db1: {} },
  apps: {
    app1: { host: 'web1', database: { writer: 'db1' } },
  },
  haproxy: {
    on: 'lb1',
    backends: { shop: { redispatch: true, servers: { web1: { to: 'app1', check: true } } } },
  },
  mariadb: { nodes: { db1: { host: 'db1' } } },
});
