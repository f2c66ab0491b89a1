// What goes along each connection of a design at a moment: how much, and whether it arrives.
import type { RunSeries } from '../../grader/report.ts';
import type { Wiring, WiringEdge } from '../../grader/wiring.ts';
import { sidesOf } from './changes.ts';
import { isDead, type PartState, type RunState } from './state-at.ts';

/** One connection at a moment. */
export interface EdgeState {
  from: string | null;
  to: string;
  kind: WiringEdge['kind'];
  /** 0: nothing; 1 to 3: little, more, much, as part of the most that users ask for in the run. */
  weight: 0 | 1 | 2 | 3;
  /** What is sent along it comes to nothing. */
  isFailing: boolean;
}

/** Parts of the most requests in a second from which a connection is heavier. */
const MORE = 0.2;
const MUCH = 0.6;

/**
 * Every connection, with that of replication as it is after a promotion. A series counts what arrives at a part, not from whom:
 * those who send to the same part are taken to send alike.
 */
export function edgeStates(series: RunSeries, wiring: Wiring, state: RunState): EdgeState[] {
  const most = series.requests.reduce((max, count) => Math.max(max, count), 1);
  const flows = new Flows(wiring, state);
  return wiring.edges.map((wired) => {
    const edge = afterPromotion(wired, state);
    if (edge.kind === 'replication') return replicationState(edge, wired, flows);
    const share = flows.along(wired) / most;
    const to = flows.part(edge.to);
    const isLost = to !== undefined && (isDead(to) || to.reason === 'unowned' || (to.failed > 0 && to.failed * 2 >= to.sent));
    const isFailing = (share > 0 && isLost) || (flows.isLive(edge.from) && isCut(flows, edge, state));
    return { from: edge.from, to: edge.to, kind: edge.kind, weight: share === 0 ? 0 : share < MORE ? 1 : share < MUCH ? 2 : 3, isFailing };
  });
}

function afterPromotion(edge: WiringEdge, { changes: { promoted } }: RunState): WiringEdge {
  return edge.kind !== 'replication' || promoted === null || edge.to === promoted ? edge : { ...edge, from: promoted };
}

function replicationState(edge: WiringEdge, wired: WiringEdge, flows: Flows): EdgeState {
  const ends = [edge.from, edge.to].map((name) => flows.part(name ?? ''));
  const isBroken = ends.some((part) => part !== undefined && isDead(part));
  // A new primary takes nothing from the old one any more, and an old one nothing from the new one.
  const isOver = wired.to === flows.promoted || flows.formers.has(wired.to);
  return { from: edge.from, to: edge.to, kind: 'replication', weight: isOver ? 0 : 1, isFailing: !isOver && isBroken };
}

function isCut(flows: Flows, { from, to }: WiringEdge, { faults }: RunState): boolean {
  const [one, other] = [from, to].map((name) => flows.part(name ?? '')?.node.host ?? null);
  return one != null && other != null && faults.some(({ kind, at }) => kind === 'partition' && sidesOf(at).includes(one) && sidesOf(at).includes(other));
}

/** How many requests a second go where. */
class Flows {
  readonly promoted: string | null;
  readonly formers: ReadonlySet<string>;
  readonly #wiring: Wiring;
  readonly #state: RunState;
  readonly #parts: ReadonlyMap<string, PartState>;
  readonly #through = new Map<string, number>();

  constructor(wiring: Wiring, state: RunState) {
    this.#wiring = wiring;
    this.#state = state;
    this.promoted = state.changes.promoted;
    this.formers = state.changes.formers;
    this.#parts = new Map(state.parts.map((part) => [part.node.name, part]));
  }

  part(name: string): PartState | undefined {
    return this.#parts.get(name);
  }

  /** Whether a sender sends: it is alive, and users reach it. */
  isLive(name: string | null): boolean {
    const part = name === null ? undefined : this.#parts.get(name);
    return part === undefined ? name === null : !isDead(part) && part.tone !== 'idle';
  }

  along(edge: WiringEdge): number {
    if (edge.from === null) return this.#state.requests;
    if (!this.#carries(edge)) return 0;
    const senders = this.#wiring.edges.filter(({ to, kind, from }) => to === edge.to && kind !== 'replication' && from !== null).filter((one) => this.#carries(one));
    return this.#into(edge.to) / Math.max(1, senders.length);
  }

  #carries({ from, to, kind, server }: WiringEdge): boolean {
    const sender = this.#parts.get(from ?? '');
    if (sender === undefined) return from === null;
    if (kind === 'held') return sender.holds.includes(this.#parts.get(to)?.node.host ?? '');
    return this.isLive(from) && !(server !== null && this.#state.changes.out.has(`${from} ${server}`));
  }

  /** What reaches a part: of applications and nodes it is counted, of everything before them it is what goes on from there. */
  #into(name: string): number {
    const part = this.#parts.get(name);
    if (part === undefined || part.busyPct !== null) return part?.sent ?? 0;
    const known = this.#through.get(name);
    if (known !== undefined) return known;
    this.#through.set(name, 0);
    const out = this.#wiring.edges.filter(({ from, kind }) => from === name && kind !== 'replication').reduce((sum, edge) => sum + this.along(edge), 0);
    this.#through.set(name, out);
    return out;
  }
}
