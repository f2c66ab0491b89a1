// fails: left
// diagnosis: strong-one-kept
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: {},
    web1: { size: 'small' },
    web2: { size: 'small' },
    web4: { size: 'large' },
  },
  apps: {
    app1: { host: 'web1' },
    app2: { host: 'web2' },
    app4: { host: 'web4' },
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
          web4: { to: 'app4', weight: 4, check: { inter: '1s', fall: 2 } },
        },
      },
    },
  },
});
