import { defineInfrastructure } from 'no-single-point';

// A request takes 50 ms of work on average.
// oldApp: 4 workers, up to 80 requests a second.
// newApp: 8 workers, up to 160 requests a second.
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
          old: { to: 'oldApp' },
          new: { to: 'newApp' },
        },
      },
    },
  },
});
