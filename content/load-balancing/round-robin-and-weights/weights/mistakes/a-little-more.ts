// fails: p99
// diagnosis: not-far-enough
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: {},
    old: { size: 'small' },
    new: { size: 'medium' },
  },
  apps: {
    oldApp: { host: 'old' },
    newApp: { host: 'new' },
  },
  haproxy: {
    on: 'lb1',
    backends: {
      shop: {
        balance: 'roundrobin',
        servers: {
          old: { to: 'oldApp', weight: 3 },
          new: { to: 'newApp', weight: 4 },
        },
      },
    },
  },
});
