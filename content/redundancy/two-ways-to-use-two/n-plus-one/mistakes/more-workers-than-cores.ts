// fails: survives-web1
// diagnosis: more-workers-than-cores
import { defineInfrastructure } from 'no-single-point';

// A small host has 4 workers: its application can do 80 requests a second. It costs 1 unit.
// A medium host has 8 workers: 160 requests a second, 2 units.
// A large host has 16 workers: 320 requests a second, 4 units.
// Application n runs on host webn: the runs take web1, web2 and web3 away, one in each.
export default defineInfrastructure({
  hosts: {
    lb1: {},
    web1: { size: 'small' },
    web2: { size: 'small' },
    web3: { size: 'small' },
  },
  apps: {
    app1: { host: 'web1', workers: 16 },
    app2: { host: 'web2', workers: 16 },
    app3: { host: 'web3', workers: 16 },
  },
  haproxy: {
    on: 'lb1',
    timeouts: { connect: '1s' },
    backends: {
      shop: {
        balance: 'roundrobin',
        redispatch: true,
        servers: {
          web1: { to: 'app1', check: { inter: '1s', fall: 2 } },
          web2: { to: 'app2', check: { inter: '1s', fall: 2 } },
          web3: { to: 'app3', check: { inter: '1s', fall: 2 } },
        },
      },
    },
  },
});
