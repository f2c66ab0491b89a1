// fails: answered
// diagnosis: own-database
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: {},
    web1: {},
    web2: {},
    db1: {},
    db2: {},
  },
  apps: {
    shopA: { host: 'web1', workers: 200, database: { writer: 'db1' } },
    shopB: { host: 'web2', workers: 200, database: { writer: 'db2' } },
  },
  haproxy: {
    on: 'lb1',
    backends: {
      shop: {
        servers: {
          a: { to: 'shopA' },
          b: { to: 'shopB' },
        },
      },
    },
  },
  mariadb: {
    nodes: {
      db1: { host: 'db1' },
      db2: { host: 'db2', replicateFrom: 'db1', readOnly: true },
    },
  },
});
