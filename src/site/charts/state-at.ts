// What every part of a design does at one moment of a run: from the events up to it, and the second that it lies in.
import type { RunSeries } from '../../grader/report.ts';
import type { Wiring, WiringNode } from '../../grader/wiring.ts';
import type { FaultKind } from '../../simulation/scenario.ts';
import { type Changes, changesUntil, type GoingFault, hits } from './changes.ts';

/** Of the four states of the visual language those that a part can have, and `idle`: it could work, and nobody asks it to. */
export type PartTone = 'ok' | 'deg' | 'down' | 'idle';

/** Why a part is not simply served: the worst reason that there is. */
export type PartReason = FaultKind['kind'] | 'taken-out' | 'unowned' | 'two-owners' | 'failing' | 'behind' | null;

/** One part at a moment. */
export interface PartState {
  node: WiringNode;
  tone: PartTone;
  reason: PartReason;
  /** Faults that reach it. */
  faults: GoingFault[];
  /** Balancers that have taken it out. */
  outOf: string[];
  /** Hosts that hold it (a virtual address); addresses that its host holds (everything else). */
  holds: string[];
  /** Requests or queries sent to it in this second, and those that came to nothing; of load balancers what went through. */
  sent: number;
  failed: number;
  /** null: not an application or database node. */
  busyPct: number | null;
  waiting: number;
  /** Of a database node; null: none, or there is nothing to replicate. */
  role: 'primary' | 'replica' | 'former primary' | null;
  /** Age of the oldest write that a replica has not applied, and how many those are; null: not a replica, or not known. */
  lagMs: number | null;
  behind: number | null;
  /** Writes in its binary log; null: not a database node, or not known. */
  position: number | null;
}

/** A whole run at a moment. */
export interface RunState {
  atMs: number;
  /** Position in the series. */
  second: number;
  requests: number;
  failed: number;
  faults: GoingFault[];
  /** In the order of the wiring. */
  parts: PartState[];
  changes: Changes;
}

/** A replica so far behind that its readers see it, milliseconds. */
const BEHIND_MS = 1000;

/** The state at a moment; without a wiring there are no parts. */
export function stateAt(series: RunSeries, wiring: Wiring | null, atMs: number): RunState {
  const second = Math.max(0, Math.min(Math.floor(atMs / 1000), series.seconds - 1));
  const changes = changesUntil(series.events, wiring, atMs);
  return {
    atMs, second, changes, faults: changes.faults,
    requests: series.requests[second] ?? 0, failed: series.failed[second] ?? 0,
    parts: (wiring?.nodes ?? []).map((node) => judged(measured(node, series, wiring!, second, changes), wiring!)),
  };
}

function measured(node: WiringNode, series: RunSeries, wiring: Wiring, second: number, changes: Changes): PartState {
  const { name } = node;
  const server = series.servers.find((one) => one.name === name);
  const failed = server?.failed[second] ?? 0;
  const positionOf = (of: string | undefined): number | null => series.nodes.find((one) => one.name === of)?.position[second] ?? null;
  const role = roleOf(node, wiring, changes);
  const position = positionOf(name);
  const ahead = positionOf(changes.promoted ?? wiring.edges.find(({ kind, to }) => kind === 'replication' && to === name)?.from ?? undefined);
  return {
    node, tone: 'ok', reason: null, role, position, failed,
    faults: changes.faults.filter((fault) => hits(fault, node, wiring)),
    outOf: [...new Set(wiring.edges.filter(({ from, to, server: line }) => to === name && from !== null && line !== null && changes.out.has(`${from} ${line}`)).map(({ from }) => from!))],
    holds: node.kind === 'virtual-address' ? ownersOf(changes, name) : [...changes.owners].flatMap(([address, hosts]) => (node.host !== null && hosts.includes(node.host) ? [address] : [])),
    // What reached nobody is a failure and no attempt.
    sent: Math.max(server?.attempts[second] ?? 0, failed),
    busyPct: server?.busyPct[second] ?? null, waiting: server?.waiting[second] ?? 0,
    lagMs: role === 'replica' ? (series.replicas.find((one) => one.name === name)?.lagMs[second] ?? null) : null,
    behind: role === 'replica' && position !== null && ahead !== null ? Math.max(0, ahead - position) : null,
  };
}

const ownersOf = (changes: Changes, address: string): string[] => [...(changes.owners.get(address) ?? [])];

function roleOf({ kind, name }: WiringNode, { edges }: Wiring, { promoted, formers }: Changes): PartState['role'] {
  if (kind !== 'database' || !edges.some((edge) => edge.kind === 'replication')) return null;
  if (promoted === name) return 'primary';
  if (formers.has(name)) return 'former primary';
  return edges.some((edge) => edge.kind === 'replication' && edge.to === name) ? 'replica' : 'primary';
}

/** Faults that leave nobody there who could answer. */
const DEAD: ReadonlySet<string> = new Set<FaultKind['kind']>(['host-loss', 'machine-loss', 'zone-loss', 'process-crash', 'process-pause']);

/** True for a part that a fault has stopped. */
export const isDead = ({ faults }: Pick<PartState, 'faults'>): boolean => faults.some(({ kind }) => DEAD.has(kind));

function judged(part: PartState, { edges }: Wiring): PartState {
  const as = (tone: PartTone, reason: PartReason): PartState => ({ ...part, tone, reason });
  const { node, faults, holds, outOf, failed, sent } = part;
  const dead = faults.find(({ kind }) => DEAD.has(kind));
  if (dead !== undefined) return as('down', dead.kind);
  if (node.kind === 'virtual-address') return holds.length === 0 ? as('down', 'unowned') : holds.length > 1 ? as('deg', 'two-owners') : part;
  const senders = new Set(edges.filter(({ to, kind, from }) => to === node.name && kind === 'requests' && from !== null).map(({ from }) => from));
  if (outOf.length > 0 && outOf.length === senders.size) return as('down', 'taken-out');
  if (failed > 0) return as(failed === sent ? 'down' : 'deg', 'failing');
  if (outOf.length > 0) return as('deg', 'taken-out');
  if (faults.length > 0) return as('deg', faults[0]!.kind);
  if ((part.lagMs ?? 0) >= BEHIND_MS) return as('deg', 'behind');
  const isStandby = edges.some(({ to, kind, from }) => to === node.name && kind === 'held' && from !== null && !holds.includes(from));
  const isHolder = edges.some(({ to, kind, from }) => to === node.name && kind === 'held' && from !== null && holds.includes(from));
  const isUnasked = part.busyPct !== null && sent === 0 && part.busyPct === 0;
  return isUnasked || (isStandby && !isHolder && sent === 0) ? as('idle', null) : part;
}
