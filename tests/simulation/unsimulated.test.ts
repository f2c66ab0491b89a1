import { describe, expect, it } from 'vitest';
import type { Backend, BackendServer, DatabaseNode, Endpoint, Failover, Model, Nginx, VirtualAddress } from '../../src/infrastructure/model.ts';
import type { Fault, RequestClass, Scenario } from '../../src/simulation/scenario.ts';
import { digestOf, simulate, unsimulatedFields } from '../../src/simulation/index.ts';
import { allowedFields } from '../../src/simulation/unsimulated/allowed.ts';
import { ONE_CLASS, application, backend, check, haproxy, host, model, nginx, node, scenario, server, timeouts, virtualAddress } from './build.ts';

/** The busy design that a field is changed in: three applications behind HAProxy, one behind nginx, a primary and a replica; many of its hosts fail for a while. */
function design(): Model & { haproxy: ReturnType<typeof haproxy>; nginx: Nginx; backend: Backend; servers: BackendServer[]; nodes: DatabaseNode[] } {
  const access = { writer: { kind: 'node', name: 'p' } as const, readers: [{ kind: 'node', name: 'r' } as const], queryTimeoutMs: null, connectTimeoutMs: 3000, readAfterWrite: { kind: 'none' } as const };
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const lb = haproxy([
    backend([server('a', { check: check(1000) }), server('b', { check: check(1000) }), server('c', { check: check(1000), backup: true }), server('f', { check: check(1000), backup: true }), server('n', { target: { kind: 'load-balancer', name: 'n' } })], {
      httpchk: { uri: '/health', method: 'GET', expectStatus: null }, timeouts: timeouts({ connectMs: 700, serverMs: 1500, queueMs: 400, checkMs: 600 }),
    }),
    backend([server('b')], { name: 'other', timeouts: timeouts() }),
  ]);
  lb.frontends = [{ name: 'www', bind: [], defaultBackend: 'web', useBackend: [], redirectToHttps: null, hstsMs: null, rules: [] }];
  const n = nginx('n', [{ target: 'd' }, { target: 'e' }], { proxyConnectTimeoutMs: 500, proxyReadTimeoutMs: 600 });
  const semiSync = { timeoutMs: 300, waitPoint: 'AFTER_COMMIT', waitNoReplica: true } as const;
  const base = model({
    loadBalancers: [lb, n],
    applications: names.map((name) => application(name, { workers: 3, listenBacklog: 20, health: [{ uri: '/health', depth: 'process', timeoutMs: null }], database: { ...access } })),
    nodes: [node('p', { workers: 4, semiSync: { ...semiSync } }), node('r', { workers: 4, replicateFrom: 'p', readOnly: true, semiSync: { ...semiSync } })],
  });
  return { ...base, haproxy: lb, nginx: n, backend: lb.backends[0], servers: lb.backends[0].servers, nodes: base.databases.nodes };
}
type Design = ReturnType<typeof design>;

const query = { distribution: 'exponential', meanMs: 8 } as const;
const CLASSES: RequestClass[] = [
  { ...ONE_CLASS, name: 'page', share: 0.4 }, { name: 'read', share: 0.3, method: 'GET', database: { access: 'read', query }, service: null }, { name: 'write', share: 0.3, method: 'POST', database: { access: 'write', query }, service: null },
];
const FAULTS: Fault[] = [
  { atMs: 4000, untilMs: 9000, kind: 'host-loss', host: 'host-a' }, { atMs: 6000, untilMs: 8000, kind: 'host-loss', host: 'host-b' }, { atMs: 10000, untilMs: 13000, kind: 'process-pause', target: 'b' },
  { atMs: 12000, untilMs: 14000, kind: 'host-loss', host: 'host-d' }, { atMs: 15000, untilMs: 18000, kind: 'process-pause', target: 'e' }, { atMs: 19000, untilMs: 21000, kind: 'process-crash', target: 'a' },
  { atMs: 20000, untilMs: 24000, kind: 'slow', target: 'p', speed: 0.1 }, { atMs: 22000, untilMs: 25000, kind: 'host-loss', host: 'host-r' }, { atMs: 26000, untilMs: 27000, kind: 'host-loss', host: 'host-p' },
  { atMs: 28000, untilMs: 31000, kind: 'process-crash', target: 'd' }, { atMs: 31000, untilMs: 34000, kind: 'process-pause', target: 'd' },
];
const STORM: Scenario = scenario(130, 36, { warmupMs: 0, classes: CLASSES, clientTimeoutMs: 4000, faults: FAULTS });
/** Replicas that cannot keep up with one worker. */
const SLOW_APPLY: Scenario = { ...STORM, workload: { ...STORM.workload, replication: { oneWayDelayMs: 2, apply: { distribution: 'fixed', ms: 40 } } } };

