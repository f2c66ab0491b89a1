// Where the ink of a chart over time goes: numbers in, coordinates out. Drawn again for each width, never scaled, so that text stays 12 px.
import { formatMoment } from '../../grader/explain/numbers.ts';
import type { HistoryEvent } from '../../simulation/history.ts';
import { textWidth } from './drawing.ts';
import { faultText } from '../../grader/explain/fault-text.ts';
import { polyline, short, type Point } from './path.ts';

/** Rows share one time axis; lengths in CSS pixels. */
export interface ChartFrame {
  width: number;
  /** Left end of the time axis. */
  left: number;
  /** Right end of the time axis. */
  right: number;
  /** Length of the time axis in seconds, at least 1. */
  seconds: number;
  /** Names and values stand above their rows; otherwise before and after them. */
  isStacked: boolean;
}

/** A stretch of time in which a fault holds; seconds of the run. */
export interface FaultBand {
  from: number;
  until: number;
  name: string;
}

/** A mark on the time axis. */
export interface AxisTick {
  x: number;
  text: string;
  anchor: 'start' | 'middle' | 'end';
  tone: 'plain' | 'down' | 'ok';
}

/** Below this width names stand above their rows. */
const STACKED_BELOW = 480;
const NAME_WIDTH = 88;
const VALUE_WIDTH = 92;
/** Pixels between two texts on the axis. */
const TICK_SPACE = 40;

/** The frame for a pane of this width (240 or more), a run of this many seconds, and rows with these names. */
export function frameOf(width: number, seconds: number, names: readonly string[] = []): ChartFrame {
  const widest = Math.max(NAME_WIDTH, ...names.map((name) => Math.ceil(textWidth(name, true)) + 16));
  const isStacked = width < STACKED_BELOW || widest > width / 3;
  const [left, right] = isStacked ? [1, width - 1] : [widest, width - VALUE_WIDTH];
  return { width, left, right, seconds: Math.max(1, seconds), isStacked };
}

/** Position of a second on the time axis. */
export function xOf(frame: ChartFrame, second: number): number {
  return round(frame.left + ((frame.right - frame.left) * Math.min(Math.max(second, 0), frame.seconds)) / frame.seconds);
}

/** The moment at a position of the time axis, milliseconds; beyond its ends that of the end. */
export function msAt({ left, right, seconds }: ChartFrame, x: number): number {
  return (Math.min(Math.max(x - left, 0), right - left) / (right - left)) * seconds * 1000;
}

/** The smallest of 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10 × 10ⁿ that is at least the largest value; 1 for no values. */
export function niceMax(values: readonly (number | null)[]): number {
  const largest = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
  if (largest <= 0) return 1;
  let power = 1;
  while (power * 10 <= largest) power *= 10;
  while (power > largest) power /= 10;
  return [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].map((step) => step * power).find((step) => step >= largest * 0.999) ?? power * 10;
}

/** Path of a line through one value a second, drawn in the middle of its second; a gap where there is no value. `base` is the y of 0. */
export function linePath(frame: ChartFrame, values: readonly (number | null)[], max: number, base: number, height: number): string {
  const each = secondsEach(frame);
  return polyline(binned(values, each).map((value, at): Point | null => (
    value === null ? null : [xOf(frame, Math.min((at + 0.5) * each, (at * each + values.length) / 2)), base - (Math.min(value, max) / max) * height]
  )));
}

/** Path of one solid bar a second that stands on the base line, for failures; empty where there are none. */
export function barsPath(frame: ChartFrame, values: readonly number[], max: number, base: number, height: number): string {
  const each = secondsEach(frame);
  let path = '';
  let open: { from: number; until: number; tall: number } | null = null;
  const close = (): void => {
    if (open !== null) path += `M${short(open.from)} ${short(base)}v${short(-open.tall)}h${short(Math.max(1, open.until - open.from))}V${short(base)}z`;
    open = null;
  };
  binned(values, each).forEach((value, at) => {
    if (value === null || value <= 0) return close();
    const [from, until] = [Math.round(xOf(frame, at * each)), Math.round(xOf(frame, (at + 1) * each))];
    const tall = Math.max(1, Math.round((Math.min(value, max) / max) * height));
    // A pixel more or less is noise: one bar is a shorter path than many.
    if (open !== null && Math.abs(open.tall - tall) <= 1) open.until = until;
    else {
      close();
      open = { from, until, tall };
    }
  });
  close();
  return path;
}

/** Seconds that share a point: as many as lie on one pixel. */
function secondsEach({ left, right, seconds }: ChartFrame): number {
  return Math.max(1, Math.ceil(seconds / Math.max(1, right - left)));
}

/** Means over `each` values at a time; null where there is none. */
export function binned(values: readonly (number | null)[], each: number): (number | null)[] {
  if (each === 1) return [...values];
  return Array.from({ length: Math.ceil(values.length / each) }, (_, at) => mean(values.slice(at * each, (at + 1) * each)));
}

/** Mean of the values that are there; null for none. */
export function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** Mean of the values of the last ten seconds that have one, for the label at the end of a line; null when there is none. */
export function endValue(values: readonly (number | null)[]): number | null {
  return mean(values.slice(-10));
}

/** The faults of a run as stretches of time; one that never ends lasts to the end of the run. */
export function faultBands(events: readonly HistoryEvent[], seconds: number): FaultBand[] {
  const bands: FaultBand[] = [];
  for (const event of events) {
    const name = faultText(event);
    if (event.kind === 'fault-begins') bands.push({ from: event.atMs / 1000, until: seconds, name });
    if (event.kind === 'fault-ends') {
      const open = bands.find((band) => band.name === name && band.until === seconds);
      if (open) open.until = event.atMs / 1000;
    }
  }
  return bands;
}

/** Marks at the ends of the axis and at the moments that matter, without those that would overlap. */
export function axisTicks(frame: ChartFrame, events: readonly HistoryEvent[]): AxisTick[] {
  const [first, last] = frame.isStacked ? (['start', 'end'] as const) : (['middle', 'middle'] as const);
  const ticks: AxisTick[] = [
    { x: frame.left, text: '0', anchor: first, tone: 'plain' },
    { x: frame.right, text: `${frame.seconds} s`, anchor: last, tone: 'plain' },
  ];
  const isFree = (x: number): boolean => ticks.every((tick) => Math.abs(tick.x - x) >= TICK_SPACE + (tick.anchor === 'end' ? 16 : 0));
  for (const event of events) {
    const x = xOf(frame, event.atMs / 1000);
    if (isFree(x)) ticks.push({ x, text: formatMoment(event.atMs).replace(' s', ''), anchor: 'middle', tone: toneOf(event.kind) });
  }
  if (ticks.length === 2) {
    const step = evenStep(frame);
    for (let second = step; second < frame.seconds; second += step) {
      const x = xOf(frame, second);
      if (isFree(x)) ticks.push({ x, text: String(second), anchor: 'middle', tone: 'plain' });
    }
  }
  return ticks.sort((one, other) => one.x - other.x);
}

function evenStep(frame: ChartFrame): number {
  return [10, 15, 20, 30, 60, 120, 300, 600].find((step) => (step / frame.seconds) * (frame.right - frame.left) >= 56) ?? 600;
}

/** Whether an event takes something away, gives it back, or neither. */
export function toneOf(kind: HistoryEvent['kind']): AxisTick['tone'] {
  if (kind === 'fault-begins' || kind === 'server-down') return 'down';
  return kind === 'server-up' || kind === 'promoted' ? 'ok' : 'plain';
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
