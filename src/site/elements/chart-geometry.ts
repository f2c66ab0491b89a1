// Where the ink of a chart goes: numbers in, coordinates out. Drawn again for each width, never scaled, so that text stays 12 px.
import { formatMoment } from '../../grader/explain/numbers.ts';
import type { HistoryEvent } from '../../simulation/history.ts';

/** Rows share one time axis; lengths in CSS pixels. */
export interface ChartFrame {
  width: number;
  /** Left end of the time axis; the rows' names stand before it. */
  left: number;
  /** Right end of the time axis; the last values stand after it. */
  right: number;
  /** Length of the time axis in seconds, at least 1. */
  seconds: number;
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

const NAME_WIDTH = 88;
const VALUE_WIDTH = 84;

/** The frame for a pane of this width (240 or more) and a run of this many seconds. */
export function frameOf(width: number, seconds: number): ChartFrame {
  return { width, left: NAME_WIDTH, right: Math.max(NAME_WIDTH + 60, width - VALUE_WIDTH), seconds: Math.max(1, seconds) };
}

/** Position of a second on the time axis. */
export function xOf(frame: ChartFrame, second: number): number {
  return round(frame.left + ((frame.right - frame.left) * Math.min(Math.max(second, 0), frame.seconds)) / frame.seconds);
}

/** The smallest of 1, 2, 2.5, 5 × 10ⁿ that is at least the largest value; 1 for no values. */
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
  let path = '';
  let isPenUp = true;
  values.forEach((value, second) => {
    if (value === null) {
      isPenUp = true;
      return;
    }
    const y = round(base - (Math.min(value, max) / max) * height);
    path += `${isPenUp ? 'M' : 'L'}${xOf(frame, second + 0.5)} ${y}`;
    isPenUp = false;
  });
  return path;
}

/** Path of one solid bar a second that hangs from the base line, for failures; empty where there are none. */
export function barsPath(frame: ChartFrame, values: readonly number[], max: number, base: number, height: number): string {
  let path = '';
  values.forEach((value, second) => {
    if (value <= 0) return;
    const from = xOf(frame, second);
    const until = Math.max(from + 1, xOf(frame, second + 1));
    const tall = Math.max(1, round((Math.min(value, max) / max) * height));
    path += `M${from} ${base}V${round(base - tall)}H${round(until)}V${base}Z`;
  });
  return path;
}

/** Mean of the values of the last ten seconds that have one, for the label at the end of a line; null when there is none. */
export function endValue(values: readonly (number | null)[]): number | null {
  const last = values.slice(-10).filter((value) => value !== null);
  return last.length === 0 ? null : last.reduce((sum, value) => sum + value, 0) / last.length;
}

/** The faults of a run as stretches of time; one that never ends lasts to the end of the run. */
export function faultBands(events: readonly HistoryEvent[], seconds: number): FaultBand[] {
  const bands: FaultBand[] = [];
  for (const event of events) {
    const name = [event.at, event.about].filter(Boolean).join(' ');
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
  const ticks: AxisTick[] = [
    { x: frame.left, text: '0', anchor: 'middle', tone: 'plain' },
    { x: frame.right, text: `${frame.seconds} s`, anchor: 'middle', tone: 'plain' },
  ];
  for (const event of events) {
    const x = xOf(frame, event.atMs / 1000);
    const isFree = ticks.every((tick) => Math.abs(tick.x - x) >= 40);
    if (isFree) ticks.push({ x, text: formatMoment(event.atMs).replace(' s', ''), anchor: 'middle', tone: toneOf(event.kind) });
  }
  if (ticks.length === 2) {
    const step = evenStep(frame);
    for (let second = step; second < frame.seconds; second += step) {
      const x = xOf(frame, second);
      if (frame.right - x >= 40) ticks.push({ x, text: String(second), anchor: 'middle', tone: 'plain' });
    }
  }
  return ticks.sort((one, other) => one.x - other.x);
}

function evenStep(frame: ChartFrame): number {
  return [10, 15, 20, 30, 60, 120, 300, 600].find((step) => (step / frame.seconds) * (frame.right - frame.left) >= 56) ?? 600;
}

function toneOf(kind: HistoryEvent['kind']): AxisTick['tone'] {
  if (kind === 'fault-begins' || kind === 'server-down') return 'down';
  return kind === 'server-up' || kind === 'promoted' ? 'ok' : 'plain';
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
