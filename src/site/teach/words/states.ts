// How an exercise stands, in words and as a mark: the mark has a silhouette of its own, so that no colour is needed to tell it.
import type { Grade, RosterCell, Status, SubmissionRow } from '../api-types.ts';
import { many } from '../../class/dates.ts';

/** Marks of a cell, each a drawing in the style sheet. */
export type Mark = Status | 'stuck';

/** What stands before everything else: an override, then being stuck. */
export const markOf = ({ status, stuck }: Pick<RosterCell, 'status' | 'stuck'>): Mark => (status === 'overridden' || !stuck ? status : 'stuck');

const STANDING: { readonly [status in Status]: string } = {
  none: 'not begun', waiting: 'waiting to be graded', error: 'could not be graded', failed: 'not passed yet', passed: 'passed', overridden: 'points given by an instructor',
};

/** The standing of an exercise. */
export const statusText = (status: Status, stuck = false): string => (stuck && status !== 'overridden' ? 'stuck' : STANDING[status]);

/** All that a cell of the roster says: "stuck, 62 points, 5 designs handed in, 2 hints opened". */
export function cellText(cell: RosterCell | undefined): string {
  if (cell === undefined || (cell.status === 'none' && cell.tries === 0)) return STANDING.none;
  return [
    statusText(cell.status, cell.stuck),
    ...(cell.points === null ? [] : [many(cell.points, 'point')]),
    ...(cell.late ? ['late'] : []),
    `${many(cell.tries, 'design')} handed in`,
    ...(cell.hints > 0 ? [`${many(cell.hints, 'hint')} opened`] : []),
  ].join(', ');
}

/** No grader could grade it; a regrade may have, later. */
export const isUngraded = ({ state, grade }: Pick<SubmissionRow, 'state' | 'grade'>): boolean => (grade === null ? state === 'failed' : grade.status === 'error');

/** A grade in words. */
export function gradeText(grade: Grade | null, state: SubmissionRow['state']): string {
  if (isUngraded({ grade, state })) return 'could not be graded';
  if (grade === null) return 'waiting to be graded';
  if (grade.status === 'pass') return `passed, ${many(grade.points, 'point')}`;
  const held = grade.checks.filter(({ status }) => status === 'pass').length;
  return grade.checks.length === 0 ? 'stopped before the checks, 0 points' : `${held} of ${grade.checks.length} checks hold, ${many(grade.points, 'point')}`;
}