const digest = (one: Model, load = STORM): string => digestOf(simulate(one, load, { seed: 1, limits: { events: 1e7 }, record: true }));

/** Changes one field of a design; `first` prepares the design in which it matters. */
interface Honoured { first?: (one: Design) => void; change: (one: Design) => void; load?: Scenario }
const set = <T extends object>(pick: (one: Design) => T, given: Partial<T>, first?: (one: Design) => void): Honoured => ({
  change: (one) => { Object.assign(pick(one), given); }, ...(first ? { first } : {}),
});
const timeout = (given: Partial<Backend['timeouts']>): Honoured => set((one) => one.backend.timeouts, given);
const app = (given: object): Honoured => set((one) => one.applications[1] as object, given);
const access = (given: object): Honoured => ({ change: (one) => one.applications.forEach((each) => Object.assign(each.database as object, given)) });
const peer = (given: Partial<Nginx['servers'][number]>): Honoured => set((one) => one.nginx.servers[0], given);
const hostOf = (given: object): Honoured => ({
  first: (one) => { one.hosts = one.hosts.map((each) => host(each.name)); }, change: (one) => { Object.assign(one.hosts.find((each) => each.name === 'host-c')!, given); },
  load: { ...STORM, faults: [{ atMs: 5000, untilMs: 9000, kind: 'zone-loss', zone: 'host-a' }, { atMs: 12000, untilMs: 15000, kind: 'machine-loss', machine: 'host-b' }] },
});
/** The same behind an address that keepalived moves between two balancers, whose hosts and processes fail. */
function withAddress(given: Partial<VirtualAddress> = {}, first: Partial<VirtualAddress['members'][number]> = {}): (one: Design) => void {
  return (one) => {
    one.loadBalancers.splice(1, 0, { ...one.haproxy, name: 'lb2', host: 'lb2' });
    one.hosts.push(host('lb2'));
    one.virtualAddresses.push(virtualAddress([{ host: 'lb1', priority: 150, ...first }, { host: 'lb2', priority: 100 }], given));
  };
}
const LB_STORM: Scenario = { ...STORM, faults: [
  { atMs: 4000, untilMs: 8000, kind: 'host-loss', host: 'lb1' }, { atMs: 14000, untilMs: 18000, kind: 'process-crash', target: 'lb1' }, { atMs: 24000, untilMs: 28000, kind: 'process-pause', target: 'lb1' },
] };
const SCRIPT = { check: 'process', intervalMs: 500, fall: 2, rise: 2, weight: 0 } as const;
const ofAddress = (given: Partial<VirtualAddress>, before: Partial<VirtualAddress> = {}): Honoured => ({
  first: withAddress(before), change: (one) => { Object.assign(one.virtualAddresses[0], given); }, load: LB_STORM,
});
const ofMember = (given: Partial<VirtualAddress['members'][number]>, before: Partial<VirtualAddress['members'][number]> = {}): Honoured => ({
  first: withAddress({}, before), change: (one) => { Object.assign(one.virtualAddresses[0].members[0], given); }, load: LB_STORM,
});
const ofScript = (given: Partial<NonNullable<VirtualAddress['trackScript']>>): Honoured => ofAddress({ trackScript: { ...SCRIPT, ...given } }, { trackScript: { ...SCRIPT } });
const hashOf = (given: Partial<Extract<Backend['balance'], { algorithm: 'hash' }>>) => (one: Design): void => {
  one.backend.balance = { algorithm: 'hash', key: { path: { whole: false, depth: null } }, hashType: 'map-based', function: 'sdbm', avalanche: false, balanceFactor: null, ...given };
};
const reportedPort = 'a port is part of the inventory: nothing in a run tells one from another';
const address = 'an address is part of the inventory: connections go by name';

