// fails: p99
// diagnosis: backup
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: {},
    web1: { size: 'small' },
    web2: { size: 'small' },
    web3: { size: 'small' },
  },
  apps: {
    app1: { host: 'web1' },
    app2: { host: 'web2' },
    app3: { host: 'web3' },
  },
  haproxy: {
    on: 'lb1',
    backends: {
      tickets: {
        balance: 'roundrobin',
        servers: {
          web1: { to: 'app1' },
          web2: { to: 'app2' },
          web3: { to: 'app3', backup: true },
        },
      },
    },
  },
});
