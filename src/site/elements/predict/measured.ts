// What a run measured of what was predicted, in the prediction's own form, and how near the two are.
import type { ExercisePrediction, Sketch } from '../../../course/learning.ts';
import type { Report, RunSeries } from '../../../grader/report.ts';
import { scoreOf } from '../../learn/outcome.ts';
import type { MadePrediction } from '../../records/prediction.ts';
import type { Given } from './given.ts';

type Curve = ExercisePrediction['form'] & { kind: 'curve' };

/** The prediction with what a report measured; null when the report has nothing to compare it with. */
export function compared(prediction: MadePrediction, { form }: ExercisePrediction, report: Report): MadePrediction | null {
  const { given } = prediction;
  const measured = measuredOf(form, given, report);
  if (measured === null) return null;
  return { ...prediction, measured, score: scoreOf(given, measured) };
}

function measuredOf(form: ExercisePrediction['form'], given: Given, report: Report): Given | null {
  const { predicted } = report;
  if (form.kind === 'number') return predicted[0] ?? null;
  if (form.kind === 'curve') {
    const values = relativeSeries(form, report.runs);
    return values === null ? null : nearestCurve(form.options, values);
  }
  if (predicted.length === 0 || predicted.includes(null)) return null;
  const rows = form.items.map(({ id }, at) => ({ id, value: predicted[at]!, said: (given as string[]).indexOf(id) }));
  // Equal values may stand either way round, so they stand as they were predicted.
  return rows.sort((one, other) => other.value - one.value || one.said - other.said).map(({ id }) => id);
}

/** The measured series of a curve between 0 and 1, one point a second: busy workers of all, everything else of its largest value. Null: the report has none. */
export function relativeSeries({ run, series, of }: Curve, runs: readonly RunSeries[]): (number | null)[] | null {
  const found = runs.find((one) => one.run === run);
  if (found === undefined) return null;
  const values = series === 'requests' || series === 'failed' || series === 'p99Ms' ? found[series] : found.servers.find(({ name }) => name === of)?.[series];
  if (values === undefined) return null;
  const top = series === 'busyPct' ? 100 : Math.max(0, ...values.map((value) => value ?? 0)) || 1;
  return values.map((value) => (value === null ? null : value / top));
}

/** Id of the sketch with the smallest mean distance to the values, both from 0 to 1; of two equal ones the first. */
export function nearestCurve(options: readonly Sketch[], values: readonly (number | null)[]): string | null {
  const distance = ({ points }: Sketch): number => values.reduce<number>((sum, value, second) => sum + (value === null ? 0 : Math.abs(value - at(points, (second + 0.5) / values.length))), 0);
  const rows = options.map((option) => ({ id: option.id, distance: distance(option) }));
  return rows.reduce<(typeof rows)[number] | null>((best, row) => (best !== null && best.distance <= row.distance ? best : row), null)?.id ?? null;
}

/** y of a sketch at a share of its width. */
function at(points: readonly number[], share: number): number {
  const place = share * (points.length - 1);
  const before = Math.min(Math.floor(place), points.length - 2);
  return points[before]! + (points[before + 1]! - points[before]!) * (place - before);
}
