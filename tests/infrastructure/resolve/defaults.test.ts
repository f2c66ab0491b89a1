import { describe, expect, it } from 'vitest';
import { resolve } from '../../../src/infrastructure/index.ts';
import type { Haproxy, Model, Nginx } from '../../../src/infrastructure/model.ts';
import { LARGE, SMALL, valid, withValue } from '../designs.ts';

const modelOf = (design: unknown): Model => resolve(valid(design));
const haproxyOf = (design: unknown): Haproxy => modelOf(design).loadBalancers[0] as Haproxy;
const with3306 = (more: object): unknown => ({ hosts: { lb1: {}, web1: {}, db1: {}, db2: {} }, mariadb: { nodes: { p: { host: 'db1' }, r: { host: 'db2', replicateFrom: 'p' } } }, ...more });

describe('HAProxy', () => {
  it('has the defaults of the daemon', () => {
    const haproxy = haproxyOf(SMALL);
    const timeouts = { connectMs: 5000, clientMs: 50_000, serverMs: 50_000, queueMs: 5000, checkMs: null, httpRequestMs: null };
    expect(haproxy).toMatchObject({ software: 'haproxy', name: 'lb1', host: 'lb1', timeouts });
    expect(haproxy.frontends).toEqual([{ name: 'web', bind: [{ port: 80, address: null, certificate: null, sslMinVer: null }], defaultBackend: 'web', useBackend: [], redirectToHttps: null, hstsMs: null, rules: [] }]);
    expect(haproxy.backends[0]).toMatchObject({ mode: 'http', balance: { algorithm: 'roundrobin' }, httpchk: null, redispatch: 0, retries: 3, retryOn: ['conn-failure'], allbackups: false, cookie: null, timeouts });
    expect(haproxy.backends[0]!.servers[1]).toEqual({
      name: 'b', target: { kind: 'application', name: 'app2' }, weight: 1, backup: false, check: null, slowstartMs: 0, maxconn: 0, minconn: 0, maxqueue: 0,
      observe: null, errorLimit: 10, onError: 'fail-check', onMarkedDown: null, id: 2, cookie: null, disabled: false,
    });
  });

  it('check: true is 2 s, 3, 2', () => {
    const haproxy = haproxyOf(withValue(SMALL, ['haproxy', 'backends', 'web', 'servers', 'a', 'check'], true));
    expect(haproxy.backends[0]!.servers[0]!.check).toEqual({ interMs: 2000, fall: 3, rise: 2, fastinterMs: null, downinterMs: null });
  });

  it('a backend inherits timeouts one by one, and queue is its own connect', () => {
    const [web, api] = haproxyOf(LARGE).backends;
    expect(web!.timeouts).toMatchObject({ connectMs: 2000, queueMs: 3000, checkMs: 500, httpRequestMs: 10_000 });
    expect(api!.timeouts).toMatchObject({ connectMs: 1000, queueMs: 1000, checkMs: 500 });
  });

  it.each<[unknown, unknown]>([['random', { algorithm: 'random', draws: 2 }], [{ random: 5 }, { algorithm: 'random', draws: 5 }], [{ hash: 'uri' }, { algorithm: 'hash', key: { path: { whole: false, depth: null } }, hashType: 'map-based', function: 'sdbm', avalanche: false, balanceFactor: null }],
    [{ hash: 'source', hashType: 'consistent' }, { algorithm: 'hash', key: 'source', hashType: 'consistent', function: 'sdbm', avalanche: true, balanceFactor: null }]])('balance %j', (balance, resolved) => {
    expect(haproxyOf(withValue(SMALL, ['haproxy', 'backends', 'web', 'balance'], balance)).backends[0]!.balance).toEqual(resolved);
  });

  it.each([[true, -1], [false, 0], [0, 0], [3, 3]])('redispatch %s is %d', (redispatch, resolved) => {
    expect(haproxyOf(withValue(SMALL, ['haproxy', 'backends', 'web', 'redispatch'], redispatch)).backends[0]!.redispatch).toBe(resolved);
  });

  it('gives ids by position and passes over those taken', () => {
    const servers = { a: { to: 'app1' }, b: { to: 'app1', id: 3 }, c: { to: 'app1' }, d: { to: 'app1', id: 1000 }, e: { to: 'app1' } };
    expect(haproxyOf(withValue(SMALL, ['haproxy', 'backends', 'web', 'servers'], servers)).backends[0]!.servers.map((server) => server.id)).toEqual([1, 3, 4, 1000, 6]);
  });

  it('makes a minconn without maxconn the limit', () => {
    expect(haproxyOf(withValue(SMALL, ['haproxy', 'backends', 'web', 'servers', 'a', 'minconn'], 5)).backends[0]!.servers[0]).toMatchObject({ minconn: 0, maxconn: 5 });
  });

  it('runs once for each host', () => {
    const balancers = modelOf(LARGE).loadBalancers;
    expect(balancers.map((one) => [one.software, one.name, one.host])).toEqual([['haproxy', 'lb1', 'lb1'], ['haproxy', 'lb2', 'lb2'], ['nginx', 'front', 'web1'], ['nginx', 'hashed', 'web2'], ['nginx', 'drawn', 'lb2']]);
    expect({ ...balancers[1], name: 'lb1', host: 'lb1' }).toEqual(balancers[0]);
  });

  it('knows what stands behind a server', () => {
    const [web, , writer] = haproxyOf(LARGE).backends;
    expect(web!.servers.map((server) => server.target.kind)).toEqual(['application', 'application', 'load-balancer']);
    expect([web!.mode, writer!.mode, writer!.servers[0]!.target]).toEqual(['http', 'tcp', { kind: 'database', name: 'primary' }]);
  });
});

