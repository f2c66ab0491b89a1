import { defineInfrastructure } from 'no-single-point';

// How often a host is up, and what it costs:
// small 95 %, 1 unit; medium 99.8 %, 2; large 99.9 %, 4.
export default defineInfrastructure({
  hosts: {
    lb1: { size: 'large' },
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
          web1: { to: 'app1', check: true },
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
