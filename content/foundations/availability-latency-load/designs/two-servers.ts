import { defineInfrastructure } from 'no-single-point';

// The same, twice.
export default defineInfrastructure({
  hosts: { lb1: {}, web1: {}, web2: {} },
  apps: { app1: { host: 'web1' }, app2: { host: 'web2' } },
  haproxy: { on: 'lb1', backends: { shop: { servers: { web1: { to: 'app1' }, web2: { to: 'app2' } } } } },
});
