import { appSchema } from './apps.ts';
import { certificateSchema } from './certificates.ts';
import { dnsRecordSchema } from './dns.ts';
import { firewallSchema } from './firewall.ts';
import { fields, list, named, optional } from './forms.ts';
import { haproxySchema } from './haproxy.ts';
import { hostSchema } from './hosts.ts';
import { vrrpInstanceSchema } from './keepalived.ts';
import { mariadbSchema } from './mariadb.ts';
import { nginxSchema } from './nginx.ts';
import { backupPlanSchema, clientPolicySchema, deployPlanSchema } from './operations.ts';
import { prometheusSchema } from './prometheus.ts';

/** Schema of a whole design: shapes, words and ranges. What names refer to is checked in `../validate/`. */
export function designSchema(hostsMax: number) {
  return fields({
    hosts: named(hostSchema, hostsMax),
    haproxy: optional(haproxySchema),
    nginx: optional(named(nginxSchema, 1000, 0)),
    apps: optional(named(appSchema, 1000, 0)),
    mariadb: optional(mariadbSchema),
    keepalived: optional(named(vrrpInstanceSchema, 255, 0)),
    dns: optional(list(dnsRecordSchema, 100)),
    certificates: optional(named(certificateSchema, 100, 0)),
    firewall: optional(firewallSchema),
    prometheus: optional(prometheusSchema),
    clients: optional(clientPolicySchema),
    deploy: optional(deployPlanSchema),
    backups: optional(list(backupPlanSchema, 20)),
  });
}
