// A design with every kind of tier, and a scenario with every kind of fault that it can meet.
import type { Model } from '../../src/infrastructure/model.ts';
import type { Scenario } from '../../src/simulation/scenario.ts';
import { application, backend, check, haproxy, model, nginx, node, scenario, server, timeouts } from './build.ts';

const databaseAccess = { writer: { kind: 'node', name: 'db1' }, readers: [{ kind: 'node', name: 'db2' }], queryTimeoutMs: 500, connectTimeoutMs: 300, readAfterWrite: { kind: 'none' } } as const;
/** HAProxy before applications, nginx and more applications, a database with two replicas behind them. */
export const RICH: Model = model({
  loadBalancers: [
    haproxy([backend([
      server('a', { check: check(500), maxconn: 6 }), server('b', { check: check(700, 2), weight: 2 }), server('n', { target: { kind: 'load-balancer', name: 'n' }, check: check(900, 2, 1, 200) }),
      server('c', { backup: true, check: check() }),
    ], { redispatch: -1, httpchk: { uri: '/health', method: 'GET', expectStatus: null }, timeouts: timeouts({ connectMs: 800, serverMs: 2000, queueMs: 700 }), retryOn: ['all-retryable-errors'] })]),
    nginx('n', [{ target: 'd' }, { target: 'e', weight: 2 }], { proxyConnectTimeoutMs: 400, proxyReadTimeoutMs: 900 }),
  ],
  applications: ['a', 'b', 'c', 'd', 'e'].map((name, i) => application(name, {
    database: { ...databaseAccess, readers: [...databaseAccess.readers] }, listenBacklog: 40, cancelOnDisconnect: i % 2 === 0, dropQueuedAfterMs: i === 1 ? 800 : null,
    health: [{ uri: '/health', depth: (['process', 'page', 'database'] as const)[i % 3], timeoutMs: null }],
  })),
  nodes: [node('db1', { semiSync: { timeoutMs: 200, waitPoint: 'AFTER_SYNC', waitNoReplica: true } }), node('db2', { replicateFrom: 'db1', readOnly: true, semiSync: { timeoutMs: 200, waitPoint: 'AFTER_SYNC', waitNoReplica: true } }), node('db3', { replicateFrom: 'db2', delayMs: 1000 })],
});
/** A minute of one fault after another. */
export const STORM: Scenario = scenario(220, 60, {
  warmupMs: 5000, clientTimeoutMs: 2000,
  classes: [{ name: 'read', share: 0.5, method: 'GET', database: { access: 'read', query: { distribution: 'exponential', meanMs: 10 } }, service: null }, { name: 'write', share: 0.2, method: 'POST', database: { access: 'write', query: { distribution: 'fixed', ms: 10 } }, service: { distribution: 'fixed', ms: 5 } }, { name: 'static', share: 0.3, method: 'GET', database: null, service: null }],
  faults: [
    { atMs: 8000, untilMs: 12000, kind: 'host-loss', host: 'host-a' }, { atMs: 10000, untilMs: 15000, kind: 'process-crash', target: 'b' }, { atMs: 14000, untilMs: 17000, kind: 'process-pause', target: 'd' },
    { atMs: 16000, untilMs: 25000, kind: 'slow', target: 'e', speed: 0.2 }, { atMs: 18000, untilMs: 20000, kind: 'load-spike', factor: 2 }, { atMs: 22000, untilMs: 24000, kind: 'machine-loss', machine: 'host-db2' },
    { atMs: 26000, untilMs: 28000, kind: 'process-crash', target: 'db1' }, { atMs: 30000, untilMs: 33000, kind: 'zone-loss', zone: 'host-n' }, { atMs: 36000, untilMs: 38000, kind: 'process-pause', target: 'lb1' },
    { atMs: 40000, untilMs: 42000, kind: 'process-crash', target: 'lb1' }, { atMs: 44000, untilMs: 46000, kind: 'host-loss', host: 'lb1' }, { atMs: 48000, untilMs: 49000, kind: 'process-pause', target: 'n' },
    { atMs: 50000, untilMs: 52000, kind: 'host-loss', host: 'host-db1' }, { atMs: 54000, untilMs: 56000, kind: 'process-crash', target: 'n' }, { atMs: 57000, untilMs: null, kind: 'slow', target: 'lb1', speed: 0.5 },
  ],
});
