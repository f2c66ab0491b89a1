// fails: p99
// diagnosis: more-workers-than-cores
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: {},
    web1: { size: 'small' },
    web2: { size: 'small' },
  },
  apps: {
    app1: { host: 'web1', workers: 16 },
    app2: { host: 'web2', workers: 16 },
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