describe('frontends that are not written', () => {
  const portsOf = (design: unknown): unknown => haproxyOf(design).frontends.map((frontend) => [frontend.name, frontend.bind[0]!.port, frontend.defaultBackend]);
  const backends = { writer: { servers: { p: { to: 'p' } } }, web: { servers: { a: { to: 'app' } } }, reader: { servers: { r: { to: 'r' } } } };

  it('lead to the first backend of applications, and to pools of the database that are used', () => {
    const apps = { app: { host: 'web1', database: { writer: { backend: 'writer' }, readers: [{ backend: 'reader' }] } } };
    expect(portsOf(with3306({ apps, haproxy: { on: 'lb1', backends } }))).toEqual([['web', 80, 'web'], ['writer', 3306, 'writer'], ['reader', 3307, 'reader']]);
  });

  it('do not lead to pools that nobody uses', () => {
    expect(portsOf(with3306({ apps: { app: { host: 'web1' } }, haproxy: { on: 'lb1', backends } }))).toEqual([['web', 80, 'web']]);
  });

  it('get another name where theirs is taken', () => {
    const apps = { app: { host: 'web1', database: { writer: { backend: 'writer' } } } };
    const frontends = { writer: { bind: [{ port: 80 }], defaultBackend: 'web' } };
    expect(portsOf(with3306({ apps, haproxy: { on: 'lb1', frontends, backends } }))).toEqual([['writer', 80, 'web'], ['writer-in', 3306, 'writer']]);
  });

  it('lead to the database where there is nothing else', () => {
    expect(portsOf(with3306({ haproxy: { on: 'lb1', backends: { db: { servers: { p: { to: 'p' } } } } } }))).toEqual([['db', 3306, 'db']]);
  });
});

describe('nginx', () => {
  it('has the defaults of the daemon', () => {
    const design = { hosts: { web1: {} }, apps: { app: { host: 'web1' } }, nginx: { front: { host: 'web1', upstream: { servers: [{ to: 'app' }] } } } };
    expect(modelOf(design).loadBalancers[0] as Nginx).toEqual({
      software: 'nginx', name: 'front', host: 'web1', workerProcesses: 1, listen: [{ port: 80, address: null, certificate: null }], method: { kind: 'round_robin' },
      servers: [{ target: 'app', weight: 1, maxFails: 1, failTimeoutMs: 10_000, maxConns: 0, backup: false, down: false }], zone: false,
      proxyConnectTimeoutMs: 60_000, proxyReadTimeoutMs: 60_000, proxyNextUpstream: ['error', 'timeout'], proxyNextUpstreamTries: 0, proxyNextUpstreamTimeoutMs: 0,
    });
  });
});

describe('applications and database', () => {
  it.each([['small', 1, 4, 8], ['medium', 2, 8, 16], ['large', 4, 16, 32]])('%s hosts cost %d and have %d and %d workers', (size, costUnits, workers, databaseWorkers) => {
    const model = modelOf({ hosts: { web1: { size } }, apps: { app: { host: 'web1' } }, mariadb: { nodes: { p: { host: 'web1' } } } });
    expect([model.hosts[0]!.costUnits, model.applications[0]!.workers, model.databases.nodes[0]!.workers]).toEqual([costUnits, workers, databaseWorkers]);
  });

  it('an application has the defaults', () => {
    expect(modelOf({ hosts: { web1: {} }, apps: { app: { host: 'web1' } } }).applications[0]).toEqual({
      name: 'app', host: 'web1', port: 8080, listenOn: 'any', workers: 4, listenBacklog: 511, sessionStore: 'memory', health: [], warmupMs: 0,
      dropQueuedAfterMs: null, cancelOnDisconnect: false, idempotencyKeys: false, database: null,
    });
  });

  it('MariaDB 10.11 has its own defaults', () => {
    const model = modelOf({ hosts: { db1: {} }, mariadb: { nodes: { p: { host: 'db1', semiSync: true } } } });
    expect(model.databases).toEqual({
      nodes: [{
        name: 'p', host: 'db1', workers: 8, replicateFrom: null, readOnly: false, semiSync: { timeoutMs: 10_000, waitPoint: 'AFTER_COMMIT', waitNoReplica: true }, parallelThreads: 0,
        parallelMode: 'optimistic', delayMs: 0, autoIncrement: { increment: 1, offset: 1 }, syncBinlog: 0, flushLogAtCommit: 1, bind: 'any', requireSecureTransport: false,
      }],
      failover: null,
    });
  });
});

describe('a host', () => {
  it('is alone in its zone and on its machine unless the design says otherwise', () => {
    expect(modelOf(SMALL).hosts[0]).toEqual({ name: 'lb1', size: 'small', costUnits: 1, cores: 4, zone: 'lb1', machine: 'lb1', privateAddress: null, publicAddress: null });
  });
});

describe('a design that says everything', () => {
  it('resolves to the same Model as ever', () => {
    const { loadBalancers: _balancers, ...rest } = modelOf(LARGE);
    expect(rest).toMatchSnapshot();
    expect(modelOf(LARGE).loadBalancers[0]).toMatchSnapshot();
  });
});
