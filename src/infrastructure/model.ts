// The resolved design: complete and numeric, every default filled in. Only a Model is simulated or rendered.
// Things refer to each other by name; times are milliseconds and say so in their names.

/** A complete design, as `resolve` makes it from what the learner wrote. */
export interface Model {
  hosts: Host[];
  /** HAProxy processes and nginx instances, in the order in which the learner wrote them. */
  loadBalancers: LoadBalancer[];
  applications: Application[];
  databases: DatabaseCluster;
  virtualAddresses: VirtualAddress[];
  dnsRecords: DnsRecord[];
  certificates: Certificate[];
  firewall: Firewall | null;
  monitoring: Monitoring | null;
  /** The learner's policy for clients; null leaves it to the scenario. */
  clientPolicy: ClientPolicy | null;
  deployment: Deployment | null;
  backups: Backup[];
}

/** Sizes of hosts: small, medium and large cost 1, 2 and 4 units. */
export type HostSize = 'small' | 'medium' | 'large';

/** A machine: the unit of cost, and of what dies together. */
export interface Host {
  name: string;
  size: HostSize;
  /** 1, 2 or 4 by size. */
  costUnits: number;
  /** 4, 8 or 16 by size: what its applications compute on. */
  cores: number;
  /** Failure domain; the host's own name where the learner gave none. */
  zone: string;
  /** Chassis or hypervisor; the host's own name where the learner gave none. */
  machine: string;
  privateAddress: string | null;
  publicAddress: string | null;
}

/** What stands in front of applications, other balancers or databases. */
export type LoadBalancer = Haproxy | Nginx;

/** HAProxy's timeouts, complete for one process or one backend. */
export interface Timeouts {
  connectMs: number;
  clientMs: number;
  serverMs: number;
  /** `timeout queue`; HAProxy uses `timeout connect` when it is absent. */
  queueMs: number;
  /** `timeout check`; null: the check's `inter` bounds it. */
  checkMs: number | null;
  httpRequestMs: number | null;
}

/** One HAProxy process on one host. A configuration that runs on two hosts becomes two of these. */
export interface Haproxy {
  software: 'haproxy';
  /** The host's name: unique, since a host runs one HAProxy. */
  name: string;
  host: string;
  timeouts: Timeouts;
  frontends: Frontend[];
  backends: Backend[];
}

/** One `frontend` of HAProxy: where it listens, and which backend gets what. */
export interface Frontend {
  name: string;
  bind: { port: number; address: string | null; certificate: string | null; sslMinVer: 'TLSv1.2' | 'TLSv1.3' | null }[];
  defaultBackend: string;
  useBackend: { method: 'GET' | 'POST' | null; pathBegins: string | null; backend: string }[];
  /** Status of the redirect of plain requests to HTTPS; null: there is none. */
  redirectToHttps: number | null;
  hstsMs: number | null;
  /** `http-request` rules, in order; the first that ends a request decides. The vocabulary has none: they come from real files. */
  rules: HttpRule[];
}

/** One `http-request` rule. `if` null: always. */
export interface HttpRule {
  action: { kind: 'deny'; status: number } | { kind: 'return'; status: number } | { kind: 'redirect'; status: number; /** What the line says after `redirect`, such as `location /new` or `scheme https`. */ to: string } | { kind: 'set-priority-class'; priority: number };
  if: { fetch: 'path' | 'path_beg' | 'method'; values: string[]; negated: boolean } | null;
}

/** How a backend chooses a server (`balance`), with every parameter. */
export type Balance =
  | { algorithm: 'roundrobin' | 'static-rr' | 'leastconn' | 'first' | 'source' }
  | { algorithm: 'random'; /** Servers drawn; the least loaded of them wins. HAProxy's default is 2. */ draws: number }
  | { algorithm: 'hash'; key: HashKey; hashType: 'map-based' | 'consistent'; function: 'sdbm' | 'djb2' | 'wt6' | 'crc32'; /** Whether the hash is mixed once more. */ avalanche: boolean; /** Percent of the average load that a server may take; null: no bound. */ balanceFactor: number | null };

/** What is hashed. Of the path, `whole` takes the query too, and `depth` only so many leading directories; null: all of it. */
export type HashKey = 'source' | { path: { whole: boolean; depth: number | null } } | { header: string } | { urlParam: string };

/** What HAProxy repeats a request on (`retry-on`). The vocabulary has fewer: junk, early data and the statuses below 500 and 501 come from real files. */
export type RetryOn =
  | 'none' | 'conn-failure' | 'empty-response' | 'junk-response' | 'response-timeout' | '0rtt-rejected' | 'all-retryable-errors'
  | '401' | '403' | '404' | '408' | '425' | '500' | '501' | '502' | '503' | '504';

