import { defineInfrastructure } from 'no-single-point';

// Each host has 4 workers. A request takes 50 ms of work, so
// app1 and app2 can each answer up to 80 requests a second.
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
      shop: {
        balance: 'roundrobin',
        servers: {
          web1: { to: 'app1' },
        },
      },
    },
  },
});
