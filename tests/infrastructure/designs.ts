// Designs that the tests start from. Plain data, so that a test can break them.
import { validate, type Infrastructure, type Problem } from '../../src/infrastructure/index.ts';

/** One HAProxy in front of two applications. */
export const SMALL = {
  hosts: { lb1: {}, web1: {}, web2: {} },
  apps: { app1: { host: 'web1' }, app2: { host: 'web2' } },
  haproxy: { on: 'lb1', backends: { web: { servers: { a: { to: 'app1' }, b: { to: 'app2' } } } } },
};

/** Uses every room of the vocabulary, and every form that a field can take at least once. */
export const LARGE = {
  hosts: { lb1: { size: 'medium', zone: 'a', machine: 'm1', privateAddress: '10.0.0.1', publicAddress: '203.0.113.1' }, lb2: {}, web1: {}, web2: { size: 'large', privateAddress: 'fd00::2' }, db1: { size: 'large' }, db2: {} },
  haproxy: {
    on: ['lb1', 'lb2'],
    timeouts: { connect: '1s', check: '500ms', httpRequest: '10s' },
    frontends: {
      www: {
        bind: [{ port: 80 }, { port: 443, address: '10.0.0.100', certificate: 'shop', sslMinVer: 'TLSv1.3' }],
        defaultBackend: 'web', useBackend: [{ if: { method: 'POST', pathBegins: '/api/' }, backend: 'api' }], redirectToHttps: true, hsts: '365d',
      },
    },
    backends: {
      web: {
        balance: { hash: { header: 'X-User' }, hashType: 'consistent', balanceFactor: 150 },
        servers: {
          one: {
            to: 'app1', weight: 3, check: { inter: '1s', fall: 2, rise: 4, fastinter: '100ms', downinter: '5s' }, slowstart: '30s', maxconn: 20, minconn: 5, maxqueue: 7,
            observe: 'layer7', errorLimit: 3, onError: 'mark-down', onMarkedDown: 'shutdown-sessions', id: 2,
          },
          two: { to: 'app2', check: true, backup: true },
          three: { to: 'front', weight: 0 },
        },
        httpchk: { uri: '/health', method: 'GET', expectStatus: 200 }, redispatch: 2, retries: 1, retryOn: ['conn-failure', '503'], disableL7RetryForPost: true, allbackups: true,
        cookie: { name: 'SRV', mode: 'insert' }, timeouts: { connect: '2s', queue: '3s' }, fullconn: 100, sslToServers: 'verify required',
      },
      api: { balance: { random: 3 }, redispatch: true, servers: { one: { to: 'app1' } } },
      writer: { balance: 'first', servers: { main: { to: 'primary', check: true } } },
    },
  },
  nginx: {
    front: {
      host: 'web1', listen: [{ port: 8443, certificate: 'shop' }],
      upstream: { method: 'least_conn', servers: [{ to: 'app1', weight: 2, maxFails: 3, failTimeout: '30s', maxConns: 9 }, { to: 'app2', backup: true }], zone: true },
      proxyConnectTimeout: '2s', proxyReadTimeout: '3s', proxyNextUpstream: ['error', 'http_503'], proxyNextUpstreamTries: 2, proxyNextUpstreamTimeout: '4s',
    },
    hashed: { host: 'web2', upstream: { method: { hash: '$request_uri', consistent: true }, servers: [{ to: 'app2', down: true }] } },
    drawn: { host: 'lb2', listen: [{ port: 81 }], upstream: { method: { random: 'two' }, servers: [{ to: 'app2' }] } },
  },
  keepalived: {
    vip: {
      virtualAddress: '10.0.0.100', virtualRouterId: 51, version: 3, advertInt: '0.2s', unicast: true,
      members: { lb1: { priority: 150, state: 'MASTER' }, lb2: { priority: 100, nopreempt: true }, web1: { priority: 90, preemptDelay: '5s' } },
      trackScript: { check: 'http', interval: '2s', fall: 2, rise: 3, weight: -60 },
    },
  },
  dns: [{ name: 'db.shop.example', values: ['db1', '10.0.0.9'], ttl: '60s', healthCheck: { interval: '10s', fall: 3 } }],
  certificates: { shop: { domains: ['shop.example', '*.shop.example'], expiresIn: '90d', renew: { before: '30d', challenge: 'dns-01', reload: true } } },
  firewall: { default: 'drop', groups: { balancers: ['lb1', 'lb2'] }, rules: [{ from: 'internet', to: 'balancers', protocol: 'tcp', port: 443, action: 'accept' }, { from: 'lb1', to: 'lb2', protocol: 'vrrp', action: 'accept' }] },
  prometheus: {
    host: 'db2', scrapeInterval: '15s', evaluationInterval: '30s', groupWait: '10s', scrape: ['haproxy', 'mysqld'], notify: ['pager'], deadMansSwitch: true,
    rules: [
      { alert: 'Down', severity: 'page', for: '1m', when: 'target-down', job: 'app' },
      { alert: 'Errors', severity: 'page', when: 'error-ratio', window: '1h', above: 0.01, shortWindow: '5m' },
      { alert: 'Slow', severity: 'ticket', when: 'latency', quantile: 0.99, window: '5m', above: '300ms' },
      { alert: 'Lag', severity: 'ticket', when: 'replica-lag', above: '10s' },
      { alert: 'Stopped', severity: 'page', when: 'replication-stopped' },
      { alert: 'Busy', severity: 'ticket', when: 'cpu', above: 0.9 },
      { alert: 'Expiry', severity: 'ticket', when: 'certificate-expires', within: '21d' },
      { alert: 'Owners', severity: 'page', when: 'virtual-address-owners-not-one' },
      { alert: 'Queue', severity: 'page', when: 'queue-depth', above: 10 },
    ],
  },
  apps: {
    app1: {
      host: 'web1', port: 9000, listenOn: 'private', workers: 7, listenBacklog: 20, sessionStore: 'shared', health: [{ uri: '/health', depth: 'process', timeout: '1s' }], warmup: '25s',
      dropQueuedAfter: '2s', cancelOnDisconnect: true, idempotencyKeys: true,
      database: { writer: 'primary', readers: ['replica', { virtualAddress: '10.0.0.100' }, { dns: 'db.shop.example' }], queryTimeout: '1s', connectTimeout: '2s', readAfterWrite: { gtidWait: '1s', then: 'primary' } },
    },
    app2: { host: 'web2', database: { writer: { backend: 'writer' }, readAfterWrite: { primaryFor: '5s' } } },
    app3: { host: 'web2', port: 8081, database: { writer: 'primary', readAfterWrite: { primaryForClasses: ['checkout'] } } },
  },
  mariadb: {
    nodes: {
      primary: { host: 'db1', semiSync: { timeout: '1s', waitPoint: 'AFTER_SYNC', waitNoReplica: false }, autoIncrement: { increment: 2, offset: 1 }, syncBinlog: 1, flushLogAtCommit: 2, bind: 'private', requireSecureTransport: true },
      replica: { host: 'db2', replicateFrom: 'primary', readOnly: true, semiSync: true, parallelThreads: 4, parallelMode: 'conservative', delay: '1h' },
    },
    failover: {
      mode: 'automatic', voters: ['lb1', 'lb2', 'web1'], quorum: true, heartbeat: '2s', failuresToDeclare: 3, promote: { first: ['replica'] }, fencing: { lease: '5s' }, clientsFollow: { dnsTtl: '5s' },
    },
  },
  clients: { timeout: '5s', maxAttempts: 3, backoff: { base: '100ms', cap: '2s', jitter: 'full' }, retryBudget: 0.1 },
  deploy: { strategy: 'rolling', batch: 1, drain: '8s', waitForHealthy: true },
  backups: [{ kind: 'physical', every: '1d', binlogArchive: '5m', target: 'other-zone', restoreTestEvery: '7d' }],
};

/** A copy of a design in which one place has another value; `undefined` removes it. */
export function withValue(design: object, path: readonly (string | number)[], value: unknown): object {
  const copy = structuredClone(design) as Record<string | number, unknown>;
  let holder = copy;
  for (const step of path.slice(0, -1)) holder = (holder[step] ??= {}) as Record<string | number, unknown>;
  const last = path[path.length - 1]!;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return copy;
}

/** The problems of a design. */
export function problemsOf(design: unknown): Problem[] {
  return validate(design).problems;
}

/** The validated design; fails when there are problems. */
export function valid(design: unknown): Infrastructure {
  const { infrastructure, problems } = validate(design);
  if (infrastructure === null) throw new Error(JSON.stringify(problems));
  return infrastructure;
}
