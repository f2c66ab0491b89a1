// What the events of a run have changed by a moment: faults that go on, servers that are out, owners of addresses, the primary.
import type { Wiring, WiringNode } from '../../grader/wiring.ts';
import type { HistoryEvent } from '../../simulation/history.ts';
import type { FaultKind } from '../../simulation/scenario.ts';

/** A fault that goes on. */
export interface GoingFault {
  kind: FaultKind['kind'];
  /** As its event names what it hits. */
  at: string;
  sinceMs: number;
}

/** The sum of the events up to a moment. */
export interface Changes {
  faults: GoingFault[];
  /** Servers that a balancer has taken out: `balancer server`. */
  out: ReadonlySet<string>;
  /** Hosts that hold an address, in the order in which they took it. */
  owners: ReadonlyMap<string, readonly string[]>;
  /** Primary of the last promotion; null: there was none. */
  promoted: string | null;
  /** Nodes that were the primary before a promotion. */
  formers: ReadonlySet<string>;
  /** Primaries that no longer wait for replicas. */
  unsynced: ReadonlySet<string>;
}

/** Adds up every event at `atMs` or before. */
export function changesUntil(events: readonly HistoryEvent[], wiring: Wiring | null, atMs: number): Changes {
  const faults: GoingFault[] = [];
  const out = new Set<string>();
  const owners = new Map<string, string[]>();
  const unsynced = new Set<string>();
  const formers = new Set<string>();
  let promoted: string | null = null;
  for (const event of events) {
    if (event.atMs > atMs) break;
    const { at, about } = event;
    switch (event.kind) {
      case 'fault-begins': {
        const fault: GoingFault = { kind: about as GoingFault['kind'], at, sinceMs: event.atMs };
        faults.push(fault);
        // A balancer that dies forgets what it knew of its servers.
        for (const { name } of (wiring?.nodes ?? []).filter((node) => ENDS.has(fault.kind) && hits(fault, node, wiring!))) {
          for (const key of [...out]) if (key.startsWith(`${name} `)) out.delete(key);
        }
        break;
      }
      case 'fault-ends': {
        const position = faults.findIndex((fault) => fault.kind === about && fault.at === at);
        if (position >= 0) faults.splice(position, 1);
        break;
      }
      case 'server-down': out.add(`${at} ${about}`); break;
      case 'server-up': out.delete(`${at} ${about}`); break;
      case 'promoted': {
        const former = promoted ?? wiring?.edges.find(({ kind, to }) => kind === 'replication' && to === at)?.from;
        if (former != null) formers.add(former);
        promoted = at;
        break;
      }
      case 'semi-sync-off': unsynced.add(at); break;
      case 'semi-sync-on': unsynced.delete(at); break;
      case 'address-taken': owners.set(about, [...(owners.get(about) ?? []).filter((host) => host !== at), at]); break;
      case 'address-released': owners.set(about, (owners.get(about) ?? []).filter((host) => host !== at)); break;
    }
  }
  return { faults, out, owners, promoted, formers, unsynced };
}

/** Faults after which a process begins anew. */
const ENDS: ReadonlySet<string> = new Set<FaultKind['kind']>(['host-loss', 'machine-loss', 'zone-loss', 'process-crash']);

/** Whether a fault reaches a part: itself, its host, its machine, its zone, or the way from and to its host. */
export function hits({ kind, at }: Pick<GoingFault, 'kind' | 'at'>, { name, host, kind: part }: WiringNode, { hosts }: Wiring): boolean {
  if (part === 'virtual-address') return false;
  const where = hosts.find((one) => one.name === host);
  switch (kind) {
    case 'host-loss': return host === at;
    case 'machine-loss': return where?.machine === at;
    case 'zone-loss': return where?.zone === at;
    case 'partition': return host !== null && sidesOf(at).includes(host);
    case 'load-spike': return false;
    default: return name === at;
  }
}

/** The two hosts between which nothing passes. */
export function sidesOf(at: string): string[] {
  return at.split(/ and | to /);
}