/** Every field of the list: a change that shows in the digest, or why none can. */
/** Users who write and read again. */
const FEW_CLIENTS: Scenario = { ...STORM, workload: { ...STORM.workload, clientAddresses: 20 } };
const AUTOMATIC: Extract<Failover, { mode: 'automatic' }> = {
  mode: 'automatic', voters: ['host-c', 'host-p', 'host-x'], quorum: false, heartbeatMs: 1000, failuresToDeclare: 2, promote: { kind: 'most-advanced' }, fencing: { kind: 'none' }, clientsFollow: { kind: 'virtual-address' },
};
/** The primary and a voter are cut off from the rest for a while, then the primary dies; `r` is a replica in front of `q`, further away than that. */
const failover = (given: Failover, before: Failover = AUTOMATIC): Honoured => ({
  first: (one) => {
    one.nodes.push(node('q', { replicateFrom: 'p', readOnly: true }));
    one.nodes.splice(1, 0, one.nodes.pop()!);
    one.hosts.push(host('host-q'), host('host-x'));
    one.databases.failover = before;
    const follow: Endpoint = given.mode === 'automatic' && given.clientsFollow.kind === 'dns' ? { kind: 'dns', name: 'db' } : { kind: 'virtual-address', address: '10.0.0.9' };
    one.applications.forEach((each) => { each.database!.writer = follow; });
  },
  change: (one) => { one.databases.failover = given; },
  load: { ...STORM, faults: [
    ...['host-c', 'host-q', 'host-r', 'host-d'].map((to): Fault => ({ atMs: 8000, untilMs: 16000, kind: 'partition', from: 'host-p', to, oneWay: false })),
    { atMs: 20000, untilMs: null, kind: 'host-loss', host: 'host-p' },
  ] },
});

