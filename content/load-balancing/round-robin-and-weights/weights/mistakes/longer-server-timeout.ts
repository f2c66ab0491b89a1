// fails: in-time
// diagnosis: patience
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: {},
    old: { size: 'small' },
    new: { size: 'medium' },
  },
  apps: {
    oldApp: { host: 'old' },
    newApp: { host: 'new' },
  },
  haproxy: {
    on: 'lb1',
    timeouts: { server: '60s' },
    backends: {
      shop: {
        balance: 'roundrobin',
        servers: {
          old: { to: 'oldApp' },
          new: { to: 'newApp' },
        },
      },
    },
  },
});
