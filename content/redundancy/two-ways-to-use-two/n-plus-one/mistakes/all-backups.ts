// fails: survives-web1
// diagnosis: backup-watched
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: {},
    web1: { size: 'small' },
    web2: { size: 'small' },
    web3: { size: 'small' },
    web4: { size: 'small' },
    web5: { size: 'small' },
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
      shop: {
        balance: 'roundrobin',
        redispatch: true,
        allbackups: true,
        servers: {
          web1: { to: 'app1', check: { inter: '1s', fall: 2 } },
          web2: { to: 'app2', check: { inter: '1s', fall: 2 } },
          web3: { to: 'app3', check: { inter: '1s', fall: 2 } },
          web4: { to: 'app4', backup: true, check: { inter: '1s', fall: 2 } },
          web5: { to: 'app5', backup: true, check: { inter: '1s', fall: 2 } },
        },
      },
    },
  },
});
