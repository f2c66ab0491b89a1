import type { Model } from '../model.ts';
import type { Infrastructure } from '../vocabulary/index.ts';
import { resolveApps } from './apps.ts';
import { resolveHaproxy } from './haproxy.ts';
import { resolveHosts } from './hosts.ts';
import { resolveKeepalived } from './keepalived.ts';
import { resolveMariadb } from './mariadb.ts';
import { resolveCertificates, resolveDns, resolveFirewall } from './network.ts';
import { resolveNginx } from './nginx.ts';
import { resolveBackups, resolveClients, resolveDeploy } from './operations.ts';
import { resolvePrometheus } from './prometheus.ts';

/** Fills in every default of the daemons. For designs that `validate` accepted; everything keeps the order in which it was written. */
export function resolve(infrastructure: Infrastructure): Model {
  return {
    hosts: resolveHosts(infrastructure),
    loadBalancers: [...resolveHaproxy(infrastructure), ...resolveNginx(infrastructure)],
    applications: resolveApps(infrastructure),
    databases: resolveMariadb(infrastructure),
    virtualAddresses: resolveKeepalived(infrastructure),
    dnsRecords: resolveDns(infrastructure),
    certificates: resolveCertificates(infrastructure),
    firewall: resolveFirewall(infrastructure),
    monitoring: resolvePrometheus(infrastructure),
    clientPolicy: resolveClients(infrastructure),
    deployment: resolveDeploy(infrastructure),
    backups: resolveBackups(infrastructure),
  };
}
