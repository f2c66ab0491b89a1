import { defineInfrastructure } from 'no-single-point';

// A request keeps one core busy for 50 ms on average: one core can do 20 requests a second.
// A small host has 4 cores and 4 workers, a medium one 8 of each.
export default defineInfrastructure({
  hosts: {
    lb1: {},
    web1: { size: 'small' },
    web2: { size: 'small' },
  },
  apps: {
    app1: { host: 'web1' },
    app2: { host: 'web2' },
  },
  haproxy: {
    on: 'lb1',
    backends: {
      tickets: {
        balance: 'roundrobin',
        servers: {
          web1: { to: 'app1' },
          web2: { to: 'app2' },
        },
      },
    },
  },
});
