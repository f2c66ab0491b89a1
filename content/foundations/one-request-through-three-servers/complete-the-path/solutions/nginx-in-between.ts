// title: HAProxy sends to an nginx, and nginx shares between both
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: {},
    web1: { size: 'small' },
    web2: { size: 'small' },
  },
  apps: {
    app1: { host: 'web1' },
    app2: { host: 'web2' },
  },
  nginx: {
    edge: {
      host: 'lb1',
      listen: [{ port: 8080 }],
      upstream: { servers: [{ to: 'app1' }, { to: 'app2' }] },
    },
  },
  haproxy: {
    on: 'lb1',
    backends: {
      shop: {
        balance: 'roundrobin',
        servers: {
          edge: { to: 'edge' },
        },
      },
    },
  },
});