const FIELDS: { [path: string]: Honoured | string } = {
  'hosts.*.size': 'the cost of a host, and by resolve the workers of what runs on it, which are honoured below',
  'hosts.*.zone': { ...hostOf({ zone: 'host-a' }), change: (one) => { Object.assign(one.hosts.find((each) => each.name === 'host-d')!, { zone: 'host-a' }); } },
  'hosts.*.machine': { ...hostOf({}), change: (one) => { Object.assign(one.hosts.find((each) => each.name === 'host-d')!, { machine: 'host-b' }); } },
  'hosts.*.privateAddress': address, 'hosts.*.publicAddress': address,
  'haproxy.on': { first: withAddress(), change: (one) => { one.loadBalancers.splice(1, 1); }, load: LB_STORM },
  'haproxy.timeouts.connect': 'the default of a backend, honoured there', 'haproxy.timeouts.server': 'the default of a backend, honoured there',
  'haproxy.timeouts.queue': 'the default of a backend, honoured there', 'haproxy.timeouts.check': 'the default of a backend, honoured there',
  'haproxy.timeouts.client': 'cannot fire: simulated clients send all at once and read at once', 'haproxy.timeouts.httpRequest': 'cannot fire: simulated clients send a request at once',
  'haproxy.frontends.*.bind.[].port': reportedPort, 'haproxy.frontends.*.bind.[].address': address,
  'haproxy.frontends.*.defaultBackend': { change: (one) => { one.haproxy.frontends[0].defaultBackend = 'other'; } },
  'haproxy.frontends.*.useBackend.[].if.method': { first: (one) => { one.haproxy.frontends[0].useBackend = [{ method: 'GET', pathBegins: null, backend: 'other' }]; }, change: (one) => { one.haproxy.frontends[0].useBackend[0].method = 'POST'; } },
  'haproxy.frontends.*.useBackend.[].backend': { first: (one) => { one.haproxy.frontends[0].useBackend = [{ method: 'POST', pathBegins: null, backend: 'web' }]; }, change: (one) => { one.haproxy.frontends[0].useBackend[0].backend = 'other'; } },
  'haproxy.backends.*.balance.random': { first: (one) => { one.backend.balance = { algorithm: 'random', draws: 1 }; }, change: (one) => { one.backend.balance = { algorithm: 'random', draws: 2 }; } },
  'haproxy.backends.*.balance.hash': { first: hashOf({}), change: hashOf({ key: { header: 'x-user' } }) }, 'haproxy.backends.*.balance.hashType': { first: hashOf({}), change: hashOf({ hashType: 'consistent' }) },
  'haproxy.backends.*.balance.balanceFactor': { first: hashOf({ hashType: 'consistent' }), change: hashOf({ hashType: 'consistent', balanceFactor: 120 }) },
  'haproxy.backends.*.cookie.name': { ...set((one) => one.backend, { cookie: { name: 'SRV', mode: 'insert' } }, (one) => { one.servers.forEach((each) => { each.cookie = each.name; }); }), load: FEW_CLIENTS },
  'haproxy.backends.*.cookie.mode': 'there is one mode',
  'haproxy.backends.*.servers.*.to': { change: (one) => { one.servers[0].target = { kind: 'application', name: 'c' }; } },
  'haproxy.backends.*.servers.*.weight': set((one) => one.servers[0], { weight: 3 }), 'haproxy.backends.*.servers.*.backup': set((one) => one.servers[1], { backup: true }),
  'haproxy.backends.*.servers.*.check.inter': set((one) => one.servers[0].check!, { interMs: 700 }), 'haproxy.backends.*.servers.*.check.fall': set((one) => one.servers[0].check!, { fall: 2 }),
  'haproxy.backends.*.servers.*.check.rise': set((one) => one.servers[0].check!, { rise: 4 }), 'haproxy.backends.*.servers.*.check.fastinter': set((one) => one.servers[0].check!, { fastinterMs: 150 }),
  'haproxy.backends.*.servers.*.check.downinter': set((one) => one.servers[0].check!, { downinterMs: 3000 }),
  'haproxy.backends.*.servers.*.maxconn': set((one) => one.servers[0], { maxconn: 3 }),
  'haproxy.backends.*.servers.*.slowstart': set((one) => one.servers[0], { slowstartMs: 4000 }),
  'haproxy.backends.*.servers.*.minconn': set((one) => one.servers[0], { minconn: 2 }, (one) => { one.servers[0].maxconn = 6; }),
  'haproxy.backends.*.fullconn': set((one) => one.backend, { fullconn: 12 }, (one) => { Object.assign(one.servers[0], { minconn: 2, maxconn: 6 }); }),
  'haproxy.backends.*.servers.*.maxqueue': set((one) => one.servers[0], { maxqueue: 1 }, (one) => { one.backend.balance = { algorithm: 'source' }; one.servers[0].maxconn = 2; }),
  'haproxy.backends.*.servers.*.observe': set((one) => one.servers[0], { observe: 'layer4' }),
  'haproxy.backends.*.servers.*.errorLimit': set((one) => one.servers[0], { errorLimit: 2 }, (one) => { one.servers[0].observe = 'layer4'; }),
  'haproxy.backends.*.servers.*.onError': set((one) => one.servers[0], { onError: 'mark-down' }, (one) => { Object.assign(one.servers[0], { observe: 'layer4', errorLimit: 3 }); }),
  'haproxy.backends.*.servers.*.onMarkedDown': set((one) => one.servers[0], { onMarkedDown: 'shutdown-sessions' }),
  'haproxy.backends.*.servers.*.id': set((one) => one.servers[0], { id: 9 }, (one) => { one.backend.balance = { algorithm: 'first' }; one.servers.forEach((each) => { each.maxconn = 4; }); }),
  'haproxy.backends.*.httpchk.uri': { change: (one) => { one.backend.httpchk!.uri = '/page'; } },
  'haproxy.backends.*.httpchk.method': 'every page answers every method alike',
  'haproxy.backends.*.httpchk.expectStatus': { change: (one) => { one.backend.httpchk!.expectStatus = 404; } },
  'haproxy.backends.*.redispatch': set((one) => one.backend, { redispatch: 1 }), 'haproxy.backends.*.retries': set((one) => one.backend, { retries: 1 }),
  'haproxy.backends.*.retryOn': set((one) => one.backend, { retryOn: ['all-retryable-errors'] }),
  'haproxy.backends.*.disableL7RetryForPost': set((one) => one.backend, { disableL7RetryForPost: true }, (one) => { one.backend.retryOn = ['all-retryable-errors']; }),
  'haproxy.backends.*.allbackups': set((one) => one.backend, { allbackups: true }, (one) => { one.servers.slice(0, 2).forEach((each) => { each.weight = 0; }); one.servers[4].backup = true; }),
  'haproxy.backends.*.timeouts.connect': timeout({ connectMs: 300 }), 'haproxy.backends.*.timeouts.server': timeout({ serverMs: 900 }), 'haproxy.backends.*.timeouts.check': timeout({ checkMs: 50 }),
  'haproxy.backends.*.timeouts.queue': set((one) => one.backend.timeouts, { queueMs: 90 }, (one) => { one.servers.forEach((each) => { each.maxconn = 2; }); }),
  'haproxy.backends.*.timeouts.client': 'cannot fire: simulated clients send all at once and read at once', 'haproxy.backends.*.timeouts.httpRequest': 'cannot fire: simulated clients send a request at once',
  'nginx.*.host': { change: (one) => { one.nginx.host = 'host-a'; } }, 'nginx.*.listen.[].port': reportedPort,
  'nginx.*.upstream.method': { change: (one) => { one.nginx.method = { kind: 'least_conn' }; } },
  'nginx.*.upstream.servers.[].to': peer({ target: 'a' }), 'nginx.*.upstream.servers.[].weight': peer({ weight: 3 }), 'nginx.*.upstream.servers.[].maxFails': peer({ maxFails: 0 }),
  'nginx.*.upstream.servers.[].failTimeout': peer({ failTimeoutMs: 1000 }), 'nginx.*.upstream.servers.[].maxConns': peer({ maxConns: 1 }), 'nginx.*.upstream.servers.[].backup': peer({ backup: true }),
  'nginx.*.upstream.servers.[].down': peer({ down: true }),
  'nginx.*.upstream.zone': 'nginx is simulated with one worker process, whose state is the zone',
  'nginx.*.proxyConnectTimeout': set((one) => one.nginx, { proxyConnectTimeoutMs: 200 }), 'nginx.*.proxyReadTimeout': set((one) => one.nginx, { proxyReadTimeoutMs: 300 }),
  'nginx.*.proxyNextUpstream': set((one) => one.nginx, { proxyNextUpstream: ['off'] }), 'nginx.*.proxyNextUpstreamTries': set((one) => one.nginx, { proxyNextUpstreamTries: 1 }),
  'nginx.*.proxyNextUpstreamTimeout': set((one) => one.nginx, { proxyNextUpstreamTimeoutMs: 100 }),
  'apps.*.host': app({ host: 'host-a' }), 'apps.*.port': reportedPort, 'apps.*.workers': app({ workers: 5 }), 'apps.*.listenBacklog': app({ listenBacklog: 2 }),
  'apps.*.health.[].uri': app({ health: [{ uri: '/else', depth: 'process', timeoutMs: null }] }), 'apps.*.health.[].depth': app({ health: [{ uri: '/health', depth: 'database', timeoutMs: null }] }),
  'apps.*.dropQueuedAfter': app({ dropQueuedAfterMs: 50 }), 'apps.*.cancelOnDisconnect': app({ cancelOnDisconnect: true }),
  'apps.*.database.writer': access({ writer: { kind: 'node', name: 'r' } }), 'apps.*.database.readers.[]': access({ readers: [{ kind: 'node', name: 'p' }] }),
  'apps.*.database.queryTimeout': access({ queryTimeoutMs: 200 }), 'apps.*.database.connectTimeout': access({ connectTimeoutMs: 400 }),
  'apps.*.database.readAfterWrite': { ...access({ readAfterWrite: { kind: 'primary-for', ms: 500 } }), load: FEW_CLIENTS },
  'keepalived.*.virtualAddress': address, 'keepalived.*.virtualRouterId': 'no two instances have the same one, and nobody else is on the network',
  'keepalived.*.version': ofAddress({ version: 3 }, { advertIntMs: 2000 }), 'keepalived.*.advertInt': ofAddress({ advertIntMs: 2000 }),
  'keepalived.*.unicast': 'adverts reach the members either way: a partition cuts both',
  'keepalived.*.members.*.priority': ofMember({ priority: 90 }), 'keepalived.*.members.*.state': ofMember({ state: 'MASTER' }, { priority: 255 }),
  'keepalived.*.members.*.nopreempt': ofMember({ nopreempt: true }), 'keepalived.*.members.*.preemptDelay': ofMember({ preemptDelayMs: 2000 }),
  'keepalived.*.trackScript.check': ofScript({ check: 'http' }), 'keepalived.*.trackScript.interval': ofScript({ intervalMs: 1000 }), 'keepalived.*.trackScript.fall': ofScript({ fall: 4 }),
  'keepalived.*.trackScript.rise': ofScript({ rise: 5 }), 'keepalived.*.trackScript.weight': ofScript({ weight: -60 }),
  'mariadb.nodes.*.host': set((one) => one.nodes[1], { host: 'host-a' }), 'mariadb.nodes.*.replicateFrom': set((one) => one.nodes[1], { replicateFrom: null }),
  'mariadb.nodes.*.readOnly': { first: (one) => one.applications.forEach((each) => { each.database!.writer = { kind: 'node', name: 'r' }; }), change: (one) => { one.nodes[1].readOnly = false; } },
  'mariadb.nodes.*.semiSync.timeout': { change: (one) => { one.nodes[0].semiSync!.timeoutMs = 900; } },
  'mariadb.nodes.*.semiSync.waitPoint': 'both points wait equally long; they differ in what other sessions may read meanwhile, which no metric asks yet',
  'mariadb.nodes.*.semiSync.waitNoReplica': { change: (one) => { one.nodes[0].semiSync!.waitNoReplica = false; }, load: { ...STORM, faults: [{ atMs: 5000, untilMs: null, kind: 'process-crash', target: 'r' }] } },
  'mariadb.nodes.*.parallelThreads': { ...set((one) => one.nodes[1], { parallelThreads: 4 }), load: SLOW_APPLY },
  'mariadb.nodes.*.parallelMode': { ...set((one) => one.nodes[1], { parallelMode: 'conservative' }, (one) => { one.nodes[1].parallelThreads = 4; }), load: SLOW_APPLY },
  'mariadb.nodes.*.delay': set((one) => one.nodes[1], { delayMs: 3000 }),
  'mariadb.failover.mode': failover({ mode: 'manual', operatorMs: 20000 }), 'mariadb.failover.operator': failover({ mode: 'manual', operatorMs: 9000 }, { mode: 'manual', operatorMs: 5000 }),
  'mariadb.failover.voters': failover({ ...AUTOMATIC, voters: ['host-p'] }), 'mariadb.failover.quorum': failover({ ...AUTOMATIC, quorum: true }), 'mariadb.failover.heartbeat': failover({ ...AUTOMATIC, heartbeatMs: 2000 }),
  'mariadb.failover.failuresToDeclare': failover({ ...AUTOMATIC, failuresToDeclare: 5 }), 'mariadb.failover.promote': failover({ ...AUTOMATIC, promote: { kind: 'first', nodes: ['r'] } }),
  'mariadb.failover.fencing': failover({ ...AUTOMATIC, fencing: { kind: 'stonith' } }), 'mariadb.failover.clientsFollow': failover({ ...AUTOMATIC, clientsFollow: { kind: 'dns', ttlMs: 8000 } }),
};

