// What becomes of each mutant of an exercise's solutions; ARCHITECTURE.md says what counts as what, and why.
import type { Exercise } from '../../../course/index.ts';
import { holds, median } from '../../../grader/check/limit.ts';
import { diagnoseProblems } from '../../../grader/check/diagnose.ts';
import type { Report } from '../../../grader/index.ts';
import { GRADED_DESIGN, validate } from '../../../infrastructure/index.ts';
import type { Behaviour, Outcome, Trial } from './judge.ts';
import { modelOf } from './judge.ts';
import { mutantsOf } from './mutate.ts';
import type { Job } from '../pool.ts';

/** A solution as data. */
export interface SolutionDesign { name: string; design: unknown }

/** What became of a mutant: `same` runs as a solution does, `right` passes and is in nothing worse than every solution, `survives` passes and is. */
export interface Fate {
  solution: string;
  what: string;
  fate: 'refused' | 'caught' | 'same' | 'right' | 'survives';
  /** For `caught` the check, for `survives` what is worse; null for the others. */
  why: string | null;
  /** What its report says, of `refused` and `caught`; null: nothing. */
  diagnosis: Report['diagnosis'];
}

/** What becomes of a design, whoever wrote it. */
type Verdict = Omit<Fate, 'solution' | 'what'>;

const plain = (fate: Fate['fate'], why: string | null = null): Verdict => ({ fate, why, diagnosis: null });

interface Reference extends SolutionDesign { model: string; own: Behaviour; others: Behaviour }

/** The fates of all mutants of these solutions. `otherSeeds` are none of the exercise's; solutions that do not pass have no mutants. */
export async function classifyMutants(exercise: Exercise, solutions: readonly SolutionDesign[], otherSeeds: number[], work: (job: Job) => Promise<Outcome>): Promise<Fate[]> {
  const { runs, checks, hostAvailability, diagnoses, explore } = exercise;
  const own: Trial = { runs, checks, hostAvailability, diagnoses, explore, seeds: exercise.seeds };
  const others: Trial = { ...own, diagnoses: [], seeds: otherSeeds };
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
  const elsewhere = new Map<string, Promise<Verdict>>();
  return Promise.all(mutants.map(async ({ solution, what, design }): Promise<Fate> => ({ solution, what, ...await fateOf(design) })));

  async function fateOf(design: unknown): Promise<Verdict> {
    const model = modelOf(design);
    if (model === null) return { ...plain('refused'), diagnosis: diagnosisOfRefused(exercise, design) };
    const text = JSON.stringify(model);
    if (references.some((one) => one.model === text)) return plain('same');
    const first = await work({ design, trial: own });
    if (first.kind === 'refused') return plain('refused');
    if (first.kind === 'fails') return { fate: 'caught', why: first.check, diagnosis: first.diagnosis };
    if (references.some((one) => equal(one.own, first))) return plain('same');
    // Those that run alike on the exercise's seeds run alike on others.
    const behaviour = JSON.stringify(first);
    const more = elsewhere.get(behaviour) ?? fateElsewhere(design);
    elsewhere.set(behaviour, more);
    return more;
  }

  async function fateElsewhere(design: unknown): Promise<Verdict> {
    const second = await work({ design, trial: others });
    if (second.kind !== 'passes') return plain('survives', `fails ${second.kind === 'fails' ? second.check : 'validation'} with other seeds`);
    const worse = failsSomeSeed(exercise, second) ?? worseThanAll(second, references.map((one) => one.others));
    return worse === null ? plain('right') : plain('survives', worse);
  }
}

/** As the grader does it, without lines. */
function diagnosisOfRefused(exercise: Exercise, design: unknown): Report['diagnosis'] {
  const { problems } = validate(design, GRADED_DESIGN);
  return diagnoseProblems(exercise, design, problems.map((problem) => ({ ...problem, place: null })));
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
