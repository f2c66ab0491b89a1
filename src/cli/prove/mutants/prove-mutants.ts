// The mutants of one exercise: what became of them, told and judged.
import { join } from 'node:path';
import type { Exercise, SolutionFile, Survivor } from '../../../course/index.ts';
import { describeDiagnosis, evaluate, type Evaluator } from '../../../grader/index.ts';
import { openCache } from '../../../site/build/measured/cache.ts';
import { classifyMutants, type Fate, type SolutionDesign } from './classify.ts';
import type { Outcome } from './judge.ts';
import type { Job, Pool } from '../pool.ts';

/** How many became what. */
export interface Tally { mutants: number; refused: number; caught: number; same: number; right: number; survivors: number }

/** Of the mutants that do worse, this many percent may be explained in exercise.yaml. */
const MOST_EXPLAINED_PCT = 5;
/** Folders under src/ that an outcome depends on. */
const CODE: readonly string[] = ['infrastructure', 'simulation', 'grader', 'cli/prove/mutants'];

/** Judges the mutants of an exercise's solutions in `pool`; outcomes are kept under `root`/.cache. */
export async function fatesOf(exercise: Exercise, solutions: readonly SolutionFile[], otherSeeds: number[], evaluator: Evaluator, pool: Pool, root: string): Promise<Fate[]> {
  const designs: SolutionDesign[] = [];
  for (const { name, source } of solutions) {
    const { value, diagnostics } = await evaluate(source, evaluator);
    if (diagnostics.length === 0) designs.push({ name, design: value });
  }
  const cache = openCache<Job, Outcome>(join(root, '.cache', `mutants-${exercise.id}.json`), CODE, pool.judge);
  const fates = await classifyMutants(exercise, designs, otherSeeds, (job) => cache.outcomeOf(job));
  cache.save();
  return fates;
}

/** How many became what. */
export function tallyOf(fates: readonly Fate[]): Tally {
  const many = (fate: Fate['fate']): number => fates.filter((one) => one.fate === fate).length;
  return { mutants: fates.length, refused: many('refused'), caught: many('caught'), same: many('same'), right: many('right'), survivors: many('survives') };
}

/** All of these together. */
export const sumOf = (tallies: readonly Tally[]): Tally => tallies.reduce((sum, one) => ({
  mutants: sum.mutants + one.mutants, refused: sum.refused + one.refused, caught: sum.caught + one.caught, same: sum.same + one.same, right: sum.right + one.right,
  survivors: sum.survivors + one.survivors,
}));

/** One line. */
export function tallyLine({ mutants, refused, caught, same, right, survivors }: Tally): string {
  const worse = caught + survivors;
  const share = worse === 0 ? 'none does worse' : `${(Math.floor((caught / worse) * 1000) / 10)} % of those that do worse are caught`;
  return `mutants ${mutants}: refused ${refused}, caught ${caught}, the same ${same}, also right ${right}, survivors ${survivors}; ${share}`;
}

/** How many mutants get which diagnosis, and how many that are caught get none: one line. */
export function diagnosesLine(fates: readonly Fate[]): string {
  const ids = fates.flatMap(({ diagnosis }) => (diagnosis === null ? [] : [diagnosis.id]));
  const counts = [...new Set(ids)].map((id) => `${id} ${ids.filter((one) => one === id).length}`);
  return `diagnoses of mutants: ${[...counts, `none of the caught ${fates.filter(({ fate, diagnosis }) => fate === 'caught' && diagnosis === null).length}`].join(', ')}`;
}

/** A line for each mutant: its fate, why, what it is; and the sentence of its diagnosis, to be read by eye. */
export function fateLines(fates: readonly Fate[], exercise: Exercise): string[] {
  return fates.map(({ solution, what, fate, why, diagnosis }) => {
    const said = diagnosis === null ? '' : ` — ${diagnosis.id}: ${describeDiagnosis(diagnosis, exercise) ?? ''}`;
    return `${fate}${why === null ? '' : ` (${why})`}: ${solution}: ${what}${said}`;
  });
}

/** What is wrong with the survivors: one that nobody explains, an explanation of none, and too many explained. */
export function survivorProblems(fates: readonly Fate[], explained: readonly Survivor[]): string[] {
  const survivors = fates.filter(({ fate }) => fate === 'survives');
  const fits = ({ mutant }: Survivor, { what }: Fate): boolean => new RegExp(`^${mutant.split('*').map((text) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`).test(what);
  const open = survivors.filter((one) => !explained.some((survivor) => fits(survivor, one)));
  const problems = open.map(({ solution, what, why }) => `A mutant of the solution ${solution} passes: ${what}. It ${why}. Mend the exercise so that a check fails, or say under survivors why it is a right answer.`);
  for (const survivor of explained) if (!survivors.some((one) => fits(survivor, one))) problems.push(`survivors names “${survivor.mutant}”, but no mutant that survives is called so.`);
  const { caught } = tallyOf(fates);
  const share = ((survivors.length - open.length) / Math.max(1, survivors.length + caught)) * 100;
  if (share > MOST_EXPLAINED_PCT) problems.push(`survivors explains ${share.toFixed(1)} % of the mutants that do worse; at most ${MOST_EXPLAINED_PCT} % may be explained.`);
  return problems;
}
