// title: Fewest in progress, counted by weight
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
        balance: 'leastconn',
        servers: {
          old: { to: 'oldApp', weight: 1 },
          new: { to: 'newApp', weight: 2 },
        },
      },
    },
  },
});