/** One `backend` of HAProxy. */
export interface Backend {
  name: string;
  /** tcp when its servers are database nodes, else http. */
  mode: 'http' | 'tcp';
  balance: Balance;
  servers: BackendServer[];
  /** null: a check is a TCP connect only. */
  httpchk: { uri: string; method: 'GET' | 'HEAD' | 'OPTIONS'; expectStatus: number | null } | null;
  /** `option redispatch`: 0 is off; n > 0 redispatches every n-th retry, −1 (plain `true`) the last, −n the one n − 1 before it; whatever n, at once where no cookie or hash binds the request. */
  redispatch: number;
  retries: number;
  retryOn: RetryOn[];
  disableL7RetryForPost: boolean;
  allbackups: boolean;
  cookie: { name: string; mode: 'insert' } | null;
  /** `clientMs` and `httpRequestMs` belong to the frontends whose default backend this is: HAProxy reads them there. */
  timeouts: Timeouts;
  fullconn: number | null;
  sslToServers: 'verify required' | 'verify none' | null;
}

/** What stands at the other end of a connection. */
export interface Target {
  kind: 'application' | 'load-balancer' | 'database';
  name: string;
}

/** One `server` line of a backend. */
export interface BackendServer {
  name: string;
  target: Target;
  /** 0 to 256; 0 gets nothing new. */
  weight: number;
  backup: boolean;
  /** null: never tested, always considered up. */
  check: { interMs: number; fall: number; rise: number; /** null: inter. */ fastinterMs: number | null; /** null: inter. */ downinterMs: number | null } | null;
  /** 0: none. */
  slowstartMs: number;
  /** 0: no limit. */
  maxconn: number;
  /** 0: no dynamic limit. */
  minconn: number;
  /** 0: no limit. */
  maxqueue: number;
  observe: 'layer4' | 'layer7' | null;
  errorLimit: number;
  onError: 'fastinter' | 'fail-check' | 'sudden-death' | 'mark-down';
  onMarkedDown: 'shutdown-sessions' | null;
  id: number;
  /** Value of the backend's cookie for this server; null: none. */
  cookie: string | null;
  /** In maintenance from the start. */
  disabled: boolean;
}

/** One nginx instance in front of applications. */
export interface Nginx {
  software: 'nginx';
  name: string;
  host: string;
  /** `worker_processes`. Without `zone` each has a state of its own. The vocabulary has none: nginx's default is 1. */
  workerProcesses: number;
  /** `address` null: every address. The vocabulary has none: it comes from real files. */
  listen: { port: number; address: string | null; certificate: string | null }[];
  /** `random` draws one server by weight, `random_two` draws two and takes the one with fewer connections. */
  method: { kind: 'round_robin' | 'least_conn' | 'ip_hash' | 'random' | 'random_two' } | { kind: 'hash'; key: string; consistent: boolean };
  servers: UpstreamServer[];
  zone: boolean;
  proxyConnectTimeoutMs: number;
  proxyReadTimeoutMs: number;
  /** `invalid_header`, `http_403`, `http_404` and `http_429` come from real files only. */
  proxyNextUpstream: ('error' | 'timeout' | 'invalid_header' | 'http_403' | 'http_404' | 'http_429' | 'http_500' | 'http_502' | 'http_503' | 'http_504' | 'non_idempotent' | 'off')[];
  /** 0: no limit. */
  proxyNextUpstreamTries: number;
  /** 0: no limit. */
  proxyNextUpstreamTimeoutMs: number;
}

/** One `server` line of an nginx `upstream`. */
export interface UpstreamServer {
  /** Name of an application. */
  target: string;
  weight: number;
  /** 0: never marked. */
  maxFails: number;
  failTimeoutMs: number;
  /** 0: no limit. */
  maxConns: number;
  backup: boolean;
  down: boolean;
}

/** One application server: its workers and the queue before them. */
export interface Application {
  name: string;
  host: string;
  port: number;
  listenOn: 'loopback' | 'private' | 'any';
  workers: number;
  listenBacklog: number;
  sessionStore: 'memory' | 'shared' | 'signed-cookie';
  /** Empty: any path answers like a page of the site. */
  health: { uri: string; depth: 'process' | 'page' | 'database'; timeoutMs: number | null }[];
  warmupMs: number;
  /** null: never dropped. */
  dropQueuedAfterMs: number | null;
  cancelOnDisconnect: boolean;
  idempotencyKeys: boolean;
  database: DatabaseAccess | null;
}

/** How an application reaches the database. */
export type Endpoint = { kind: 'node'; name: string } | { kind: 'virtual-address'; address: string } | { kind: 'dns'; name: string } | { kind: 'backend'; name: string };

/** Where an application's queries go, and how long it waits for them. */
export interface DatabaseAccess {
  writer: Endpoint;
  /** Empty: reads go to the writer. */
  readers: Endpoint[];
  /** null: waits for ever. */
  queryTimeoutMs: number | null;
  connectTimeoutMs: number;
  readAfterWrite: { kind: 'none' } | { kind: 'primary-for'; ms: number } | { kind: 'gtid-wait'; ms: number; then: 'primary' | 'replica' | 'error' } | { kind: 'primary-for-classes'; classes: string[] };
}

