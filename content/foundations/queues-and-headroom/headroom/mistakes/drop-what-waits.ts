// fails: answered
// diagnosis: turned-away
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: {},
    web1: { size: 'small' },
    web2: { size: 'small' },
  },
  apps: {
    app1: { host: 'web1', dropQueuedAfter: '200ms' },
    app2: { host: 'web2', dropQueuedAfter: '200ms' },
  },
  haproxy: {
    on: 'lb1',
    backends: {
      tickets: {
        balance: 'roundrobin',
        servers: {
          web1: { to: 'app1' },
          web2: { to: 'app2' },
        },
      },
    },
  },
});
