// title: A surprise: the application on the host of the balancer, one factor less in the product
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: { size: 'large' },
    db1: { size: 'medium' },
  },
  apps: {
    app1: { host: 'lb1', database: { writer: 'db1' } },
  },
  haproxy: {
    on: 'lb1',
    backends: {
      shop: {
        redispatch: true,
        servers: {
          web1: { to: 'app1', check: true },
        },
      },
    },
  },
  mariadb: {
    nodes: {
      db1: { host: 'db1' },
    },
  },
});
