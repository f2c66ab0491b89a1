// One metric over the rate, as a drawing: a dot for each rate that was measured, and the numbers at its ends and where it turns.
import { formatNumber } from '../../grader/explain/numbers.ts';
import { type Drawing, type Mark, textWidth } from './drawing.ts';
import { niceMax } from './geometry.ts';
import { type Point, polyline } from './path.ts';

/** A measured curve; `y` is null where nothing was measured. */
export interface Curve {
  points: readonly { x: number; y: number | null }[];
  unit: string;
  /** Name of the x axis. */
  x: string;
}

type Known = { x: number; y: number };

const TOP = 28;
const AXIS = 44;
/** Height of a full value: from a drawing of 480 px, and in a narrower one. */
const WIDE = 220;
const NARROW = 170;

/** Draws a curve for this width, with values from 0. */
export function drawCurve(curve: Curve, width: number): Drawing {
  const known = knownOf(curve);
  const height = width >= 480 ? WIDE : NARROW;
  const base = TOP + height;
  const max = niceMax(known.map(({ y }) => y));
  const [least, most] = [curve.points[0]!.x, curve.points.at(-1)!.x];
  const [left, right] = [6, width - 6];
  const place = ({ x, y }: Known): Point => [left + ((x - least) / (most - least)) * (right - left), base - (y / max) * height];
  const moments = momentsOf(known);
  return {
    width, height: base + AXIS,
    marks: [
      { kind: 'path', class: 'ch-base', d: `M0 ${base + 0.5}H${width}` },
      { kind: 'path', class: 'ch-line', d: polyline(curve.points.map(({ x, y }) => (y === null ? null : place({ x, y })))) },
      { kind: 'path', class: 'ch-dots', d: known.map((point) => dot(place(point))).join('') },
      ...valueLabels(moments, known, curve.unit, place, width),
      ...axis(moments, curve, place, base, width),
    ],
  };
}

/** What the curve does, in a sentence. */
export function describeCurve(curve: Curve): string {
  const moments = momentsOf(knownOf(curve)).map(({ x, y }) => `${axisText(x)} (${curve.x}): ${valueOf(y, curve.unit)}`);
  return `A curve over ${curve.points.length} rates. ${moments.join('; ')}.`;
}

/** A value with its unit, whole from 10. */
export function valueOf(y: number | null, unit: string): string {
  return y === null ? '–' : `${formatNumber(y, y < 10 ? 1 : 0)}\u00a0${unit}`;
}

/** A value of the x axis. */
export const axisText = (x: number): string => formatNumber(x, x < 10 ? 2 : 0);

function knownOf(curve: Curve): Known[] {
  return curve.points.flatMap(({ x, y }) => (y === null ? [] : [{ x, y }]));
}

/** The first point, the one where the curve turns, and the last. */
function momentsOf(known: readonly Known[]): Known[] {
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || first === last) return first === undefined ? [] : [first];
  const turn = turnOf(known, first, last);
  return turn === null ? [first, last] : [first, turn, last];
}

/** The point that is farthest from the line between the ends, both axes taken as equally long; null where none is far. */
function turnOf(known: readonly Known[], first: Known, last: Known): Known | null {
  const high = Math.max(...known.map(({ y }) => y)) || 1;
  const aside = ({ x, y }: Known): number => Math.abs(y - chordAt(x, first, last)) / high;
  const turn = known.reduce((best, point) => (aside(point) > aside(best) ? point : best));
  return aside(turn) < 0.1 ? null : turn;
}

function dot([x, y]: Point): string {
  const [cx, cy] = [Math.round(x * 2) / 2, Math.round(y * 2) / 2];
  return `M${cx - 2.5} ${cy}a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0`;
}

/** Beside the point, on the side where the curve is not; none where it would cover another. */
function valueLabels(moments: readonly Known[], known: readonly Known[], unit: string, place: (point: Known) => Point, width: number): Mark[] {
  const [first, last] = [moments[0], moments.at(-1)];
  const taken: { from: number; until: number; y: number }[] = [];
  // The ends first: they say more than the turn.
  return [...new Set([first, last, ...moments])].flatMap((point): Mark[] => {
    if (point === undefined) return [];
    const text = valueOf(point.y, unit);
    const [x, y] = place(point);
    const isAbove = point === first || point === last || point.y <= chordAt(point.x, first!, last!);
    const isBefore = point === last || (point !== first && isAbove === last!.y > first!.y);
    const aside = point === first ? -4 : point === last ? 4 : isBefore ? -6 : 6;
    const at = Math.round(Math.min(width, Math.max(0, x + aside)));
    const from = isBefore ? at - textWidth(text) : at;
    const until = from + textWidth(text);
    // What the curve does over the text: the text stands above that.
    const over = known.map(place).filter(([other]) => other >= from && other <= until).map(([, other]) => other);
    const baseline = Math.round(isAbove ? Math.min(y, ...over) - 9 : y + 19);
    if (taken.some((other) => from < other.until + 8 && other.from < until + 8 && Math.abs(other.y - baseline) < 16)) return [];
    taken.push({ from, until, y: baseline });
    return [{ kind: 'text', class: 'ch-value', x: at, y: baseline, anchor: isBefore ? 'end' : 'start', text }];
  });
}

/** On the line between two points. */
function chordAt(x: number, first: Known, last: Known): number {
  return first.y + ((x - first.x) / (last.x - first.x)) * (last.y - first.y);
}

function axis(moments: readonly Known[], curve: Curve, place: (point: Known) => Point, base: number, width: number): Mark[] {
  const [left, right] = [moments[0], moments.at(-1)];
  const ticks = moments.flatMap((point): Mark[] => {
    const x = Math.round(place(point)[0]);
    const isClose = point !== left && point !== right && [left, right].some((end) => Math.abs(place(end!)[0] - x) < 44);
    if (isClose) return [];
    const [anchor, at] = point === left ? (['start', 0] as const) : point === right ? (['end', width] as const) : (['middle', x] as const);
    return [{ kind: 'path', class: 'ch-tick', d: `M${x} ${base}v5` }, { kind: 'text', class: 'ch-axis', x: at, y: base + 18, anchor, text: axisText(point.x) }];
  });
  return [...ticks, { kind: 'text', class: 'ch-axis', x: width, y: base + 36, anchor: 'end', text: curve.x }];
}
