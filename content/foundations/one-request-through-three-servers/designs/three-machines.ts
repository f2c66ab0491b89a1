import { defineInfrastructure } from 'no-single-point';

// The classic three servers: one with the balancer, two with everything else.
export default defineInfrastructure({
  hosts: {
    lb1: {},
    server1: {},
    server2: {},
  },
  haproxy: {
    on: 'lb1',
    backends: {
      shop: {
        redispatch: true,
        timeouts: { connect: '1s' },
        servers: {
          server1: { to: 'nginx1', check: true },
          server2: { to: 'nginx2', check: true },
        },
      },
    },
  },
  nginx: {
    nginx1: { host: 'server1', upstream: { servers: [{ to: 'app1' }] } },
    nginx2: { host: 'server2', upstream: { servers: [{ to: 'app2' }] } },
  },
  apps: {
    app1: { host: 'server1', database: { writer: 'db1', connectTimeout: '1s' } },
    app2: { host: 'server2', database: { writer: 'db1', connectTimeout: '1s' } },
  },
  mariadb: {
    nodes: {
      db1: { host: 'server1' },
      db2: { host: 'server2', replicateFrom: 'db1' },
    },
  },
});
