import { defineInfrastructure } from 'no-single-point';

// One application server without a database: what users wait for is its work alone.
export default defineInfrastructure({
  hosts: { lb1: {}, web1: {} },
  apps: { app1: { host: 'web1' } },
  haproxy: { on: 'lb1', backends: { shop: { servers: { web1: { to: 'app1' } } } } },
});
