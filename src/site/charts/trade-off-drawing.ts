// What designs cost against how long their users wait, as a drawing: one mark a run, and the line that gold asks for.
import type { GoldLimit } from '../../course/course.ts';
import { formatNumber } from '../../grader/explain/numbers.ts';
import { type Mark, textWidth } from './drawing.ts';

/** One run on the drawing. */
export interface Weighed {
  run: number;
  passed: boolean;
  costUnits: number;
  p99Ms: number;
  /** null: the design has no database. */
  writesAtRisk: number | null;
}

/** What gold asks for on the two axes; null: nothing there. */
export interface GoldLines {
  costUnits: number | null;
  p99Ms: number | null;
}

/** The limits that lie on the axes of the drawing. */
export function goldLines(limits: readonly GoldLimit[], firstRun: string): GoldLines {
  const most = (metric: string): number | null => {
    const found = limits.find(({ query, run }) => query.metric === metric && (run === null || run === firstRun) && query.of === null && query.class === null && query.windowMs === null)?.limit;
    return found !== undefined && 'atMost' in found ? found.atMost : null;
  };
  return { costUnits: most('costUnits'), p99Ms: most('p99Ms') };
}

/** A run's place: `loss` where writes are at risk. */
export interface Spot {
  kind: 'ok' | 'waiting' | 'loss';
  x: number;
  y: number;
}

/** Marks of axes and labels, and the places of the glyphs over them. */
export interface TradeOffDrawing {
  width: number;
  height: number;
  marks: Mark[];
  spots: Spot[];
}

/** Fits beside the checks, and on the narrowest phone. */
const [WIDTH, HEIGHT] = [288, 188];
const [LEFT, RIGHT, TOP, BOTTOM] = [58, WIDTH - 14, 22, HEIGHT - 34];
const LINE = 14;

/** The drawing. The wait has a scale of ratios: a design without enough servers makes users wait ten times as long. */
export function drawTradeOff(runs: readonly Weighed[], gold: GoldLines, shown: number): TradeOffDrawing {
  const across = scaleOf([...runs.map(({ costUnits }) => costUnits), ...(gold.costUnits === null ? [] : [gold.costUnits])], LEFT + 24, RIGHT - 24, (value) => value);
  const up = scaleOf([...runs.map(({ p99Ms }) => p99Ms), ...(gold.p99Ms === null ? [] : [gold.p99Ms])], BOTTOM - 14, TOP + 22, (value) => Math.log(Math.max(value, 0.1)));
  const places = runs.map((one) => ({ ...one, x: across(one.costUnits), y: up(one.p99Ms) }));
  const spots = places.map(({ passed, writesAtRisk, x, y }): Spot => ({ kind: (writesAtRisk ?? 0) > 0 ? 'loss' : passed ? 'ok' : 'waiting', x, y }));
  const goldMarks: Mark[] = [
    ...(gold.costUnits === null ? [] : [{ kind: 'path' as const, class: 'to-gold', d: `M${across(gold.costUnits)} ${TOP}V${BOTTOM}` }]),
    ...(gold.p99Ms === null ? [] : [{ kind: 'path' as const, class: 'to-gold', d: `M${LEFT} ${up(gold.p99Ms)}H${RIGHT}` }]),
  ];
  return { width: WIDTH, height: HEIGHT, spots, marks: [{ kind: 'path', class: 'ch-base', d: `M${LEFT} ${TOP}V${BOTTOM}H${RIGHT}` }, ...goldMarks, ...axisMarks(places, across, up), ...goldNames(gold, across, up), ...runNames(places, shown)] };
}

/** From values to pixels; equal values stand in the middle. */
function scaleOf(values: readonly number[], from: number, to: number, measure: (value: number) => number): (value: number) => number {
  const measured = values.map(measure);
  const [least, most] = [Math.min(...measured), Math.max(...measured)];
  return (value) => Math.round(most === least ? (from + to) / 2 : from + ((to - from) * (measure(value) - least)) / (most - least));
}

type Place = Weighed & { x: number; y: number };

