// title: One large application server instead of the small one: exactly enough, with nothing to spare
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: { size: 'large' },
    web1: { size: 'large' },
    db1: { size: 'medium' },
  },
  apps: {
    app1: { host: 'web1', database: { writer: 'db1' } },
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
