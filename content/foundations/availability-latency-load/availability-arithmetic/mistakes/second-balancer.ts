// fails: promise
// diagnosis: strongest-link-doubled
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: { size: 'large' },
    lb2: { size: 'large' },
    web1: { size: 'small' },
    db1: { size: 'medium' },
  },
  apps: {
    app1: { host: 'web1', database: { writer: 'db1' } },
  },
  haproxy: {
    on: ['lb1', 'lb2'],
    backends: {
      shop: {
        redispatch: true,
        servers: {
          web1: { to: 'app1', check: true },
        },
      },
    },
  },
  keepalived: {
    entrance: {
      virtualAddress: '10.0.0.100',
      virtualRouterId: 51,
      members: { lb1: { priority: 150 }, lb2: { priority: 100 } },
    },
  },
  mariadb: {
    nodes: {
      db1: { host: 'db1' },
    },
  },
});