/** The costs that there are, and the shortest and the longest wait: no ticks but those. */
function axisMarks(places: readonly Place[], across: (value: number) => number, up: (value: number) => number): Mark[] {
  const costs = [...new Set(places.map(({ costUnits }) => costUnits))].sort((a, b) => a - b);
  const spaced = costs.filter((cost, at) => at === 0 || across(cost) - across(costs[0]!) >= 24 * at);
  const waits = places.map(({ p99Ms }) => p99Ms);
  const ends = [...new Set([Math.min(...waits), Math.max(...waits)])];
  return [
    ...spaced.map((cost): Mark => ({ kind: 'text', class: 'ch-axis', x: across(cost), y: BOTTOM + 15, anchor: 'middle', text: formatNumber(cost, 1) })),
    ...ends.map((wait): Mark => ({ kind: 'text', class: 'ch-axis', x: LEFT - 6, y: up(wait) + 4, anchor: 'end', text: waitText(wait) })),
    { kind: 'text', class: 'ch-note', x: RIGHT, y: BOTTOM + 30, anchor: 'end', text: 'cost, units' },
    { kind: 'text', class: 'ch-note', x: 0, y: 12, anchor: 'start', text: 'p99' },
  ];
}

function goldNames({ costUnits, p99Ms }: GoldLines, across: (value: number) => number, up: (value: number) => number): Mark[] {
  return [
    ...(costUnits === null ? [] : [{ kind: 'text' as const, class: 'to-gold-name', x: Math.min(across(costUnits), RIGHT - 40), y: TOP - 8, anchor: 'middle' as const, text: `gold: ${formatNumber(costUnits, 1)} or less` }]),
    ...(p99Ms === null ? [] : [{ kind: 'text' as const, class: 'to-gold-name', x: RIGHT, y: up(p99Ms) - 5, anchor: 'end' as const, text: `gold: ${waitText(p99Ms)} or less` }]),
  ];
}

const waitText = (ms: number): string => (ms < 1000 ? `${formatNumber(ms, 0)} ms` : `${formatNumber(ms / 1000, 1)} s`);

/** Names beside the marks, the one that is shown first; where none of four places is free, the table has to do. */
function runNames(places: readonly Place[], shown: number): Mark[] {
  const taken = places.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));
  return [...places].sort((a, b) => Number(b.run === shown) - Number(a.run === shown) || b.run - a.run).flatMap((place): Mark[] => {
    const text = `run ${place.run}${(place.writesAtRisk ?? 0) > 0 ? `, ${formatNumber(place.writesAtRisk!, 0)} at risk` : ''}`;
    const wide = textWidth(text);
    const middle = Math.max(LEFT + 4, Math.min(place.x - wide / 2, WIDTH - wide));
    const sides = [[place.x + 10, place.y + 4], [place.x - 10 - wide, place.y + 4], [middle, place.y - 10], [middle, place.y + 20]] as const;
    for (const [left, base] of sides) {
      const box = { left, right: left + wide, top: base - LINE + 4, bottom: base + 3 };
      if (box.left < LEFT + 2 || box.right > WIDTH || box.top < TOP || box.bottom > BOTTOM || taken.some((one) => one.left < box.right && box.left < one.right && one.top < box.bottom && box.top < one.bottom)) continue;
      taken.push(box);
      return [{ kind: 'text', class: place.run === shown ? 'to-run shown' : 'to-run', x: Math.round(left), y: base, anchor: 'start', text }];
    }
    return [];
  });
}

/** The drawing in words. */
export function describeTradeOff(runs: readonly Weighed[]): string {
  return `Cost against the wait of 99 of 100 users. ${runs.map(({ run, passed, costUnits, p99Ms, writesAtRisk }) => `Run ${run}${passed ? ', passed' : ''}: ${formatNumber(costUnits, 1)} units, ${waitText(p99Ms)}${(writesAtRisk ?? 0) > 0 ? `, ${formatNumber(writesAtRisk!, 0)} writes at risk` : ''}.`).join(' ')}`;
}