describe('the list of honoured fields', () => {
  it('is the list that is tried here', () => expect(Object.keys(FIELDS).sort()).toEqual([...allowedFields()].sort()));
  it.each(Object.entries(FIELDS).filter((entry): entry is [string, Honoured] => typeof entry[1] !== 'string'))('%s changes what a run does', (_, { first, change, load }) => {
    const [before, after] = [design(), design()];
    first?.(before);
    first?.(after);
    change(after);
    expect(digest(after, load)).not.toBe(digest(before, load));
  });
});

const BASE = {
  hosts: { lb1: {}, web1: {}, web2: { zone: 'b' } }, apps: { app1: { host: 'web1' }, app2: { host: 'web2', workers: 8 } },
  haproxy: { on: ['lb1'], backends: { web: { balance: 'leastconn', servers: { old: { to: 'app1', weight: 2, check: true }, new: { to: 'app2', check: { inter: '1s' } } } } } },
};

describe('values of honoured fields', () => {
  it('every balance chooses in its own way', () => {
    const algorithms: Backend['balance'][] = [...(['roundrobin', 'static-rr', 'leastconn', 'first', 'source'] as const).map((algorithm) => ({ algorithm })), { algorithm: 'random', draws: 2 }];
    const digests = algorithms.map((balance) => {
      const one = design();
      one.servers.forEach((each, i) => Object.assign(each, { maxconn: 6, weight: 1 + (i % 3) }));
      one.backend.balance = balance;
      return digest(one);
    });
    expect(new Set(digests).size).toBe(algorithms.length);
  });
  it('so does every method of nginx', () => {
    const digests = ([{ kind: 'round_robin' }, { kind: 'least_conn' }, { kind: 'random_two' }, { kind: 'ip_hash' }, { kind: 'hash', key: '$request_uri', consistent: false }, { kind: 'hash', key: '$request_uri', consistent: true }] as const).map((method) => {
      const one = design();
      one.nginx.servers.push({ ...one.nginx.servers[0], target: 'f' });
      one.nginx.method = method;
      return digest(one);
    });
    expect(new Set(digests).size).toBe(6);
  });
  it('a check, and semi-sync on either side, can be absent', () => {
    const changes: ((one: Design) => void)[] = [() => {}, (one) => { one.servers[0].check = null; }, (one) => { one.nodes[0].semiSync = null; }, (one) => { one.nodes[1].semiSync = null; }];
    expect(new Set(changes.map((change) => {
      const one = design();
      change(one);
      return digest(one);
    })).size).toBe(changes.length);
  });
});

