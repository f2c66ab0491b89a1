// HAProxy backends as numbers.
import type { Backend, LoadBalancer, RetryOn } from '../../infrastructure/model.ts';
import type { EventQueue } from '../engine/queue.ts';
import type { Places } from './places.ts';
import { TURN_AROUND_MAX_MS } from './constants.ts';

/** What may be tried again; a bit each. */
export const RETRY = {
  connection: 1, empty: 2, timeout: 4, s500: 8, s502: 16, s503: 32, s504: 64, s401: 128, s403: 256, s404: 512, s408: 1024, s425: 2048, s501: 4096,
} as const;

/** A backend of one HAProxy. Servers are numbered through all backends: the first is `firstServer`. */
export interface BackendLayout {
  backend: Backend;
  place: number;
  firstServer: number;
  /** Place behind each server. */
  targets: number[];
  /** Queue of the backend; those of its servers follow. */
  queue: number;
  /** Bits of RETRY. */
  retryOn: number;
  /** The balance binds a request to one server, whatever its state of load. */
  bound: boolean;
  /** Some server is observed while it is checked. */
  observed: boolean;
  turnAroundMs: number;
  serverLane: number;
  queueLane: number;
  turnAroundLane: number;
}

/** All backends of a design: see the fields of `Layout` with these names. */
export interface Backends { backends: BackendLayout[]; backendsOf: number[][]; queueCount: number; backendOfServer: number[] }

function retryBits(names: RetryOn[]): number {
  if (names.includes('none')) return 0;
  const bits: { [name in RetryOn]: number } = {
    'none': 0, 'conn-failure': RETRY.connection, 'empty-response': RETRY.empty, 'response-timeout': RETRY.timeout,
    '401': RETRY.s401, '403': RETRY.s403, '404': RETRY.s404, '408': RETRY.s408, '425': RETRY.s425, '500': RETRY.s500, '501': RETRY.s501,
    '502': RETRY.s502, '503': RETRY.s503, '504': RETRY.s504, 'all-retryable-errors': 127,
    // No answer here is junk, and nothing is early data.
    'junk-response': 0, '0rtt-rejected': 0,
  };
  return names.length === 0 ? RETRY.connection : names.reduce((sum, name) => sum | bits[name], 0);
}

function targetPlace(target: Backend['servers'][number]['target'], places: Places): number {
  const table = target.kind === 'application' ? places.application : target.kind === 'database' ? places.node : places.loadBalancer;
  return table.get(target.name) ?? -1;
}

/** All backends of all HAProxies, with the queues and server numbers that they own; queues 0 to placeCount − 1 belong to places. */
export function compileHaproxies(balancers: LoadBalancer[], places: Places, placeCount: number, queue: EventQueue): Backends {
  const backends: BackendLayout[] = [];
  let queueCount = placeCount;
  const backendOfServer: number[] = [];
  const backendsOf = balancers.map((balancer, place) => {
    if (balancer.software !== 'haproxy') return [];
    return balancer.backends.map((backend) => {
      const turnAroundMs = Math.min(TURN_AROUND_MAX_MS, backend.timeouts.connectMs);
      backends.push({
        backend, place, firstServer: backendOfServer.length, queue: queueCount, turnAroundMs,
        targets: backend.servers.map((server) => targetPlace(server.target, places)),
        retryOn: retryBits(backend.retryOn),
        observed: backend.servers.some((server) => server.observe !== null && server.check !== null),
        bound: backend.balance.algorithm === 'source' || backend.balance.algorithm === 'hash',
        serverLane: queue.lane(backend.timeouts.serverMs), queueLane: queue.lane(backend.timeouts.queueMs), turnAroundLane: queue.lane(turnAroundMs),
      });
      queueCount += 1 + backend.servers.length;
      for (const _ of backend.servers) backendOfServer.push(backends.length - 1);
      return backends.length - 1;
    });
  });
  return { backends, backendsOf, queueCount, backendOfServer };
}
