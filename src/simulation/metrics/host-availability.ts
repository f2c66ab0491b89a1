// How often users are served, computed from how often hosts are up: the arithmetic of series and parallel, for a whole design at once.
import type { Application, Endpoint, HostSize, LoadBalancer, Model } from '../../infrastructure/model.ts';
import { openBalancers } from '../layout/layout.ts';

/** How often a host of each size is up, percent. */
export type HostAvailability = { readonly [size in HostSize]: number };

/** Up to so many hosts every combination is tried: 65,536 of them. */
export const MOST_HOSTS = 16;

type Up = ReadonlySet<string>;

/**
 * Percent of the time in which users are served: the sum over all combinations of hosts that are up in which `isServed` holds, each with its probability
 * Π A(up) × Π (1 − A(down)). It assumes that hosts fail independently, that the others notice, and that what is left can carry the load. Exact for up to
 * MOST_HOSTS hosts that something runs on; null beyond, where there would be too many combinations. `always` is a host that is taken never to fail.
 */
export function hostAvailabilityPct(model: Model, bySize: HostAvailability, always: string | null = null): number | null {
  const inUse = hostsInUse(model);
  if (inUse.length > MOST_HOSTS) return null;
  const all: Up = new Set(inUse.map(({ name }) => name));
  // Those that nobody can do without come first: where one of them is down, no other one matters.
  const isSingle = inUse.map(({ name }) => !isServed(model, without(all, name)));
  const hosts = [...inUse.filter((_, i) => isSingle[i]), ...inUse.filter((_, i) => !isSingle[i])];
  const share = hosts.map(({ name, size }) => (name === always ? 1 : bySize[size] / 100));
  // A host more that is up never harms: what is served by the certain ones is served, what is not served by the possible ones is not.
  const chance = (at: number, certain: Up, possible: Up): number => {
    if (!isServed(model, possible)) return 0;
    if (isServed(model, certain)) return 1;
    const { name } = hosts[at];
    return share[at] * chance(at + 1, new Set(certain).add(name), possible) + (1 - share[at]) * chance(at + 1, certain, without(possible, name));
  };
  return chance(0, new Set(), all) * 100;
}

/** Hosts that carry a load balancer, an application, a database node or a voter. */
export function hostsInUse(model: Model): Model['hosts'] {
  const { failover, nodes } = model.databases;
  const names = new Set([...model.loadBalancers, ...model.applications, ...nodes].map(({ host }) => host));
  if (failover?.mode === 'automatic') for (const voter of failover.voters) names.add(voter);
  return model.hosts.filter(({ name }) => names.has(name));
}

function without(hosts: Up, name: string): Up {
  const rest = new Set(hosts);
  rest.delete(name);
  return rest;
}

/** Whether users are served while these hosts are up: some entrance is up, and behind it some application with its database. */
export function isServed(model: Model, up: Up): boolean {
  return entrances(model).some((one) => ('software' in one ? forwards(model, one, up) : works(model, one, up)));
}

/** Where users come in: the first listener of all, or, with a virtual address for users, the first one on each of its hosts. */
function entrances(model: Model): (LoadBalancer | Application)[] {
  const open = model.loadBalancers.length > 0 ? openBalancers(model) : model.applications;
  for (const { members } of model.virtualAddresses) {
    const found = members.flatMap(({ host }) => open.find((one) => one.host === host) ?? []);
    if (found.length > 0) return found;
  }
  return open.slice(0, 1);
}

function forwards(model: Model, balancer: LoadBalancer, up: Up): boolean {
  if (!up.has(balancer.host)) return false;
  if (balancer.software === 'nginx') return balancer.servers.some(({ target, down }) => !down && reaches(model, target, up));
  const used = new Set(balancer.frontends.flatMap(({ defaultBackend, useBackend }) => [defaultBackend, ...useBackend.map(({ backend }) => backend)]));
  const backends = balancer.backends.filter(({ mode, name }) => mode === 'http' && used.has(name));
  return backends.length > 0 && backends.every(({ servers }) => servers.some(({ disabled, target, weight }) => !disabled && weight > 0 && reaches(model, target.name, up)));
}

function reaches(model: Model, target: string, up: Up): boolean {
  const application = model.applications.find(({ name }) => name === target);
  if (application !== undefined) return works(model, application, up);
  const balancer = model.loadBalancers.find(({ name }) => name === target);
  return balancer !== undefined && forwards(model, balancer, up);
}

function works(model: Model, { database, host }: Application, up: Up): boolean {
  if (!up.has(host)) return false;
  if (database === null) return true;
  return takesWrites(model, database.writer, up) && (database.readers.length === 0 || database.readers.some((reader) => answersReads(model, reader, up)));
}

/** A primary by its name has to be up itself; an address that follows the failover leads to whoever is primary then. */
function takesWrites(model: Model, writer: Endpoint, up: Up): boolean {
  const { nodes } = model.databases;
  if (writer.kind === 'node') return nodes.some(({ host, name, replicateFrom }) => name === writer.name && replicateFrom === null && up.has(host));
  const primary = nodes.find(({ replicateFrom }) => replicateFrom === null);
  return primary !== undefined && (up.has(primary.host) || canPromote(model, primary.name, up));
}

function answersReads(model: Model, reader: Endpoint, up: Up): boolean {
  if (reader.kind !== 'node') return takesWrites(model, reader, up);
  return model.databases.nodes.some(({ host, name }) => name === reader.name && up.has(host));
}

/** Whether a program replaces the primary: enough voters are up, and a replica that it may promote. */
function canPromote({ databases: { failover, nodes } }: Model, primary: string, up: Up): boolean {
  if (failover?.mode !== 'automatic') return false;
  const votes = failover.voters.filter((voter) => up.has(voter)).length;
  if (failover.quorum ? 2 * votes <= failover.voters.length : votes === 0) return false;
  const { promote } = failover;
  return nodes.some(({ host, name, replicateFrom }) => replicateFrom === primary && up.has(host) && (promote.kind === 'most-advanced' || promote.nodes.includes(name)));
}
