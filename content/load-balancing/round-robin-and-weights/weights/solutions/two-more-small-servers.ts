// title: Two more small servers, so that no equal share is more than 45 requests a second
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: {},
    old: { size: 'small' },
    new: { size: 'medium' },
    third: { size: 'small' },
    fourth: { size: 'small' },
  },
  apps: {
    oldApp: { host: 'old' },
    newApp: { host: 'new' },
    thirdApp: { host: 'third' },
    fourthApp: { host: 'fourth' },
  },
  haproxy: {
    on: 'lb1',
    backends: {
      shop: {
        balance: 'roundrobin',
        servers: {
          old: { to: 'oldApp' },
          new: { to: 'newApp' },
          third: { to: 'thirdApp' },
          fourth: { to: 'fourthApp' },
        },
      },
    },
  },
});
