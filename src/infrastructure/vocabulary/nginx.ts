import type { Duration } from './durations.ts';

/** One nginx in front of applications. */
export interface Nginx<HostName, AppName, CertificateName> {
  /** The host that it runs on. */
  host: HostName;
  /** `listen`: ports of its server. At least one; default port 80. */
  listen?: readonly Listen<CertificateName>[];
  /** `upstream`: the applications behind it, and how one is chosen. */
  upstream: Upstream<AppName>;
  /** `proxy_connect_timeout`: for an application to accept the connection. 1ms to 24d; default 60s. */
  proxyConnectTimeout?: Duration;
  /** `proxy_read_timeout`: between two reads of the answer. 1ms to 24d; default 60s. */
  proxyReadTimeout?: Duration;
  /**
   * `proxy_next_upstream`: failures after which the next server is tried. Default `['error', 'timeout']`.
   * A POST that was sent is repeated only with `non_idempotent`.
   */
  proxyNextUpstream?: readonly ('error' | 'timeout' | 'http_500' | 'http_502' | 'http_503' | 'http_504' | 'non_idempotent' | 'off')[];
  /** `proxy_next_upstream_tries`: servers tried for one request. 0 to 1000; default 0, no limit. */
  proxyNextUpstreamTries?: number;
  /** `proxy_next_upstream_timeout`: after this long no further server is tried. 1ms to 24d; default: no limit. */
  proxyNextUpstreamTimeout?: Duration;
}

/** One `listen` line. */
export interface Listen<CertificateName> {
  /** TCP port, 1 to 65535. */
  port: number;
  /** `ssl`: speak TLS with this certificate. Default: plain HTTP. */
  certificate?: CertificateName;
}

/** The `upstream` block. */
export interface Upstream<AppName> {
  /** How a server is chosen. Default `round_robin`. `ip_hash`, `random` and `hash` refuse backup servers. */
  method?: 'round_robin' | 'least_conn' | 'ip_hash' | { /** `random two least_conn`. */ random: 'two' } | UpstreamHash;
  /** `server` lines, in this order. At least one that is not a backup. */
  servers: readonly UpstreamServer<AppName>[];
  /** `zone`: all worker processes share one state. Default false: each has its own. */
  zone?: boolean;
}

/** `hash <key> [consistent]`. */
export interface UpstreamHash {
  /** The key, of nginx variables, such as `'$request_uri'` or `'$remote_addr'`. */
  hash: string;
  /** Move only the keys of a server that comes or goes. Default false. */
  consistent?: boolean;
}

/** One `server` line of an upstream. */
export interface UpstreamServer<AppName> {
  /** The application; each stands in an upstream once. */
  to: AppName;
  /** `weight`: share of the requests relative to the others. 1 to 65535; default 1. */
  weight?: number;
  /** `max_fails`: failed tries within `failTimeout` after which it is left out. 0 to 1000, 0: never; default 1. */
  maxFails?: number;
  /** `fail_timeout`: the time in which failures count, and for which it is then left out. 1s to 24d, whole seconds; default 10s. */
  failTimeout?: Duration;
  /** `max_conns`: connections at once. 0 to 1,000,000; default 0, no limit. */
  maxConns?: number;
  /** `backup`: used only when the others are left out. Default false. */
  backup?: boolean;
  /** `down`: never used, its place on a hash kept. Default false. */
  down?: boolean;
}
