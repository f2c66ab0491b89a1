// fails: every-loss
// diagnosis: too-few-left-on-another
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: { machine: 'D' },
    web1: { machine: 'B' },
    web2: { machine: 'C' },
    web3: { machine: 'C' },
  },
  apps: {
    app1: { host: 'web1' },
    app2: { host: 'web2' },
    app3: { host: 'web3' },
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
          web3: { to: 'app3', check: true },
        },
      },
    },
  },
});
