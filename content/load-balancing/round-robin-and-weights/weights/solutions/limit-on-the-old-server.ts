// title: A surprise: equal weights hold when the old server passes its turn on while all 4 workers are busy
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
    backends: {
      shop: {
        balance: 'roundrobin',
        servers: {
          old: { to: 'oldApp', maxconn: 4 },
          new: { to: 'newApp' },
        },
      },
    },
  },
});
