// One group of rows over the time of a run, as a drawing: names, lines, failures, values at the ends, faults, moments.
import type { RunSeries } from '../../grader/report.ts';
import { type Drawing, type Mark, textWidth } from './drawing.ts';
import { axisTicks, barsPath, type ChartFrame, endValue, type FaultBand, faultBands, frameOf, linePath, xOf } from './geometry.ts';
import { type ChartGroup, type ChartRow, failedTotal, valueText } from './groups.ts';

/** Height of a row and, inside it, of a full value: with names beside the ink, and above it. */
const BESIDE = { row: 54, ink: 38 };
const STACKED = { row: 56, ink: 28 };
const AXIS_HEIGHT = 22;
/** One line of names of faults. */
const BAND_LINE = 16;

/** A group on the paper, with the place of each row that stands for a part of the design: what a finger or pointer hits. */
export interface GroupDrawing extends Drawing {
  rows: { name: string; x: number; y: number; width: number; height: number }[];
}

/** The time axis that all charts of a run and its scrubber share. */
export function runFrame({ seconds, servers, replicas }: Pick<RunSeries, 'seconds' | 'servers' | 'replicas'>, width: number): ChartFrame {
  return frameOf(width, seconds, [...servers, ...replicas].map(({ name }) => name));
}

/** Draws a group of a run for this width; all groups of a run share one time axis. `isNamed`: the faults are named above. */
export function drawGroup(group: ChartGroup, { seconds, events, servers, replicas }: Pick<RunSeries, 'seconds' | 'events' | 'servers' | 'replicas'>, width: number, isNamed: boolean): GroupDrawing {
  const frame = runFrame({ seconds, servers, replicas }, width);
  const bands = faultBands(events, frame.seconds);
  const labels = isNamed ? bandLabels(frame, bands) : { marks: [], height: 0 };
  const height = frame.isStacked ? STACKED : BESIDE;
  const top = labels.height + 4;
  const bottom = top + group.rows.length * height.row;
  return {
    width, height: bottom + AXIS_HEIGHT,
    marks: [
      ...bands.flatMap((band) => drawBand(frame, band, top, bottom)), ...labels.marks,
      ...group.rows.flatMap((row, index) => drawRow(frame, row, group, top + (index + 1) * height.row - 6, height.ink)),
      ...drawAxis(frame, events, bottom),
    ],
    rows: group.rows.flatMap(({ name, isHost }, index) => (isHost ? [{ name, x: 0, y: top + index * height.row, width: frame.isStacked ? width : frame.left - 4, height: height.row }] : [])),
  };
}

function drawRow(frame: ChartFrame, row: ChartRow, group: ChartGroup, base: number, ink: number): Mark[] {
  const failed = failedTotal(row);
  const end = valueText(endValue(row.values), group.unit);
  return [
    { kind: 'path', class: 'ch-base', d: `M${frame.left} ${base + 0.5}H${frame.right}` },
    ...(failed > 0 ? [{ kind: 'path', class: 'ch-failed', d: barsPath(frame, row.failed, group.max, base, ink) } as const] : []),
    { kind: 'path', class: 'ch-line', d: linePath(frame, row.values, group.max, base, ink) },
    ...(frame.isStacked ? labelsAbove(frame, row, end, failed, base - ink - 6) : labelsBeside(frame, row, end, failed, base)),
  ];
}

function labelsBeside(frame: ChartFrame, row: ChartRow, end: string, failed: number, base: number): Mark[] {
  return [
    { kind: 'text', class: nameClass(row), x: 0, y: row.note ? base - 16 : base - 8, anchor: 'start', text: row.name },
    ...(row.note ? [{ kind: 'text', class: 'ch-note', x: 0, y: base - 1, anchor: 'start', text: row.note } as const] : []),
    { kind: 'text', class: 'ch-value', x: frame.right + 8, y: failed > 0 ? base - 16 : base - 8, anchor: 'start', text: end },
    ...(failed > 0 ? [{ kind: 'text', class: 'ch-value failed', x: frame.right + 8, y: base - 1, anchor: 'start', text: valueText(failed, ' failed') } as const] : []),
  ];
}

function labelsAbove(frame: ChartFrame, row: ChartRow, end: string, failed: number, y: number): Mark[] {
  return [
    { kind: 'text', class: nameClass(row), x: 0, y, anchor: 'start', text: row.name, ...(row.note ? { tail: { class: 'ch-note', text: ` ${row.note}` } } : {}) },
    { kind: 'text', class: 'ch-value', x: frame.right, y, anchor: 'end', text: end, ...(failed > 0 ? { tail: { class: 'failed', text: `, ${valueText(failed, ' failed')}` } } : {}) },
  ];
}

const nameClass = ({ isHost }: ChartRow): string => (isHost ? 'ch-name' : 'ch-name plain');

function drawBand(frame: ChartFrame, band: FaultBand, top: number, bottom: number): Mark[] {
  const from = Math.round(xOf(frame, band.from));
  const until = Math.max(from + 1, Math.round(xOf(frame, band.until)));
  return [
    { kind: 'band', x: from, y: top, width: until - from, height: bottom - top },
    { kind: 'path', class: 'hatch-edge', d: `M${from} ${top}V${bottom}M${until} ${top}V${bottom}` },
  ];
}

/** Names of faults above their bands, in as many lines as they need. */
function bandLabels(frame: ChartFrame, bands: readonly FaultBand[]): { marks: Mark[]; height: number } {
  const ends: number[] = [];
  const marks = bands.map((band): Mark => {
    const length = textWidth(band.name);
    const at = xOf(frame, band.from);
    const isLeft = at + length > frame.width;
    const [from, until] = isLeft ? [Math.max(0, frame.width - length), frame.width] : [at, at + length];
    const free = ends.findIndex((end) => end + 8 <= from);
    const line = free < 0 ? ends.length : free;
    ends[line] = until;
    return { kind: 'text', class: 'ch-band', x: isLeft ? frame.width : Math.round(at), y: 12 + line * BAND_LINE, anchor: isLeft ? 'end' : 'start', text: band.name };
  });
  return { marks, height: ends.length * BAND_LINE };
}

function drawAxis(frame: ChartFrame, events: RunSeries['events'], bottom: number): Mark[] {
  return axisTicks(frame, events).flatMap((tick): Mark[] => [
    { kind: 'path', class: 'ch-tick', d: `M${tick.x} ${bottom - 5}v5` },
    { kind: 'text', class: `ch-axis ${tick.tone}`, x: tick.x, y: bottom + 14, anchor: tick.anchor, text: tick.text },
  ]);
}
