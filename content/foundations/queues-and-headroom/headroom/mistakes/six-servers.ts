// fails: cost
// diagnosis: more-than-needed
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: {},
    web1: { size: 'small' },
    web2: { size: 'small' },
    web3: { size: 'small' },
    web4: { size: 'small' },
    web5: { size: 'small' },
    web6: { size: 'small' },
  },
  apps: {
    app1: { host: 'web1' },
    app2: { host: 'web2' },
    app3: { host: 'web3' },
    app4: { host: 'web4' },
    app5: { host: 'web5' },
    app6: { host: 'web6' },
  },
  haproxy: {
    on: 'lb1',
    backends: {
      tickets: {
        balance: 'roundrobin',
        servers: {
          web1: { to: 'app1' },
          web2: { to: 'app2' },
          web3: { to: 'app3' },
          web4: { to: 'app4' },
          web5: { to: 'app5' },
          web6: { to: 'app6' },
        },
      },
    },
  },
});
