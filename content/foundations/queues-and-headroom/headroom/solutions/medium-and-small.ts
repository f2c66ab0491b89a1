// title: One server of twice the size, with two turns of three
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: {},
    web1: { size: 'medium' },
    web2: { size: 'small' },
  },
  apps: {
    app1: { host: 'web1' },
    app2: { host: 'web2' },
  },
  haproxy: {
    on: 'lb1',
    backends: {
      tickets: {
        balance: 'roundrobin',
        servers: {
          web1: { to: 'app1', weight: 2 },
          web2: { to: 'app2', weight: 1 },
        },
      },
    },
  },
});
