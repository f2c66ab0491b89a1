import { defineInfrastructure } from 'no-single-point';

// A request keeps a core busy for 50 ms on average.
// small: 4 cores and 4 workers, up to 80 a second.
// medium: 8 cores and 8 workers, up to 160.
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
