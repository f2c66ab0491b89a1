// title: Two servers of twice the size, each on a machine of its own
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    lb1: { machine: 'D' },
    web1: { size: 'medium', machine: 'B' },
    web2: { size: 'medium', machine: 'C' },
  },
  apps: {
    app1: { host: 'web1' },
    app2: { host: 'web2' },
  },
  haproxy: {
    on: 'lb1',
    timeouts: { connect: '1s' },
    backends: {
      clinic: {
        redispatch: true,
        servers: {
          web1: { to: 'app1', check: true },
          web2: { to: 'app2', check: true },
        },
      },
    },
  },
});
