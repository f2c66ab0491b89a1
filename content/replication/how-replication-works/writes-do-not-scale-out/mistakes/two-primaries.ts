// fails: no-write-lost
// diagnosis: two-primaries
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
    importerA: { host: 'web1', workers: 1024, database: { writer: 'db1' } },
    importerB: { host: 'web2', workers: 1024, database: { writer: 'db2' } },
  },
  haproxy: {
    on: 'lb1',
    backends: {
      importers: {
        servers: {
          a: { to: 'importerA' },
          b: { to: 'importerB' },
        },
      },
    },
  },
  mariadb: {
    nodes: {
      db1: { host: 'db1' },
      db2: { host: 'db2' },
    },
  },
});
