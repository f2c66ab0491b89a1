// Which answered writes would be lost: what no node has that would survive the faults of the scenario.
import { widen } from '../engine/columns.ts';
import type { Layout } from '../layout/layout.ts';
import type { World } from '../world.ts';
import { hitsHost } from '../faults.ts';
import { MOST_AT_RISK, STRAY } from './replicas.ts';

/** The node that writes belong to: the first one that replicates from nobody; −1 without a database. */
export function primaryPlace(world: World): number {
  return world.layout.node.findIndex((node) => node !== null && node.source < 0);
}

function survives(world: World, place: number): boolean {
  const { faults, layout } = world;
  const host = layout.model.hosts[layout.host[place]];
  return !faults.some((fault) => (fault.kind === 'process-crash' && fault.target === layout.names[place]) || (host !== undefined && hitsHost(fault, host)));
}

/** What each answer of the primary about a write found on the other nodes: so the risk under faults that are added later can still be told. */
export interface Answers {
  count: { rows: Int32Array };
  /** The answered position, then what each node had received; one row after the other. */
  rows: { values: Int32Array };
  /** Numbers in a row. */
  width: number;
}

/** No answers yet. */
export function createAnswers(layout: Layout): Answers {
  const width = layout.nodeCount + 1;
  return { count: { rows: new Int32Array(1) }, rows: { values: new Int32Array(64 * width) }, width };
}

function keepAnswer({ layout, replicas }: World, { count, rows, width }: Answers, position: number): void {
  const at = count.rows[0]++ * width;
  if (at === rows.values.length) widen(rows);
  rows.values[at] = position;
  for (let node = 1; node < width; node++) rows.values[at + node] = replicas.received[layout.placeCount - width + node];
}

/** Reckons anew how many answered writes were at risk so far, under the faults that are known by now. */
export function reviewRisk(world: World): void {
  const { answers, layout, replicas, risk } = world;
  if (answers === null) return;
  const { count, rows: { values }, width } = answers;
  let most = 0;
  for (let at = 0; !risk.primarySurvives && at < count.rows[0] * width; at += width) {
    let safe = 0;
    for (const place of risk.survivors) safe = Math.max(safe, values[at + width + place - layout.placeCount]);
    most = Math.max(most, values[at] - safe);
  }
  replicas.totals[MOST_AT_RISK] = most;
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
  if (place !== risk.primary) return;
  if (world.answers !== null) keepAnswer(world, world.answers, replicas.answered[place]);
  if (risk.primarySurvives) return;
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
