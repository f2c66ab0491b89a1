// fails: p99
// diagnosis: least-connections
import { defineInfrastructure } from 'no-single-point';

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
        balance: 'leastconn',
        servers: {
          web1: { to: 'app1' },
          web2: { to: 'app2' },
        },
      },
    },
  },
});
