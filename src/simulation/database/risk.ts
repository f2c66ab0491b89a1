// Which answered writes would be lost: what no node has that would survive the faults of the scenario.
import type { World } from '../world.ts';
import { hitsHost } from '../faults.ts';
import { MOST_AT_RISK, STRAY } from './replicas.ts';

/** The node that writes belong to: the first one that replicates from nobody; −1 without a database. */
export function primaryPlace(world: World): number {
  return world.layout.node.findIndex((node) => node !== null && node.source < 0);
}

function survives(world: World, place: number): boolean {
  const { layout, scenario } = world;
  const host = layout.model.hosts[layout.host[place]];
  return !scenario.faults.some((fault) => (fault.kind === 'process-crash' && fault.target === layout.names[place]) || (host !== undefined && hitsHost(fault, host)));
}

/** What decides which writes are at risk: known before the first event. */
export interface Risk { primary: number; primarySurvives: boolean; survivors: number[] }

/** Which nodes outlive every fault of the scenario. */
export function compileRisk(world: World): Risk {
  const primary = primaryPlace(world);
  const survivors = world.layout.node.flatMap((node, place) => (node !== null && place !== primary && survives(world, place) ? [place] : []));
  return { primary, primarySurvives: primary < 0 || survives(world, primary), survivors };
}

/** A client was told that a write is safe. */
export function noteAnswered(world: World, place: number, position: number): void {
  const { replicas, risk } = world;
  // On a replica, or on a node beside the primary that nobody promoted: the primary will never have it.
  if (replicas.source[place] >= 0 || (place !== replicas.primary[0] && replicas.fork[place] < 0)) replicas.totals[STRAY]++;
  replicas.answered[place] = Math.max(replicas.answered[place], position);
  if (place !== risk.primary || risk.primarySurvives) return;
  let safe = 0;
  for (const other of risk.survivors) safe = Math.max(safe, replicas.received[other]);
  replicas.totals[MOST_AT_RISK] = Math.max(replicas.totals[MOST_AT_RISK], replicas.answered[place] - safe);
}

/** Whether a node can answer. */
export function isAlive(world: World, place: number): boolean {
  return world.processes.silent[place] === 0 && world.processes.crashed[place] === 0;
}

/** Answered writes that are missing on the primary at the end; where it is dead, on the most advanced node that lives. What a primary answered beyond its fork is missing, too. */
export function lostWrites(world: World): number {
  const { layout, replicas } = world;
  const primary = replicas.primary[0];
  if (primary < 0) return 0;
  let lost = replicas.totals[STRAY];
  let safe = 0;
  for (let other = 0; other < layout.placeCount; other++) {
    if (layout.node[other] === null || other === primary) continue;
    if (replicas.fork[other] >= 0) lost += Math.max(0, replicas.answered[other] - replicas.fork[other]);
    else if (isAlive(world, other)) safe = Math.max(safe, replicas.received[other]);
  }
  return isAlive(world, primary) ? lost : lost + Math.max(0, replicas.answered[primary] - safe);
}

/** Writes that clients know to be safe, on all nodes that were the primary. */
export function answeredWrites(world: World): number {
  const { layout, replicas } = world;
  const primary = replicas.primary[0];
  let count = primary < 0 ? 0 : replicas.answered[primary];
  for (let place = 0; place < layout.placeCount; place++) {
    if (replicas.fork[place] >= 0) count += Math.max(0, replicas.answered[place] - replicas.fork[place]);
  }
  return count;
}
