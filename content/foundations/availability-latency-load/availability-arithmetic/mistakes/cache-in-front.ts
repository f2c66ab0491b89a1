// fails: promise
// diagnosis: one-more-in-the-path
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: { size: 'large' },
    cache: { size: 'medium' },
    web1: { size: 'small' },
    db1: { size: 'medium' },
  },
  apps: {
    app1: { host: 'web1', database: { writer: 'db1' } },
  },
  haproxy: {
    on: 'lb1',
    backends: {
      shop: {
        redispatch: true,
        servers: {
          cache: { to: 'cache', check: true },
        },
      },
    },
  },
  nginx: {
    cache: { host: 'cache', upstream: { servers: [{ to: 'app1' }] } },
  },
  mariadb: {
    nodes: {
      db1: { host: 'db1' },
    },
  },
});
