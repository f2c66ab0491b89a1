// Small models and scenarios for tests, with the defaults that resolve() gives.
import type { Application, Backend, BackendServer, DatabaseNode, Haproxy, Host, Model, Nginx, Timeouts, VirtualAddress } from '../../src/infrastructure/model.ts';
import type { Fault, RequestClass, Scenario, Workload } from '../../src/simulation/scenario.ts';

const TIMEOUTS: Timeouts = { connectMs: 5000, clientMs: 50000, serverMs: 50000, queueMs: 5000, checkMs: null, httpRequestMs: null };

export function timeouts(given: Partial<Timeouts> = {}): Timeouts {
  return { ...TIMEOUTS, ...(given.connectMs === undefined ? {} : { queueMs: given.connectMs }), ...given };
}

/** With cores for all: where they matter, a test says how many there are. */
export function host(name: string, given: Partial<Host> = {}): Host {
  return { name, size: 'small', costUnits: 1, cores: 1024, zone: name, machine: name, privateAddress: null, publicAddress: null, ...given };
}

export function application(name: string, given: Partial<Application> = {}): Application {
  return {
    name, host: `host-${name}`, port: 8080, listenOn: 'any', workers: 4, listenBacklog: 511, sessionStore: 'memory', health: [], warmupMs: 0,
    dropQueuedAfterMs: null, cancelOnDisconnect: false, idempotencyKeys: false, database: null, ...given,
  };
}

export function server(target: string, given: Partial<BackendServer> = {}): BackendServer {
  return {
    name: target, target: { kind: 'application', name: target }, weight: 1, backup: false, check: null, slowstartMs: 0, maxconn: 0, minconn: 0, maxqueue: 0,
    observe: null, errorLimit: 10, onError: 'fail-check', onMarkedDown: null, id: 0, cookie: null, disabled: false, ...given,
  };
}

export function check(interMs = 2000, fall = 3, rise = 2, fastinterMs: number | null = null, downinterMs: number | null = null): BackendServer['check'] {
  return { interMs, fall, rise, fastinterMs, downinterMs };
}

export function backend(servers: BackendServer[], given: Partial<Backend> = {}): Backend {
  return {
    name: 'web', mode: 'http', balance: { algorithm: 'roundrobin' }, httpchk: null, redispatch: 0, retries: 3, retryOn: ['conn-failure'], disableL7RetryForPost: false,
    allbackups: false, cookie: null, timeouts: timeouts(), fullconn: null, sslToServers: null, ...given,
    servers: servers.map((one, i) => ({ ...one, id: one.id === 0 ? i + 1 : one.id })),
  };
}

export function haproxy(backends: Backend[]): Haproxy {
  return { software: 'haproxy', name: 'lb1', host: 'lb1', timeouts: timeouts(), frontends: [], backends };
}

export function nginx(name: string, servers: Partial<Nginx['servers'][number]>[], given: Partial<Nginx> = {}): Nginx {
  return {
    software: 'nginx', name, host: `host-${name}`, listen: [], method: { kind: 'round_robin' }, zone: false, workerProcesses: 1, proxyConnectTimeoutMs: 60000, proxyReadTimeoutMs: 60000,
    proxyNextUpstream: ['error', 'timeout'], proxyNextUpstreamTries: 0, proxyNextUpstreamTimeoutMs: 0, ...given,
    servers: servers.map((one) => ({ target: '', weight: 1, maxFails: 1, failTimeoutMs: 10000, maxConns: 0, backup: false, down: false, ...one })),
  };
}

export function node(name: string, given: Partial<DatabaseNode> = {}): DatabaseNode {
  return {
    name, host: `host-${name}`, workers: 8, replicateFrom: null, readOnly: false, semiSync: null, parallelThreads: 0, parallelMode: 'optimistic', delayMs: 0,
    autoIncrement: { increment: 1, offset: 1 }, syncBinlog: 0, flushLogAtCommit: 1, bind: 'any', requireSecureTransport: false, ...given,
  };
}

export function virtualAddress(members: (Partial<VirtualAddress['members'][number]> & { host: string; priority: number })[], given: Partial<VirtualAddress> = {}): VirtualAddress {
  return {
    name: 'vip', address: '10.0.0.100', virtualRouterId: 51, version: 2, advertIntMs: 1000, unicast: false, trackScript: null, ...given,
    members: members.map((one) => ({ state: 'BACKUP', nopreempt: false, preemptDelayMs: 0, ...one })),
  };
}

/** A model whose hosts follow from what runs on them. */
export function model(given: Partial<Pick<Model, 'loadBalancers' | 'applications' | 'hosts'>> & { nodes?: DatabaseNode[] }): Model {
  const { loadBalancers = [], applications = [], nodes = [] } = given;
  const names = new Set([...loadBalancers, ...applications, ...nodes].map((process) => process.host));
  return {
    hosts: given.hosts ?? [...names].map((name) => host(name)), loadBalancers, applications, databases: { nodes, failover: null }, virtualAddresses: [], dnsRecords: [],
    certificates: [], firewall: null, monitoring: null, clientPolicy: null, deployment: null, backups: [],
  };
}

export const ONE_CLASS: RequestClass = { name: 'all', share: 1, method: 'GET', database: null, service: null };

export function scenario(ratePerSecond: number, durationS: number, given: Partial<Workload> & { faults?: Fault[]; warmupMs?: number } = {}): Scenario {
  const { faults = [], warmupMs = 10000, ...workload } = given;
  return {
    id: 'test', durationMs: durationS * 1000, warmupMs, faults,
    workload: {
      arrivals: [{ fromMs: 0, ratePerSecond }], service: { distribution: 'exponential', meanMs: 50 }, clientTimeoutMs: 5000, classes: [ONE_CLASS], clientAddresses: 1000,
      replication: { oneWayDelayMs: 2, apply: { distribution: 'fixed', ms: 2 } }, ...workload,
    },
  };
}
