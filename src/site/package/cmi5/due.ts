// Which statements a standing calls for (sections 9.3 and 10): each of them once, the result of a session never twice.
import type { Standing } from '../learning-system.ts';
import type { Kept } from './kept.ts';
import type { LaunchData } from './launch-data.ts';
import type { Verb } from './statements.ts';

/** What has been said before. */
export interface Said {
  data: Pick<LaunchData, 'isForCredit' | 'masteryScore'>;
  /** In this registration. */
  kept: Pick<Kept, 'completed' | 'passed'>;
  /** In this session. */
  made: ReadonlySet<Verb>;
}

/** The score as cmi5 takes it, 0 to 1 with four decimals, never rounded up; null: the package has no exercise. */
export const scaledOf = (standing: Standing): number | null => (standing.scorePct === null ? null : Math.floor(Math.min(100, Math.max(0, standing.scorePct)) * 100 + 1e-6) / 10_000);

/**
 * The verbs to say now, in their order. `failed` is said only when the session ends, since nothing but a later session may say `passed` after it,
 * and only of a learner who tried every exercise: whoever leaves half way has not failed.
 */
export function dueVerbs(standing: Standing, { data, kept, made }: Said, isEnd: boolean): Verb[] {
  const due: Verb[] = [];
  const isJudged = kept.passed || made.has('passed') || made.has('failed');
  if (data.isForCredit && !isJudged && passes(standing, data.masteryScore)) due.push('passed');
  else if (data.isForCredit && !isJudged && isEnd && standing.exercises.length > 0 && standing.exercises.every((exercise) => exercise.isTried)) due.push('failed');
  if (data.isForCredit && standing.isComplete && !kept.completed && !made.has('completed')) due.push('completed');
  if (isEnd && !made.has('terminated')) due.push('terminated');
  return due;
}

/** The mastery score of the learning system decides where it names one (section 9.3.4); otherwise every exercise has to be proved. */
function passes(standing: Standing, masteryScore: number | null): boolean {
  const scaled = scaledOf(standing);
  if (scaled === null) return false;
  return masteryScore === null ? standing.isPassed === true : scaled >= masteryScore && standing.exercises.some((exercise) => exercise.isTried);
}
