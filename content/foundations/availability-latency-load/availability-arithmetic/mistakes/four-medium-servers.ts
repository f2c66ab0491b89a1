// fails: cost
// diagnosis: more-of-the-same
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: { size: 'large' },
    web1: { size: 'medium' },
    web2: { size: 'medium' },
    web3: { size: 'medium' },
    web4: { size: 'medium' },
    db1: { size: 'medium' },
  },
  apps: {
    app1: { host: 'web1', database: { writer: 'db1' } },
    app2: { host: 'web2', database: { writer: 'db1' } },
    app3: { host: 'web3', database: { writer: 'db1' } },
    app4: { host: 'web4', database: { writer: 'db1' } },
  },
  haproxy: {
    on: 'lb1',
    backends: {
      shop: {
        redispatch: true,
        servers: {
          web1: { to: 'app1', check: true },
          web2: { to: 'app2', check: true },
          web3: { to: 'app3', check: true },
          web4: { to: 'app4', check: true },
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
