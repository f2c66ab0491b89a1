// What each daemon's files say, in the words of the Model, with addresses where the Model has names: a file knows no names of other hosts.
// `render` makes a model into parts and writes them; `parse` reads files into parts and puts them together to a model.
import type { AlertRule, Backend, BackendServer, DatabaseNode, Firewall, Frontend, Haproxy, Monitoring, Nginx, UpstreamServer, VirtualAddress } from '../infrastructure/model.ts';

/** Where something listens. `address` is an IPv4 address or a name, as the file has it. */
export interface Endpoint { address: string; port: number }

/** haproxy.cfg. */
export interface HaproxyPart extends Omit<Haproxy, 'name' | 'host' | 'frontends' | 'backends' | 'software'> {
  /** Port of HAProxy's own metrics for Prometheus; null: it offers none. */
  metricsPort: number | null;
  /** `defaultBackend` null: HAProxy answers itself (`redirect`, `return`), and 503 to what no rule takes. */
  frontends: (Omit<Frontend, 'defaultBackend'> & { defaultBackend: string | null })[];
  backends: (Omit<Backend, 'servers'> & { servers: (Omit<BackendServer, 'target'> & { endpoint: Endpoint })[] })[];
}

/** nginx.conf. */
export interface NginxPart extends Omit<Nginx, 'name' | 'host' | 'servers' | 'software'> {
  /** Name of its `upstream`, which a design gives to the nginx itself; empty: it has none, and passes to one server. */
  upstream: string;
  servers: (Omit<UpstreamServer, 'target'> & { endpoint: Endpoint })[];
}

/** One `vrrp_instance` of keepalived.conf. */
export interface VrrpInstancePart extends Omit<VirtualAddress, 'members' | 'unicast'> {
  priority: number;
  state: 'MASTER' | 'BACKUP';
  nopreempt: boolean;
  preemptDelayMs: number;
  /** null: multicast. */
  unicast: { source: string; peers: string[] } | null;
  interface: string;
}

/** keepalived.conf. */
export interface KeepalivedPart { routerId: string; instances: VrrpInstancePart[] }

/** my.cnf of one node, with its replication.sql: `CHANGE MASTER TO` is not an option of the file. */
export interface MariadbPart extends Omit<DatabaseNode, 'name' | 'host' | 'workers' | 'replicateFrom'> {
  serverId: number;
  port: number;
  /** Address that it binds (`bind-address`), or that others reach it at (`report-host`, where it binds all or loopback). Needed where `bind` is private. */
  address: string | null;
  replicateFrom: Endpoint | null;
  /** Which half of `semiSync` is on from the start: `rpl_semi_sync_master_enabled`, `rpl_semi_sync_slave_enabled` or both. null exactly where `semiSync` is null. */
  semiSyncRole: 'primary' | 'replica' | 'both' | null;
  /** `log-bin`, `binlog-format`, `log-slave-updates`, `gtid-domain-id` and `gtid-strict-mode`. */
  binlog: { enabled: boolean; format: 'ROW' | 'MIXED' | 'STATEMENT'; logSlaveUpdates: boolean; gtidDomainId: number; gtidStrictMode: boolean };
  /** `MASTER_USE_GTID`; without `replicateFrom` slave_pos, what MariaDB 10.11 would use. */
  useGtid: 'slave_pos' | 'current_pos' | 'no';
}

/** nftables rules of one host. */
export interface FirewallPart { default: Firewall['default']; rules: FirewallPartRule[] }

/** One rule about what may come into this host. `from` empty: anybody. */
export interface FirewallPartRule {
  /** Addresses and networks (`10.0.0.0/24`), those of IPv4 before those of IPv6. */
  from: string[];
  protocol: Firewall['rules'][number]['protocol'];
  port: number | null;
  action: Firewall['rules'][number]['action'];
  /** nft's `comment`: who talks to whom. At most 128 bytes, without quotation marks. */
  comment: string | null;
}

/** prometheus.yml with its alert rules. */
export interface PrometheusPart extends Omit<Monitoring, 'host' | 'rules' | 'scrape'> {
  /** Each job once. Targets are exporters; of `blackbox`, what is probed: the exporter itself stands beside Prometheus. */
  scrape: { job: Monitoring['scrape'][number]; targets: Endpoint[] }[];
  rules: AlertRule[];
}

/**
 * Something to say about a line of a file. `unknown`: a keyword that nobody here knows; `unsupported`: known, changes what happens, and the model cannot say it;
 * `ignored`: known, and without effect on what is simulated, such as logs; `invalid`: the daemon would refuse it.
 */
export interface FileRemark {
  file: string;
  /** From 1. */
  line: number;
  kind: 'unknown' | 'unsupported' | 'ignored' | 'invalid';
  /** A whole sentence for people, naming the keyword. */
  message: string;
}

/** What a reader returns. The part is complete whatever the remarks: what is missing has the daemon's own default. */
export interface ReadFile<Part> { part: Part; remarks: FileRemark[] }

/** A file as it would lie on a host (`hosts`: the same on all of them). `path` is relative to the output folder: `<host>/haproxy.cfg`, or `<host>/<nginx name>/nginx.conf` where a host has several. */
export interface RenderedFile { host: string; path: string; daemon: 'hosts' | 'haproxy' | 'nginx' | 'keepalived' | 'mariadb' | 'nftables' | 'prometheus'; text: string }
