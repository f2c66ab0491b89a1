// Keywords of `global` and of the sections that no request goes through (manual 2.6, sections 3 and 10 to 12, and `haproxy -dKcfg`).
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Keywords of `global`; those that begin with `tune.` are in `TUNE_KEYWORDS`. */
export const GLOBAL_KEYWORDS: ReadonlySet<string> = words(`
  51degrees-cache-size 51degrees-data-file 51degrees-property-name-list 51degrees-property-separator busy-polling ca-base chroot close-spread-time
  cluster-secret cpu-map crt-base daemon debug default-path description deviceatlas-json-file deviceatlas-log-level deviceatlas-properties-cookie
  deviceatlas-separator expose-experimental-directives external-check fd-hard-limit gid grace group h1-accept-payload-with-any-method h1-case-adjust
  h1-case-adjust-file h2-workaround-bogus-websocket-clients hard-stop-after httpclient.resolvers.id httpclient.resolvers.prefer httpclient.ssl.ca-file
  httpclient.ssl.verify insecure-fork-wanted insecure-setuid-wanted issuers-chain-path localpeer log log-send-hostname log-tag lua-load
  lua-load-per-thread lua-prepend-path master-worker max-spread-checks maxcompcpuusage maxcomprate maxconn maxconnrate maxpipes maxsessrate maxsslconn
  maxsslrate maxzlibmem mworker-max-reloads nbthread no-memory-trimming node noepoll noevports nogetaddrinfo nokqueue nopoll noreuseport nosplice
  numa-cpu-mapping pidfile pp2-never-send-local presetenv profiling.tasks quiet resetenv server-state-base server-state-file set-dumpable set-var
  set-var-fmt setenv spread-checks ssl-default-bind-ciphers ssl-default-bind-ciphersuites ssl-default-bind-curves ssl-default-bind-options
  ssl-default-server-ciphers ssl-default-server-ciphersuites ssl-default-server-options ssl-dh-param-file ssl-engine ssl-load-extra-del-ext
  ssl-load-extra-files ssl-mode-async ssl-propquery ssl-provider ssl-provider-path ssl-server-verify ssl-skip-self-issued-ca stats strict-limits
  thread-group thread-groups uid ulimit-n unix-bind unsetenv user wurfl-cache-size wurfl-data-file wurfl-information-list
  wurfl-information-list-separator zero-warning`);

/** Keywords of `global` behind `tune.`. */
export const TUNE_KEYWORDS: ReadonlySet<string> = words(`
  buffers.limit buffers.reserve bufsize chksize comp.maxlevel fail-alloc fd.edge-triggered h2.header-table-size h2.initial-window-size
  h2.max-concurrent-streams h2.max-frame-size http.cookielen http.logurilen http.maxhdr idle-pool.shared idletimer listener.multi-queue
  lua.forced-yield lua.maxmem lua.service-timeout lua.session-timeout lua.task-timeout maxaccept maxpollevents maxrewrite pattern.cache-size
  peers.max-updates-at-once pipesize pool-high-fd-ratio pool-low-fd-ratio quic.frontend.conn-tx-buffers.limit quic.frontend.max-idle-timeout
  quic.frontend.max-streams-bidi quic.retry-threshold rcvbuf.client rcvbuf.server recv_enough runqueue-depth sched.low-latency sndbuf.client
  sndbuf.server ssl.cachesize ssl.capture-buffer-size ssl.capture-cipherlist-size ssl.default-dh-param ssl.force-private-cache ssl.hard-maxrecord
  ssl.keylog ssl.lifetime ssl.maxrecord ssl.ssl-ctx-cache-size vars.check-max-size vars.global-max-size vars.proc-max-size vars.reqres-max-size
  vars.sess-max-size vars.txn-max-size zlib.memlevel zlib.windowsize`);

/** What `no` may stand before in `global`. */
export const GLOBAL_NEGATABLE: ReadonlySet<string> = words('log busy-polling set-dumpable strict-limits insecure-fork-wanted numa-cpu-mapping');

/** Keywords of the other sections. */
export const SIDE_KEYWORDS: { readonly [section: string]: ReadonlySet<string> } = {
  userlist: words('user group'),
  peers: words('peer server bind default-bind default-server table disabled enabled log shards'),
  mailers: words('mailer timeout'),
  resolvers: words('nameserver parse-resolv-conf hold resolve_retries timeout accepted_payload_size'),
  cache: words('total-max-size max-object-size max-age process-vary max-secondary-entries'),
  ring: words('description format maxlen server size timeout backing-file'),
  'log-forward': words('bind dgram-bind log maxconn timeout'),
  'http-errors': words('errorfile'),
  'fcgi-app': words('acl docroot index log-stderr option pass-header path-info set-param'),
  program: words('command option user group'),
};
