// What each daemon's files say, in the words of the Model, with addresses where the Model has names: a file knows no names of other hosts.
// `render` makes a model into parts and writes them; `parse` reads files into parts and puts them together to a model.
import type { AlertRule, Backend, BackendServer, DatabaseNode, Firewall, Haproxy, Monitoring, Nginx, UpstreamServer, VirtualAddress } from '../infrastructure/model.ts';

/** Where something listens. `address` is an IPv4 address or a name, as the file has it. */
export interface Endpoint { address: string; port: number }

/** haproxy.cfg. */
export interface HaproxyPart extends Omit<Haproxy, 'name' | 'host' | 'backends' | 'software'> {
  backends: (Omit<Backend, 'servers'> & { servers: (Omit<BackendServer, 'target'> & { endpoint: Endpoint })[] })[];
}

/** nginx.conf. */
export interface NginxPart extends Omit<Nginx, 'name' | 'host' | 'servers' | 'software'> {
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
  /** Address that it binds, or that others reach it at. */
  address: string | null;
  replicateFrom: Endpoint | null;
}

/** nftables rules of one host. */
export interface FirewallPart { default: Firewall['default']; rules: FirewallPartRule[] }

/** One rule about what may come into this host. `from` empty: anybody. */
export interface FirewallPartRule { from: string[]; protocol: Firewall['rules'][number]['protocol']; port: number | null; action: Firewall['rules'][number]['action'] }

/** prometheus.yml with its alert rules. */
export interface PrometheusPart extends Omit<Monitoring, 'host' | 'rules' | 'scrape'> {
  scrape: { job: Monitoring['scrape'][number]; targets: Endpoint[] }[];
  rules: AlertRule[];
}

/** Something to say about a line of a file. `unknown`: a keyword that nobody here knows; `unsupported`: known, and the model cannot say it; `invalid`: the daemon would refuse it. */
export interface FileRemark {
  file: string;
  /** From 1. */
  line: number;
  kind: 'unknown' | 'unsupported' | 'invalid';
  /** A whole sentence for people, naming the keyword. */
  message: string;
}

/** What a reader returns. The part is complete whatever the remarks: what is missing has the daemon's own default. */
export interface ReadFile<Part> { part: Part; remarks: FileRemark[] }

/** A file as it would lie on a host. `path` is relative to the output folder: `<host>/haproxy.cfg`, or `<host>/<nginx name>/nginx.conf` where a host has several. */
export interface RenderedFile { host: string; path: string; daemon: 'haproxy' | 'nginx' | 'keepalived' | 'mariadb' | 'nftables' | 'prometheus'; text: string }
