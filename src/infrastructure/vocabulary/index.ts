import type { App } from './apps.ts';
import type { Certificate } from './certificates.ts';
import type { DnsRecord } from './dns.ts';
import type { Firewall } from './firewall.ts';
import type { Haproxy } from './haproxy.ts';
import type { Host } from './hosts.ts';
import type { VrrpInstance } from './keepalived.ts';
import type { Mariadb } from './mariadb.ts';
import type { Known } from './names.ts';
import type { Nginx } from './nginx.ts';
import type { BackupPlan, ClientPolicy, DeployPlan } from './operations.ts';
import type { Prometheus } from './prometheus.ts';

/**
 * A design. Words are the daemons' own, in camelCase; a field that is absent has the daemon's default.
 * The parameters are the names that the design declares; `defineInfrastructure` infers them.
 */
export interface Infrastructure<
  H extends string = string, A extends string = string, N extends string = string, C extends string = string, F extends string = string,
  B extends string = string, V extends string = string, D extends string = string, G extends string = string,
> {
  /** Machines, by name: what costs money, and what dies together. At least one, at most 64. */
  hosts: Record<H, Host>;
  /** The load balancer HAProxy. Default: none. */
  haproxy?: Haproxy<NoInfer<H>, Known<A | F | N, 'apps, nginx or mariadb.nodes'>, Known<C, 'certificates'>, B, NoInfer<B>>;
  /** nginx instances in front of applications, by name. Default: none. */
  nginx?: Record<F, Nginx<NoInfer<H>, Known<A, 'apps'>, Known<C, 'certificates'>>>;
  /** Application servers, by name. Default: none. */
  apps?: Record<A, App<NoInfer<H>, Known<N, 'mariadb.nodes'>, Known<B, 'haproxy.backends'>, Known<V, 'keepalived'>, Known<D, 'dns'>>>;
  /** The database. Default: none. */
  mariadb?: Mariadb<NoInfer<H>, N, NoInfer<N>>;
  /** Virtual addresses, by name, moved between hosts by VRRP. Default: none. */
  keepalived?: Record<string, VrrpInstance<NoInfer<H>, V>>;
  /** Names in the domain name system. Default: clients use the balancer's address. */
  dns?: readonly DnsRecord<NoInfer<H>, D>[];
  /** TLS certificates, by name. Default: none. */
  certificates?: Record<C, Certificate>;
  /** Packet filter. Default: every flow is accepted. */
  firewall?: Firewall<NoInfer<H>, G, NoInfer<G>>;
  /** Monitoring. Default: none. */
  prometheus?: Prometheus<NoInfer<H>>;
  /** How clients behave, where an exercise hands it to the learner. Default: as the exercise says. */
  clients?: ClientPolicy;
  /** How a new version is brought out. Default: none is. */
  deploy?: DeployPlan;
  /** Backups of the database. Default: none. */
  backups?: readonly BackupPlan[];
}

/** Returns the design as it is. Its use is in the types: the editor completes names, and marks a name that does not exist. */
export const defineInfrastructure = <
  const H extends string, const A extends string = never, const N extends string = never, const C extends string = never, const F extends string = never,
  const B extends string = never, const V extends string = never, const D extends string = never, const G extends string = never,
>(infrastructure: Infrastructure<H, A, N, C, F, B, V, D, G>): Infrastructure<H, A, N, C, F, B, V, D, G> => infrastructure;

export type * from './apps.ts';
export type * from './backends.ts';
export type * from './certificates.ts';
export type * from './dns.ts';
export type * from './durations.ts';
export type * from './failover.ts';
export type * from './firewall.ts';
export type * from './haproxy.ts';
export type * from './hosts.ts';
export type * from './keepalived.ts';
export type * from './mariadb.ts';
export type * from './names.ts';
export type * from './nginx.ts';
export type * from './operations.ts';
export type * from './prometheus.ts';
export type * from './timeouts.ts';
