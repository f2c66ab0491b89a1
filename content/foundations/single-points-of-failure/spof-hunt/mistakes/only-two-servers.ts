// fails: lose-a
// diagnosis: too-few-left-on-a
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: { machine: 'D' },
    web1: { machine: 'A' },
    web2: { machine: 'B' },
  },
  apps: {
    app1: { host: 'web1' },
    app2: { host: 'web2' },
  },
  haproxy: {
    on: 'lb1',
    timeouts: { connect: '1s' },
    backends: {
      clinic: {
        redispatch: true,
        servers: {
          web1: { to: 'app1', check: true },
          web2: { to: 'app2', check: true },
        },
      },
    },
  },
});
