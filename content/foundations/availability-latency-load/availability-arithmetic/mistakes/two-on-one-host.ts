// fails: promise
// diagnosis: same-host-twice
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: { size: 'large' },
    web1: { size: 'small' },
    db1: { size: 'medium' },
  },
  apps: {
    app1: { host: 'web1', database: { writer: 'db1' } },
    app2: { host: 'web1', port: 8081, database: { writer: 'db1' } },
  },
  haproxy: {
    on: 'lb1',
    backends: {
      shop: {
        redispatch: true,
        servers: {
          web1: { to: 'app1', check: true },
          web2: { to: 'app2', check: true },
        },
      },
    },
  },
  mariadb: {
    nodes: {
      db1: { host: 'db1' },
    },
  },
});
