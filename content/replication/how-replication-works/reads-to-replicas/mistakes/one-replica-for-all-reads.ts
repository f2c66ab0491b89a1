// fails: reads
// diagnosis: queue-moved
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    web1: {},
    db1: {},
    db2: {},
    db3: {},
  },
  apps: {
    shop: {
      host: 'web1',
      workers: 200,
      database: { writer: 'db1', readers: ['db2'] },
    },
  },
  mariadb: {
    nodes: {
      db1: { host: 'db1' },
      db2: { host: 'db2', replicateFrom: 'db1', readOnly: true },
      db3: { host: 'db3', replicateFrom: 'db1', readOnly: true },
    },
  },
});
