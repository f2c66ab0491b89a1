import { defineInfrastructure } from 'no-single-point';

// The usual picture: one balancer, two application servers, a primary, and a replica that copies it.
export default defineInfrastructure({
  hosts: { lb1: {}, web1: {}, web2: {}, data1: {}, data2: {} },
  apps: {
    app1: { host: 'web1', database: { writer: 'primary', connectTimeout: '1s' } },
    app2: { host: 'web2', database: { writer: 'primary', connectTimeout: '1s' } },
  },
  mariadb: {
    nodes: {
      primary: { host: 'data1' },
      replica: { host: 'data2', replicateFrom: 'primary', readOnly: true },
    },
  },
  haproxy: {
    on: 'lb1',
    timeouts: { connect: '1s' },
    backends: {
      site: {
        redispatch: true,
        servers: {
          web1: { to: 'app1', check: true },
          web2: { to: 'app2', check: true },
        },
      },
    },
  },
});
