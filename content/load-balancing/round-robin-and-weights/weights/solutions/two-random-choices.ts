// title: Draw two servers at random, take the less loaded one, with weights 1 and 2
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
        balance: { random: 2 },
        servers: {
          old: { to: 'oldApp', weight: 1 },
          new: { to: 'newApp', weight: 2 },
        },
      },
    },
  },
});
