// One line of the table that a teacher gets.
import type { Exercise } from '../../course/index.ts';
import { GRADER_VERSION, explainReport, type Report } from '../../grader/index.ts';
import type { Cell } from '../../server/gradebook/csv.ts';
import type { Submission } from './submissions.ts';

/** How a submission came out. */
export interface Row extends Submission {
  /** `error`: not graded, which says nothing about the design. */
  status: Report['status'];
  checksPassed: number | null;
  of: number | null;
  firstFailing: string | null;
  diagnosis: string | null;
  /** 0 to 100, by the share of checks that hold; 100 for a pass alone. */
  points: number | null;
  exerciseVersion: number | null;
  /** Why there is no more to say, or what else the teacher should know. */
  remark: string;
}

/** Names of the columns. */
export const COLUMNS: readonly string[] = [
  'learner', 'exercise', 'status', 'checks passed', 'of', 'first failing check', 'diagnosis', 'points', 'exercise version', 'grader version', 'file', 'remark',
];

/** The cells of a row, in the order of the columns. */
export function cellsOf(row: Row): Cell[] {
  return [
    row.learner, row.exercise, row.status, row.checksPassed, row.of, row.firstFailing, row.diagnosis, row.points, row.exerciseVersion, GRADER_VERSION, row.file, row.remark,
  ];
}

/** The row of a file that was not graded. */
export const ungraded = (submission: Submission, remark: string, exercise: Exercise | null = null): Row => ({
  ...submission, status: 'error', checksPassed: null, of: exercise?.checks.length ?? null, firstFailing: null, diagnosis: null, points: null,
  exerciseVersion: exercise?.version ?? null, remark,
});

/** The row of a report. A design that was not simulated keeps no check. */
export function gradedRow(submission: Submission, exercise: Exercise, report: Report): Row {
  const first = explainReport(report, exercise).problems[0];
  const line = first?.place ? `Line ${first.place.line}: ` : '';
  const remark = first === undefined ? '' : `${line}${first.message}`.replaceAll('\n', ' ');
  if (report.status === 'error') return ungraded(submission, remark, exercise);
  const of = exercise.checks.length;
  const checksPassed = report.checks.filter(({ status }) => status === 'pass').length;
  return {
    ...submission, status: report.status, checksPassed, of, points: Math.floor((checksPassed / of) * 100), exerciseVersion: report.exerciseVersion, remark,
    firstFailing: report.checks.find(({ status }) => status === 'fail')?.id ?? null, diagnosis: report.diagnosis?.id ?? null,
  };
}
