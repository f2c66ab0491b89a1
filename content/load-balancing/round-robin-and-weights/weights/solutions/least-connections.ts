// title: Send each request to the server with the fewest in progress
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
          old: { to: 'oldApp' },
          new: { to: 'newApp' },
        },
      },
    },
  },
});
