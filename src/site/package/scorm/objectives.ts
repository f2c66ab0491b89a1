// The exercises as objectives of the learning system, where it keeps any.
import type { ExerciseStanding } from '../learning-system.ts';
import type { Runtime } from './runtime.ts';

/** Most rows of an earlier visit that are read: a system that claims more is not believed. */
const ROWS_MAX = 1000;

/** Which row of `cmi.objectives` belongs to which exercise. Rows are only ever added, one after the other. */
export class Objectives {
  readonly #runtime: Runtime;
  readonly #rows = new Map<string, number>();
  #count: number;
  /** False as soon as the system refuses a row: it keeps none, or no more. */
  #isOpen = true;

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
    const { value, refusal } = runtime.get('cmi.objectives._count');
    this.#count = Number(value);
    if (refusal !== null || !/^\d+$/.test(value) || this.#count > ROWS_MAX) this.#isOpen = false;
    else for (let row = 0; row < this.#count; row += 1) this.#rows.set(runtime.read(`cmi.objectives.${row}.id`), row);
  }

  /** The exercise's row, such as `cmi.objectives.3`; null where the system keeps none for it. An exercise that was not tried needs none. */
  row(exercise: ExerciseStanding): string | null {
    const known = this.#rows.get(exercise.id);
    if (known !== undefined) return `cmi.objectives.${known}`;
    if (!this.#isOpen || !(exercise.isTried || exercise.isProved)) return null;
    const row = `cmi.objectives.${this.#count}`;
    this.#isOpen = this.#runtime.set(`${row}.id`, exercise.id) === null;
    if (!this.#isOpen) return null;
    this.#rows.set(exercise.id, this.#count);
    this.#count += 1;
    return row;
  }
}
