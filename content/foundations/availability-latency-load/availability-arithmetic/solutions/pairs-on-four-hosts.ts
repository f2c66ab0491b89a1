// title: A pair of everything: balancer and application together on two medium hosts, the database on two more
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    web1: { size: 'medium' },
    web2: { size: 'medium' },
    db1: { size: 'medium' },
    db2: { size: 'medium' },
  },
  apps: {
    app1: { host: 'web1', database: { writer: { virtualAddress: '10.0.0.200' } } },
    app2: { host: 'web2', database: { writer: { virtualAddress: '10.0.0.200' } } },
  },
  haproxy: {
    on: ['web1', 'web2'],
    backends: {
      shop: {
        redispatch: true,
        servers: {
          web1: { to: 'app1', check: true },
          web2: { to: 'app2', check: true },
        },
      },
    },
  },
  keepalived: {
    entrance: {
      virtualAddress: '10.0.0.100',
      virtualRouterId: 51,
      members: { web1: { priority: 150 }, web2: { priority: 100 } },
    },
    database: {
      virtualAddress: '10.0.0.200',
      virtualRouterId: 52,
      members: { db1: { priority: 150 }, db2: { priority: 100 } },
    },
  },
  mariadb: {
    nodes: {
      db1: { host: 'db1' },
      db2: { host: 'db2', replicateFrom: 'db1' },
    },
    failover: {
      mode: 'automatic',
      voters: ['web1', 'web2', 'db2'],
      quorum: true,
      heartbeat: '1s',
      failuresToDeclare: 3,
      promote: 'most-advanced',
      fencing: 'stonith',
      clientsFollow: 'virtual-address',
    },
  },
});
