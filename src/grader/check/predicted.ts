import type { Exercise } from '../../course/course.ts';
import { measureMedian, type Simulated } from './runs.ts';

/**
 * What the prediction of an exercise is compared with, medians over the seeds: one for a number, one for each item of a ranking in the exercise's order;
 * null where a seed had nothing to measure. Empty for a curve, whose series stands in the report's runs.
 */
export function predicted({ predict: { form } }: Exercise, simulated: Simulated): (number | null)[] {
  if (form.kind === 'number') return [measureMedian(simulated, form.measure)];
  return form.kind === 'ranking' ? form.items.map((item) => measureMedian(simulated, item.measure)) : [];
}
