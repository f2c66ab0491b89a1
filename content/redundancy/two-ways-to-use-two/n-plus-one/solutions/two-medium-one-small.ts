// title: Two medium servers and a small one, with turns in proportion
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: {},
    web1: { size: 'medium' },
    web2: { size: 'medium' },
    web3: { size: 'small' },
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
      shop: {
        balance: 'roundrobin',
        redispatch: true,
        servers: {
          web1: { to: 'app1', weight: 2, check: { inter: '1s', fall: 2 } },
          web2: { to: 'app2', weight: 2, check: { inter: '1s', fall: 2 } },
          web3: { to: 'app3', weight: 1, check: { inter: '1s', fall: 2 } },
        },
      },
    },
  },
});