describe('unsimulatedFields', () => {
  it('accepts a design of honoured fields', () => expect(unsimulatedFields(BASE)).toEqual([]));
  it.each<[string, object, (string | number)[][]]>([
    ['several hosts that run HAProxy, and no address that moves between them', { haproxy: { ...BASE.haproxy, on: ['lb1', 'web1'] } }, [['haproxy', 'on']]],
    ['a hash over a variable that only a real nginx has', { apps: { app1: BASE.apps.app1 }, haproxy: undefined, nginx: { n: { host: 'web1', upstream: { method: { hash: '$ssl_session_id' }, servers: [{ to: 'app1' }] } } } }, [['nginx', 'n', 'upstream', 'method']]],
    ['TLS to servers', { haproxy: { on: 'lb1', backends: { web: { sslToServers: 'verify none', servers: { a: { to: 'app1' } } } } } }, [['haproxy', 'backends', 'web', 'sslToServers']]],
    ['rooms that do not exist yet', { dns: [], certificates: {}, firewall: {}, prometheus: {}, clients: {}, deploy: {}, backups: [] }, ['dns', 'certificates', 'firewall', 'prometheus', 'clients', 'deploy', 'backups'].map((field) => [field])],
    ['a path rule', { haproxy: { on: 'lb1', frontends: { f: { bind: [{ port: 80 }], defaultBackend: 'web', useBackend: [{ if: { pathBegins: '/a' }, backend: 'web' }] } }, backends: {} } }, [['haproxy', 'frontends', 'f', 'useBackend', 0, 'if', 'pathBegins']]],
    ['a second frontend', { haproxy: { on: 'lb1', frontends: { f: { bind: [], defaultBackend: 'web' }, g: { bind: [], defaultBackend: 'web' } }, backends: {} } }, [['haproxy', 'frontends', 'g']]],
    ['an nginx that nobody forwards to', { nginx: { n: { host: 'web1', upstream: { servers: [{ to: 'app1' }] } } } }, [['nginx', 'n']]],
    ['database endpoints that are not nodes', { apps: { app1: { host: 'web1', database: { writer: { backend: 'w' }, readers: ['p', { dns: 'x' }], readAfterWrite: { primaryFor: '1s' } } } } }, [['apps', 'app1', 'database', 'writer'], ['apps', 'app1', 'database', 'readers', 1]]],
    ['HAProxy in front of a database', { mariadb: { nodes: { p: { host: 'web1' } } }, haproxy: { on: 'lb1', backends: { db: { servers: { p: { to: 'p' } } } } } }, [['haproxy', 'backends', 'db', 'servers', 'p', 'to']]],
    ['replication in a circle', { mariadb: { nodes: { p: { host: 'web1', replicateFrom: 'r' }, r: { host: 'web2', replicateFrom: 'p' } } } }, [['mariadb', 'nodes', 'p', 'replicateFrom'], ['mariadb', 'nodes', 'r', 'replicateFrom']]],
    ['failover and details of a node', { mariadb: { nodes: { p: { host: 'web1', semiSync: true, syncBinlog: 1 } }, failover: { mode: 'automatic', clientsFollow: 'backend' } } }, [['mariadb', 'nodes', 'p', 'syncBinlog'], ['mariadb', 'failover', 'clientsFollow']]],
    ['an address of the database that nothing moves', { apps: { app1: { host: 'web1', database: { writer: { virtualAddress: '10.0.0.9' } } }, app2: BASE.apps.app2 }, mariadb: { nodes: { p: { host: 'web1' } } } }, [['apps', 'app1', 'database', 'writer']]],
    ['a ring of nginx with too many points', { haproxy: undefined, nginx: { n: { host: 'web1', upstream: { method: { hash: '$request_uri', consistent: true }, servers: [{ to: 'app1', weight: 1000 }, { to: 'app2', weight: 1001 }] } } } }, [['nginx', 'n', 'upstream', 'servers', 1, 'weight']]],
    ['names that objects inherit', { apps: { constructor: { host: 'web1', toString: 1 } } }, [['apps', 'constructor', 'toString']]],
  ])('refuses %s by name', (_, given, paths) => {
    expect(unsimulatedFields({ ...BASE, ...given })).toEqual(paths.map((path) => ({ code: 'not-simulated-yet', path, data: {} })));
  });
  const KEEPALIVED = { vip: { virtualAddress: '10.0.0.100', virtualRouterId: 51, members: { lb1: { priority: 150 }, web1: { priority: 100 } } } };
  it('accepts two balancers behind an address that moves between them', () => {
    expect(unsimulatedFields({ ...BASE, haproxy: { ...BASE.haproxy, on: ['lb1', 'web1'] }, keepalived: KEEPALIVED })).toEqual([]);
  });
  it.each<[string, object, (string | number)[][]]>([
    ['a balancer that the address never reaches', { haproxy: { ...BASE.haproxy, on: ['lb1', 'web2'] }, keepalived: KEEPALIVED }, [['haproxy', 'on']]],
    ['a second address', { keepalived: { ...KEEPALIVED, other: KEEPALIVED.vip } }, [['keepalived', 'other']]],
    ['an address that leads to nothing that answers users', { keepalived: { vip: { ...KEEPALIVED.vip, members: { web2: { priority: 100 } } } } }, [['keepalived', 'vip']]],
  ])('refuses %s', (_, given, paths) => {
    expect(unsimulatedFields({ ...BASE, ...given }).map((problem) => problem.path)).toEqual(paths);
  });
  it('refuses a second application that nobody can reach', () => {
    expect(unsimulatedFields({ hosts: BASE.hosts, apps: BASE.apps }).map((problem) => problem.path)).toEqual([['apps', 'app2']]);
  });
});
