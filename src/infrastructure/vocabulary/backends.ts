import type { Duration } from './durations.ts';
import type { HaproxyTimeouts } from './timeouts.ts';

/** How a backend chooses a server (`balance`). */
export type Balance =
  /**
   * `roundrobin`: in turn, by weight · `static-rr`: the same on a fixed map · `leastconn`: fewest connections · `first`: the lowest id with a free slot ·
   * `source`: by client address · `random`: the less loaded of two drawn.
   */
  | 'roundrobin' | 'static-rr' | 'leastconn' | 'first' | 'source' | 'random'
  | RandomBalance
  | HashBalance;

/** `balance random(<draws>)`. */
export interface RandomBalance {
  /** Servers drawn; the least loaded of them wins. 1 to 100; `'random'` alone draws 2. */
  random: number;
}

/** `balance source`, `balance uri`, `balance hdr(…)` or `balance url_param …`: equal keys go to the same server. */
export interface HashBalance {
  /** What is hashed: the client's address, the path, a request header, a parameter of the URL. */
  hash: 'source' | 'uri' | { /** Name of the request header. */ header: string } | { /** Name of the parameter. */ urlParam: string };
  /** `hash-type`: `map-based` moves most keys when a server comes or goes, `consistent` moves only its own. Default `map-based`. */
  hashType?: 'map-based' | 'consistent';
  /** `hash-balance-factor`: percent of the average load that a server may take, 101 to 65535; needs `consistent`. Default: no bound. */
  balanceFactor?: number;
}

/** What HAProxy repeats a request on (`retry-on`). */
export type RetryOn = 'none' | 'conn-failure' | 'empty-response' | 'response-timeout' | '500' | '502' | '503' | '504' | 'all-retryable-errors';

/** A group of servers (`backend`). Its mode is tcp when its servers are database nodes, else http. */
export interface Backend<TargetName> {
  /** `balance`. Default `roundrobin`; always written into the file, since the daemon's default changes between versions. */
  balance?: Balance;
  /** `server` lines, by name, in this order. At least one. */
  servers: Record<string, BackendServer<TargetName>>;
  /** `option httpchk`: a health check is an HTTP request. Default: a check is a TCP connect only, which a frozen process passes. */
  httpchk?: HttpCheck;
  /** `option redispatch`: a retry may go to another server. A number n redispatches every n-th retry, −1 the last; 0 is off. Default false. */
  redispatch?: boolean | number;
  /** `retries`: failed connections repeated, on the same server unless `redispatch`. 0 to 100; default 3. */
  retries?: number;
  /** `retry-on`: failures that are repeated. Default `['conn-failure']`. Anything beyond it needs http. */
  retryOn?: readonly RetryOn[];
  /** `http-request disable-l7-retry if METH_POST`: never send a POST again once it was sent. Default false. */
  disableL7RetryForPost?: boolean;
  /** `option allbackups`: use every backup server, not only the first usable one. Default false. */
  allbackups?: boolean;
  /** `cookie … insert indirect nocache`: keep a client on its server. Default: none. Needs http. */
  cookie?: { /** Name of the cookie, such as `'SRV'`. */ name: string; mode: 'insert' };
  /** Timeouts of this backend; those not given come from `haproxy.timeouts`. */
  timeouts?: HaproxyTimeouts;
  /** `fullconn`: sessions at which a server with `minconn` gets its full `maxconn`. 1 to 1,000,000; default: a tenth of the frontends' limit. */
  fullconn?: number;
  /** `ssl verify required` or `ssl verify none` on every server line. Default: plain connections. */
  sslToServers?: 'verify required' | 'verify none';
}

/** `option httpchk` and `http-check`. */
export interface HttpCheck {
  /** Path that is asked for, such as `'/health'`. Begins with `/`. */
  uri: string;
  /** Default `OPTIONS`, HAProxy's own. */
  method?: 'GET' | 'HEAD' | 'OPTIONS';
  /** `http-check expect status`: the only good answer, 100 to 599. Default: any 2xx or 3xx. */
  expectStatus?: number;
}

/** One `server` line. */
export interface BackendServer<TargetName> {
  /** What stands there: an application, an nginx, or a database node. */
  to: TargetName;
  /** `weight`: share of the requests relative to the other servers. 0 to 256, default 1; 0 gets nothing new. */
  weight?: number;
  /** `backup`: used only when no other server is usable. Default false. */
  backup?: boolean;
  /** `check`. Default false: never tested, always considered up. `true`: inter 2s, fall 3, rise 2. */
  check?: boolean | HealthCheck;
  /** `slowstart`: how long the weight grows after the server came back up. 1s to 24d; default: full weight at once. */
  slowstart?: Duration;
  /** `maxconn`: requests or connections at once; the others wait in the queue. 0 to 1,000,000; default 0, no limit. */
  maxconn?: number;
  /** `minconn`: limit at low load, growing to `maxconn` at `fullconn`. 0 to 1,000,000; default 0: the limit is always `maxconn`. */
  minconn?: number;
  /** `maxqueue`: requests waiting for this server; more go elsewhere. 0 to 1,000,000; default 0, no limit. */
  maxqueue?: number;
  /** `observe`: also judge health by real traffic, connections (`layer4`) or answers (`layer7`). Default: off. Needs `check`. */
  observe?: 'layer4' | 'layer7';
  /** `error-limit`: errors in a row, seen by `observe`, that trigger `onError`. 1 to 1,000,000; default 10. */
  errorLimit?: number;
  /** `on-error`: what `errorLimit` triggers. Default `fail-check`: counts as one failed check. */
  onError?: 'fastinter' | 'fail-check' | 'sudden-death' | 'mark-down';
  /** `on-marked-down`: cut the sessions of a server that goes down. Default: they run on. */
  onMarkedDown?: 'shutdown-sessions';
  /** `id`: place on the hash ring and in `first`. 1 to 2147483647; default: the position in the backend, from 1. */
  id?: number;
}

/** `check inter … fall … rise …`. */
export interface HealthCheck {
  /** `inter`: from the end of one check to the next. 1ms to 24d; default 2s. */
  inter?: Duration;
  /** `fall`: failed checks in a row until the server is down. 1 to 1000; default 3. */
  fall?: number;
  /** `rise`: good checks in a row until it is up again. 1 to 1000; default 2. */
  rise?: number;
  /** `fastinter`: interval while the state is changing. 1ms to 24d; default `inter`. */
  fastinter?: Duration;
  /** `downinter`: interval while the server is down. 1ms to 24d; default `inter`. */
  downinter?: Duration;
}
