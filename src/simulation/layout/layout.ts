// The design as numbers: every process a place with an index, names only at the edge. Nothing in it changes during a run.
import type { Application, DatabaseNode, Haproxy, LoadBalancer, Model, Nginx } from '../../infrastructure/model.ts';
import { planAddresses } from '../../infrastructure/addresses.ts';
import type { EventQueue } from '../engine/queue.ts';
import type { BackendLayout } from './haproxy.ts';
import { compileHaproxies } from './haproxy.ts';
import type { NginxLayout } from './nginx.ts';
import { compileNginx, type Endpoint } from './nginx.ts';
import type { ApplicationLayout } from './applications.ts';
import { compileApplications } from './applications.ts';
import type { NodeLayout } from './nodes.ts';
import { compileNodes } from './nodes.ts';
import type { Places } from './places.ts';

/** What runs at a place. */
export const PLACE = { haproxy: 0, nginx: 1, application: 2, node: 3 } as const;

/** Load balancers first, then applications, then database nodes: the index of each is its place. */
export interface Layout {
  model: Model;
  placeCount: number;
  /** IPv4 address of each host, by name. */
  addresses: ReadonlyMap<string, string>;
  /** Positions of PLACE, by place. */
  kind: Uint8Array;
  names: string[];
  /** Host of each place, as a position in `model.hosts`; −1 when it names none. */
  host: Int32Array;
  balancerCount: number;
  applicationCount: number;
  nodeCount: number;
  /** Where users enter; −1 when the design has nothing that answers. */
  entry: number;
  backends: BackendLayout[];
  /** Backends of a HAProxy place, in its order; empty for other places. */
  backendsOf: number[][];
  /** By place; null where there is none. */
  haproxy: (Haproxy | null)[];
  nginx: (NginxLayout | null)[];
  application: (ApplicationLayout | null)[];
  node: (NodeLayout | null)[];
  /** Number of first-in-first-out queues; places, backends and servers own one each. */
  queueCount: number;
  /** Where the queues for the cores of each host begin, behind all others. */
  coreQueues: number;
  /** 1: the applications on its host have more workers than it has cores. By place. */
  scarce: Uint8Array;
  /** Backend of each server, servers being numbered through all backends. */
  backendOfServer: number[];
}

/** Load balancers that no other one forwards to, HAProxy before nginx. */
export function openBalancers(model: Model): LoadBalancer[] {
  const targets = new Set<string>();
  for (const balancer of model.loadBalancers) {
    if (balancer.software !== 'haproxy') continue;
    for (const backend of balancer.backends) for (const server of backend.servers) if (server.target.kind === 'load-balancer') targets.add(server.target.name);
  }
  const open = model.loadBalancers.filter((balancer) => !targets.has(balancer.name));
  return [...open.filter(({ software }) => software === 'haproxy'), ...open.filter(({ software }) => software !== 'haproxy')];
}

/** Where users enter: the first HAProxy that nothing forwards to, else the first nginx, else the first application. */
export function entryOf(model: Model): { kind: 'load-balancer' | 'application'; name: string } | null {
  const [first] = openBalancers(model);
  if (first) return { kind: 'load-balancer', name: first.name };
  return model.applications.length > 0 ? { kind: 'application', name: model.applications[0].name } : null;
}

/** Marks by place the applications on hosts where workers outnumber the cores. */
function scarceCores({ applications, hosts, loadBalancers }: Model, placeCount: number): Uint8Array {
  const left = new Map(hosts.map(({ name, cores }) => [name, cores]));
  for (const { host, workers } of applications) left.set(host, (left.get(host) ?? Infinity) - workers);
  const scarce = new Uint8Array(placeCount);
  applications.forEach(({ host }, i) => { scarce[loadBalancers.length + i] = left.get(host)! < 0 ? 1 : 0; });
  return scarce;
}

/** Compiles a model. Lanes for its constant delays are reserved in the queue. */
export function compileLayout(model: Model, queue: EventQueue): Layout {
  const { loadBalancers, applications, databases: { nodes } } = model;
  const processes: (Haproxy | Nginx | Application | DatabaseNode)[] = [...loadBalancers, ...applications, ...nodes];
  const hosts = new Map(model.hosts.map((host, i) => [host.name, i]));
  const index = (list: { name: string }[], from: number): Map<string, number> => new Map(list.map((item, i) => [item.name, from + i]));
  const places: Places = {
    loadBalancer: index(loadBalancers, 0), application: index(applications, loadBalancers.length),
    node: index(nodes, loadBalancers.length + applications.length),
  };
  const addresses = planAddresses(model.hosts);
  const addressOf = (application: string): Endpoint | null => {
    const found = applications.find((one) => one.name === application);
    return found === undefined ? null : { address: addresses.get(found.host) ?? found.host, port: found.port };
  };
  const before = <T>(count: number, list: T[]): (T | null)[] => [...new Array<null>(count).fill(null), ...list];
  const farm = compileHaproxies(loadBalancers, places, processes.length, queue);
  const entry = entryOf(model);
  return {
    model, addresses, placeCount: processes.length,
    kind: Uint8Array.of(...loadBalancers.map((balancer) => PLACE[balancer.software]), ...applications.map(() => PLACE.application), ...nodes.map(() => PLACE.node)),
    names: processes.map((process) => process.name),
    host: Int32Array.from(processes, (process) => hosts.get(process.host) ?? -1),
    balancerCount: loadBalancers.length, applicationCount: applications.length, nodeCount: nodes.length,
    entry: entry === null ? -1 : (entry.kind === 'application' ? places.application : places.loadBalancer).get(entry.name) ?? -1,
    ...farm,
    coreQueues: farm.queueCount + 2 * processes.length,
    scarce: scarceCores(model, processes.length),
    haproxy: loadBalancers.map((balancer) => (balancer.software === 'haproxy' ? balancer : null)),
    nginx: loadBalancers.map((balancer) => (balancer.software === 'nginx' ? compileNginx(balancer, places, queue, addressOf) : null)),
    application: before(loadBalancers.length, compileApplications(applications, places, queue)),
    node: before(loadBalancers.length + applications.length, compileNodes(nodes, places, queue)),
  };
}
