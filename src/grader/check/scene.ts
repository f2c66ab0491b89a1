import type { CheckSpec } from '../../course/course.ts';
import type { FieldPath, Model } from '../../infrastructure/index.ts';
import type { Cause } from '../report.ts';
import type { Simulated } from './runs.ts';
import type { ServerLoad } from './server-load.ts';

/** A cause with the field of the design that it hangs on, before that field is found in the file. */
export interface Suspect extends Omit<Cause, 'place'> {
  path: FieldPath;
}

/** What a cause is found from: the check's run with the first seed, which is also what the charts show. */
export interface Scene {
  spec: CheckSpec;
  model: Model;
  /** Of the exercise; null: it has none. */
  hostAvailability: Simulated['hostAvailability'];
  loads: ServerLoad[];
  events: NonNullable<Simulated['runs'][number]['bySeed'][number]['history']>['events'];
  warmupMs: number;
}
