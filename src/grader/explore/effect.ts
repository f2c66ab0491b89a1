// What faults do to a design, in a form that is equal for faults with the very same effect: those are simulated once.
import type { Model } from '../../infrastructure/index.ts';
import type { Fault } from '../../simulation/index.ts';
import { hitsHost } from '../../simulation/faults.ts';
import { partsOf } from '../wiring/nodes.ts';

/** Reduces faults that begin together to what they do. Made once for a design. */
export type EffectOf = (faults: readonly Fault[]) => string;

/** From the largest to the smallest: what a larger fault has silenced, a smaller one at the same moment does not change. Schedules are in this order. */
const REACH: { [kind in Fault['kind']]: number } = { 'zone-loss': 0, 'machine-loss': 1, 'host-loss': 2, 'process-crash': 3, 'process-pause': 4, 'bad-answers': 5, slow: 6, partition: 7, 'load-spike': 8 };

/** Faults that begin together, the larger ones first. */
export function inOrder(faults: readonly Fault[]): Fault[] {
  return [...faults].sort((a, b) => a.atMs - b.atMs || REACH[a.kind] - REACH[b.kind]);
}

/**
 * The effect of faults that begin at one moment and do not end, each fault a part of it:
 * - the loss of a zone, machine or host is that of its hosts;
 * - what happens to a process on a lost host, or to a link of one, is nothing more;
 * - what happens to a crashed process is nothing more;
 * - a link cut one way is cut both ways, since a connection needs both, except between hosts that share a virtual address: adverts of VRRP need one.
 */
export function effectsOf(model: Model): EffectOf {
  const hostOf = new Map(partsOf(model).map(({ name, host }) => [name, host]));
  const adverts = new Set(model.virtualAddresses.flatMap(({ members }) => members.flatMap((a) => members.map((b) => `${a.host} ${b.host}`))));
  return (faults) => {
    const lost = new Set(model.hosts.filter((host) => faults.some((fault) => hitsHost(fault, host))).map(({ name }) => name));
    const crashed = new Set(faults.flatMap((fault) => (fault.kind === 'process-crash' ? [fault.target] : [])));
    const effects = new Set([...lost].map((host) => `lost ${host}`));
    for (const fault of faults) {
      if (fault.kind === 'partition') {
        if (!lost.has(fault.from) && !lost.has(fault.to)) for (const cut of cutsOf(fault.from, fault.to, fault.oneWay && adverts.has(`${fault.from} ${fault.to}`))) effects.add(cut);
      } else if ('target' in fault && !lost.has(hostOf.get(fault.target) ?? '') && (fault.kind === 'process-crash' || !crashed.has(fault.target))) {
        const { atMs, untilMs, ...what } = fault;
        effects.add(JSON.stringify(what));
      } else if (fault.kind === 'load-spike') effects.add(JSON.stringify(fault));
    }
    return [...effects].sort().join('\n');
  };
}

function cutsOf(a: string, b: string, oneWay: boolean): string[] {
  return oneWay ? [`cut ${a} ${b}`] : [`cut ${a} ${b}`, `cut ${b} ${a}`];
}
