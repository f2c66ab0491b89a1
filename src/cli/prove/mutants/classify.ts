// What becomes of each mutant of an exercise's solutions; ARCHITECTURE.md says what counts as what, and why.
import type { Exercise } from '../../../course/index.ts';
import { holds, median } from '../../../grader/check/limit.ts';
import type { Behaviour, Outcome, Trial } from './judge.ts';
import { modelOf } from './judge.ts';
import { mutantsOf } from './mutate.ts';
import type { Job } from './pool.ts';

/** A solution as data. */
export interface SolutionDesign { name: string; design: unknown }

/** What became of a mutant: `same` runs as a solution does, `right` passes and is in nothing worse than every solution, `survives` passes and is. */
export interface Fate {
  solution: string;
  what: string;
  fate: 'refused' | 'caught' | 'same' | 'right' | 'survives';
  /** For `caught` the check, for `survives` what is worse; null for the others. */
  why: string | null;
}

interface Reference extends SolutionDesign { model: string; own: Behaviour; others: Behaviour }

/** The fates of all mutants of these solutions. `otherSeeds` are none of the exercise's; solutions that do not pass have no mutants. */
export async function classifyMutants(exercise: Exercise, solutions: readonly SolutionDesign[], otherSeeds: number[], work: (job: Job) => Promise<Outcome>): Promise<Fate[]> {
  const { runs, checks, hostAvailability, explore } = exercise;
  const own: Trial = { runs, checks, hostAvailability, explore, seeds: exercise.seeds };
  const others: Trial = { ...own, seeds: otherSeeds };
  const references: Reference[] = [];
  for (const { name, design } of solutions) {
    const [a, b] = await Promise.all([work({ design, trial: own }), work({ design, trial: others })]);
    if (a.kind === 'passes' && b.kind === 'passes') references.push({ name, design, model: JSON.stringify(modelOf(design)), own: a, others: b });
  }
  const seen = new Set(references.map(({ design }) => JSON.stringify(design)));
  const mutants = references.flatMap(({ name, design }) => mutantsOf(design).map((mutant) => ({ ...mutant, solution: name }))).filter(({ design }) => {
    const text = JSON.stringify(design);
    return !seen.has(text) && seen.add(text);
  });
  return Promise.all(mutants.map(async ({ solution, what, design }): Promise<Fate> => ({ solution, what, ...await fateOf(design) })));

  async function fateOf(design: unknown): Promise<Pick<Fate, 'fate' | 'why'>> {
    const model = modelOf(design);
    if (model === null) return { fate: 'refused', why: null };
    const text = JSON.stringify(model);
    if (references.some((one) => one.model === text)) return { fate: 'same', why: null };
    const first = await work({ design, trial: own });
    if (first.kind === 'refused') return { fate: 'refused', why: null };
    if (first.kind === 'fails') return { fate: 'caught', why: first.check };
    if (references.some((one) => one.own.digest === first.digest && equal(one.own.values, first.values) && equal(one.own.beside, first.beside))) return { fate: 'same', why: null };
    const second = await work({ design, trial: others });
    if (second.kind !== 'passes') return { fate: 'survives', why: `fails ${second.kind === 'fails' ? second.check : 'validation'} with other seeds` };
    const worse = failsSomeSeed(exercise, second) ?? worseThanAll(second, references.map((one) => one.others));
    return worse === null ? { fate: 'right', why: null } : { fate: 'survives', why: worse };
  }
}

const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What is asked of a solution: that it holds every check with every seed. */
function failsSomeSeed({ checks }: Exercise, { values }: Behaviour): string | null {
  for (const { id, limit } of checks) {
    const failing = values[id]!.filter((value) => !holds(limit, value)).length;
    if (failing > 0) return `fails ${id} with ${failing} of ${values[id]!.length} other seeds`;
  }
  return null;
}

const isMoreBetter = (name: string): boolean => /(vailabilityPct|workersLeft)$/.test(name);

/** The first thing beside the checks that is worse, at the median, than with the worst seed of the worst solution. */
function worseThanAll(behaviour: Behaviour, solutions: readonly Behaviour[]): string | null {
  for (const [name, values] of Object.entries(behaviour.beside)) {
    const known = solutions.flatMap((one) => one.beside[name]!);
    if (known.includes(null)) continue;
    const sign = isMoreBetter(name) ? -1 : 1;
    const worst = Math.max(...(known as number[]).map((value) => value * sign)) * sign;
    const own = values.includes(null) ? null : median(values as number[])!;
    if (own === null) return `${name} is nothing, at worst ${rounded(worst)} in a solution`;
    if (own * sign > worst * sign) return `${name} is ${rounded(own)}, at worst ${rounded(worst)} in a solution`;
  }
  return null;
}

const rounded = (value: number): string => String(Number(value.toPrecision(4)));
