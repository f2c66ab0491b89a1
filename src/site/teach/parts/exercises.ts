// The exercises behind the designs of a page: what their checks ask for, and so why a design has not passed.
import { html, nothing, type ReactiveControllerHost } from 'lit';
import type { Exercise } from '../../../course/course.ts';
import { measuredClause } from '../../../grader/explain/metrics.ts';
import { prose } from '../../elements/prose.ts';
import { loadData } from '../../platform/load.ts';
import type { Grade } from '../api-types.ts';

/** What is said of a check: its exercise as far as that needs it. */
export type Checked = Pick<Exercise, 'version' | 'checks'>;

/** Exercises as they are now, each loaded when it is first asked for. */
export class Exercises {
  readonly #host: ReactiveControllerHost;
  readonly #known = new Map<string, Exercise | null>();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** null: not here yet, or not in the course any more. What is shown without it is less, and still true. */
  of(id: string): Exercise | null {
    if (!this.#known.has(id)) {
      this.#known.set(id, null);
      void loadData<Exercise>(`exercises/${id}`).then((exercise) => {
        this.#known.set(id, exercise);
        this.#host.requestUpdate();
      }, () => undefined);
    }
    return this.#known.get(id) ?? null;
  }
}

/** A check of a grade in words; `what` is empty where the exercise has another version by now, whose limits are others. */
export interface CheckWords { holds: boolean; title: string; what: string }

/** The checks of a grade, those that do not hold first. */
export function checkWords({ checks, exerciseVersion }: Pick<Grade, 'checks' | 'exerciseVersion'>, exercise: Checked): CheckWords[] {
  const words = checks.map(({ id, status, measured }): CheckWords => {
    const spec = exercise.checks.find((one) => one.id === id);
    return { holds: status === 'pass', title: spec?.title ?? id, what: spec === undefined || exercise.version !== exerciseVersion ? '' : measuredClause(spec.query, measured, spec.limit) };
  });
  return [...words.filter(({ holds }) => !holds), ...words.filter(({ holds }) => holds)];
}

/** The checks of a grade that do not hold, each in a line. */
export function failing(grade: Grade | null, exercise: Checked | null) {
  const fails = grade === null || exercise === null ? [] : checkWords(grade, exercise).filter(({ holds }) => !holds);
  return fails.length === 0 ? nothing : html`<ul class="t-fails" aria-label="Checks that do not hold">${fails.map(({ title, what }) => html`<li>${prose(title)}${what === '' ? nothing : html`<span class="s">: ${prose(what)}</span>`}</li>`)}</ul>`;
}
