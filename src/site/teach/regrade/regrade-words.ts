// What a regrade comes to, in words.
import type { Change, Regrade } from '../api-types.ts';
import { many } from '../../class/dates.ts';

const WHY: { readonly [why in Change['why']]: string } = {
  exercise: 'the exercise has changed', grader: 'the grader has changed', both: 'exercise and grader have changed', first: 'it had no grade', 'same-versions': 'same versions, other result: tell the maintainers',
};

/** Why a grade changes. */
export const whyText = ({ why, before }: Pick<Change, 'why' | 'before'>): string => (before?.status === 'error' ? 'it could not be graded before' : WHY[why]);

/** The learners whose points change, each once. */
export const standingChanges = (changes: readonly Change[]): string[] => [...new Set(changes.filter(({ standingBefore, standingAfter }) => standingBefore !== standingAfter).map(({ learner }) => learner))];

/** For how many learners the points of all exercises together go up, and for how many down. */
export function upAndDown(changes: readonly Change[]): string {
  const sums = new Map<string, Map<string, number>>();
  for (const { learner, exercise, standingBefore, standingAfter } of changes) sums.set(learner, (sums.get(learner) ?? new Map<string, number>()).set(exercise, (standingAfter ?? 0) - (standingBefore ?? 0)));
  const moved = [...sums.values()].map((of) => [...of.values()].reduce((sum, one) => sum + one, 0));
  const [up, down] = [moved.filter((by) => by > 0).length, moved.filter((by) => by < 0).length];
  return up + down === 0 ? 'No learner gains or loses points.' : `${many(up, 'learner')} ${up === 1 ? 'gains' : 'gain'} points, ${down} ${down === 1 ? 'loses' : 'lose'} points.`;
}

/** The finding of a regrade. */
export function regradeHeadline({ state, done, submissions, changes }: Pick<Regrade, 'state' | 'done' | 'submissions' | 'changes'>): string {
  if (state === 'running') return `Grading again: ${done} of ${submissions}`;
  if (state === 'dropped') return 'Dropped: every grade stays as it was';
  const learners = standingChanges(changes).length;
  const finding = changes.length === 0 ? 'No grade changes' : `${many(changes.length, 'grade')} ${changes.length === 1 ? 'changes' : 'change'}, ${learners === 0 ? 'nobody\'s points do' : `and the points of ${many(learners, 'learner')}`}`;
  return state === 'committed' ? `Committed: ${finding.replace(/^N/, 'n')}` : finding;
}
