// fails: cost
// diagnosis: more-than-needed
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: { machine: 'D' },
    web1: { machine: 'A' },
    web2: { machine: 'A' },
    web3: { machine: 'B' },
    web4: { machine: 'B' },
    web5: { machine: 'C' },
  },
  apps: {
    app1: { host: 'web1' },
    app2: { host: 'web2' },
    app3: { host: 'web3' },
    app4: { host: 'web4' },
    app5: { host: 'web5' },
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
          web4: { to: 'app4', check: true },
          web5: { to: 'app5', check: true },
        },
      },
    },
  },
});