/** All database nodes and what happens when a primary is lost; no nodes: the design has no database. */
export interface DatabaseCluster {
  nodes: DatabaseNode[];
  failover: Failover | null;
}

/** One MariaDB server. */
export interface DatabaseNode {
  name: string;
  host: string;
  /** Queries served at once: 8, 16 or 32 by size of the host. */
  workers: number;
  /** null: a primary. */
  replicateFrom: string | null;
  readOnly: boolean;
  semiSync: { timeoutMs: number; waitPoint: 'AFTER_SYNC' | 'AFTER_COMMIT'; waitNoReplica: boolean } | null;
  parallelThreads: number;
  parallelMode: 'optimistic' | 'conservative';
  delayMs: number;
  autoIncrement: { increment: number; offset: number };
  syncBinlog: 0 | 1;
  flushLogAtCommit: 0 | 1 | 2;
  bind: 'loopback' | 'private' | 'any';
  requireSecureTransport: boolean;
}

/** Who replaces a lost primary, and how. */
export type Failover =
  | { mode: 'manual'; operatorMs: number }
  | { mode: 'automatic'; voters: string[]; quorum: boolean; heartbeatMs: number; failuresToDeclare: number; promote: { kind: 'most-advanced' } | { kind: 'first'; nodes: string[] }; fencing: { kind: 'none' } | { kind: 'lease'; ms: number } | { kind: 'stonith' }; clientsFollow: { kind: 'virtual-address' } | { kind: 'backend' } | { kind: 'dns'; ttlMs: number } };

/** An address that keepalived moves between hosts (`vrrp_instance`). */
export interface VirtualAddress {
  name: string;
  address: string;
  virtualRouterId: number;
  version: 2 | 3;
  advertIntMs: number;
  members: { host: string; priority: number; state: 'MASTER' | 'BACKUP'; nopreempt: boolean; preemptDelayMs: number }[];
  unicast: boolean;
  trackScript: { check: 'process' | 'http'; intervalMs: number; fall: number; rise: number; /** 0: failure means FAULT. */ weight: number } | null;
}

/** A name and the addresses that it resolves to. */
export interface DnsRecord { name: string; values: string[]; ttlMs: number; healthCheck: { intervalMs: number; fall: number } | null }
/** A TLS certificate and its renewal. */
export interface Certificate { name: string; domains: string[]; expiresInMs: number; renew: { beforeMs: number; challenge: 'http-01' | 'dns-01'; reload: boolean } | null }
/** Flows between hosts; the first rule that fits decides, else the default. */
export interface Firewall { default: 'drop' | 'accept'; groups: { name: string; hosts: string[] }[]; rules: { from: string; to: string; protocol: 'tcp' | 'udp' | 'vrrp' | 'icmp'; port: number | null; action: 'accept' | 'drop' }[] }
/** How clients wait and repeat. `retryBudget` is a share of requests, 0 to 1; null: none. */
export interface ClientPolicy { timeoutMs: number; maxAttempts: number; backoff: { baseMs: number; capMs: number; jitter: 'none' | 'full' } | null; retryBudget: number | null }
/** How a new version is brought out: `batch` servers at a time. */
export interface Deployment { strategy: 'rolling' | 'all-at-once'; batch: number; drainMs: number; waitForHealthy: boolean }
/** A regular copy of the database. */
export interface Backup { kind: 'logical' | 'physical'; everyMs: number; binlogArchiveMs: number | null; target: 'same-host' | 'other-zone' | 'other-region'; restoreTestEveryMs: number | null }

/** Prometheus and its alert manager. */
export interface Monitoring {
  host: string;
  scrapeIntervalMs: number;
  evaluationIntervalMs: number;
  groupWaitMs: number;
  scrape: ('haproxy' | 'nginx' | 'node' | 'mysqld' | 'app' | 'keepalived' | 'blackbox')[];
  rules: AlertRule[];
  notify: ('pager' | 'chat' | 'ticket')[];
  deadMansSwitch: boolean;
}

/** One alert; `above` is a share from 0 to 1, for `queue-depth` a count. */
export type AlertRule = { alert: string; severity: 'page' | 'ticket'; forMs: number } & (
  | { when: 'target-down'; job: string }
  | { when: 'error-ratio'; windowMs: number; above: number; shortWindowMs: number | null }
  | { when: 'latency'; quantile: 0.5 | 0.99; windowMs: number; aboveMs: number }
  | { when: 'replica-lag'; aboveMs: number }
  | { when: 'replication-stopped' }
  | { when: 'cpu'; above: number }
  | { when: 'certificate-expires'; withinMs: number }
  | { when: 'virtual-address-owners-not-one' }
  | { when: 'queue-depth'; above: number });
