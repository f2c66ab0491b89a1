// The parts of a design that faults are tried on.
import type { FieldPath, Model } from '../../infrastructure/index.ts';
import { linesOf } from '../wiring/edges.ts';
import { partsOf } from '../wiring/nodes.ts';
import type { ComponentKind } from './exploration.ts';

/** A part before its line is found. `ends`: names that the simulator's faults know it by, two for a link. */
export interface Part { name: string; kind: ComponentKind; ends: [string, string]; path: FieldPath }

/** The kind of part that a process is. */
export const KIND_OF = { haproxy: 'load-balancer', nginx: 'load-balancer', application: 'application', database: 'database' } as const;

/**
 * Every part: zones, machines, hosts, processes, links. A zone or a machine is one when it holds several hosts or has a name of its own; else it is the host. A
 * virtual address is none: its holders are. Two hosts have a link when something on one talks to something on the other.
 */
export function partsToBreak(model: Model): Part[] {
  return [
    ...groups(model, 'zone'), ...groups(model, 'machine'),
    ...model.hosts.map(({ name }) => part('host', name, ['hosts', name])),
    ...partsOf(model).flatMap(({ name, kind, path }) => (kind === 'virtual-address' ? [] : [part(KIND_OF[kind], name, path)])),
    ...linksOf(model),
  ];
}

function part(kind: ComponentKind, name: string, path: FieldPath): Part {
  return { name, kind, ends: [name, ''], path };
}

function groups({ hosts }: Model, field: 'zone' | 'machine'): Part[] {
  return [...new Set(hosts.map((host) => host[field]))].flatMap((name) => {
    const inside = hosts.filter((host) => host[field] === name);
    return inside.length > 1 || inside[0].name !== name ? [part(field, name, ['hosts', inside[0].name, field])] : [];
  });
}

/** Pairs of hosts that talk: requests, queries, replication, adverts of keepalived, voters that look at a database or ask each other. */
function linksOf(model: Model): Part[] {
  const hostOf = new Map(partsOf(model).map(({ name, host }) => [name, host]));
  const nodes = model.databases.nodes.map(({ host }) => host);
  const { failover } = model.databases;
  const voters = failover?.mode === 'automatic' ? failover.voters : [];
  const talks: [string | null | undefined, string | null | undefined, FieldPath][] = [
    ...linesOf(model).map(({ from, to, path }): [string | null | undefined, string | null | undefined, FieldPath] => [from === null ? null : hostOf.get(from), hostOf.get(to), path]),
    ...model.applications.flatMap(({ name, host, database }) => {
      // A name or an address that follows the failover leads to any node.
      const follows = database !== null && [database.writer, ...database.readers].some(({ kind }) => kind !== 'node');
      return follows ? nodes.map((node): [string, string, FieldPath] => [host, node, ['apps', name, 'database']]) : [];
    }),
    ...model.virtualAddresses.flatMap(({ name, members }) => pairsOf(members.map(({ host }) => host), ['keepalived', name])),
    // After a promotion any node may follow any other.
    ...(failover === null ? [] : pairsOf(nodes, ['mariadb'])),
    ...voters.flatMap((voter) => nodes.map((node): [string, string, FieldPath] => [voter, node, ['mariadb', 'failover']])),
    ...pairsOf(voters, ['mariadb', 'failover']),
  ];
  const links = new Map<string, Part>();
  for (const [a, b, path] of talks) {
    if (typeof a !== 'string' || typeof b !== 'string' || a === b || links.has(`${b} and ${a}`)) continue;
    const name = `${a} and ${b}`;
    if (!links.has(name)) links.set(name, { name, kind: 'link', ends: [a, b], path });
  }
  return [...links.values()];
}

function pairsOf(hosts: readonly string[], path: FieldPath): [string, string, FieldPath][] {
  return hosts.flatMap((a, i) => hosts.slice(i + 1).map((b): [string, string, FieldPath] => [a, b, path]));
}
