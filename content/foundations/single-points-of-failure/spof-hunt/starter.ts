import { defineInfrastructure } from 'no-single-point';

// machine: the chassis that a host runs on.
// A small server has 4 workers, up to 80 a second.
export default defineInfrastructure({
  hosts: {
    lb1: { machine: 'A' },
    web1: { machine: 'A' },
    web2: { machine: 'A' },
    web3: { machine: 'A' },
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
