import { defineInfrastructure } from 'no-single-point';

// The application twice, with checks and a second try, so that a crash is noticed and passed by.
export default defineInfrastructure({
  hosts: { lb1: {}, web1: {}, web2: {}, db1: {} },
  apps: {
    app1: { host: 'web1', database: { writer: 'db1' } },
    app2: { host: 'web2', database: { writer: 'db1' } },
  },
  haproxy: {
    on: 'lb1',
    backends: {
      shop: {
        redispatch: true,
        servers: { web1: { to: 'app1', check: true }, web2: { to: 'app2', check: true } },
      },
    },
  },
  mariadb: { nodes: { db1: { host: 'db1' } } },
});
