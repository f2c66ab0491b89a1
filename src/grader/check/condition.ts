import type { Condition, FieldTest } from '../../course/course.ts';
import type { Diagnostic } from '../source/diagnostic.ts';
import { matchesPattern, valuesAt } from './field-pattern.ts';
import { holds } from './limit.ts';
import { measureMedian, type Simulated } from './runs.ts';

/** What a diagnosis can look at. */
export interface Evidence {
  /** The learner's object, as it came out of the sandbox. */
  design: unknown;
  problems: Diagnostic[];
  /** null for a design that was not simulated: no condition on a metric holds. */
  simulated: Simulated | null;
  /** Run of the check that the diagnosis explains. */
  checkRun: string | null;
}

/** Whether one condition of a diagnosis holds. */
export function conditionHolds(condition: Condition, evidence: Evidence): boolean {
  switch (condition.on) {
    case 'metric': {
      if (evidence.simulated === null) return false;
      const { query, run } = condition;
      return holds(condition.limit, measureMedian(evidence.simulated, { query, run: run ?? evidence.checkRun }));
    }
    case 'field':
      return fieldHolds(condition.test, valuesAt(evidence.design, condition.path));
    case 'problem':
      return evidence.problems.some(({ code, path }) => code === condition.code && matchesPattern(condition.path, path));
  }
}

function fieldHolds(test: FieldTest, values: unknown[]): boolean {
  if ('is' in test) return values.some((value) => value === test.is);
  if ('limit' in test) return values.some((value) => typeof value === 'number' && holds(test.limit, value));
  if ('repeated' in test) return (new Set(values).size < values.length) === test.repeated;
  if ('absent' in test) return values.length === 0;
  return holds(test.count, values.length);
}
