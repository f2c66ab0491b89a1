// title: A primary of twice the size, and one replica that answers the reads
import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: {
    web1: {},
    db1: { size: 'medium' },
    db2: {},
  },
  apps: {
    importer: {
      host: 'web1',
      workers: 1024,
      database: { writer: 'db1', readers: ['db2'] },
    },
  },
  mariadb: {
    nodes: {
      db1: { host: 'db1' },
      db2: { host: 'db2', replicateFrom: 'db1', readOnly: true, parallelThreads: 8 },
    },
  },
});
