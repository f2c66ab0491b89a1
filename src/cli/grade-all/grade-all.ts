// A folder of designs, graded two at a time; one that cannot be graded stops no other.
import { join } from 'node:path';
import type { Exercise } from '../../course/index.ts';
import { gradeInWorker } from '../../grader/adapter/node/index.ts';
import { nearest } from '../command.ts';
import { gradedRow, ungraded, type Row } from './row.ts';
import { readSubmission, type Submission } from './submissions.ts';

/** Processes beside each other. */
const AT_A_TIME = 2;

/** A row for each submission, in their order. `onRow` is told of each as it is done. */
export async function gradeAll(folder: string, submissions: readonly Submission[], exercises: readonly Exercise[], onRow: (row: Row) => void): Promise<Row[]> {
  const rows: Row[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let at = next++; at < submissions.length; at = next++) {
      const row = withTwins(await gradeOne(folder, submissions[at]!, exercises), submissions);
      rows[at] = row;
      onRow(row);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return rows;
}

async function gradeOne(folder: string, submission: Submission, exercises: readonly Exercise[]): Promise<Row> {
  const exercise = exercises.find(({ id }) => id === submission.exercise);
  if (exercise === undefined) {
    const meant = nearest(submission.exercise, exercises.map(({ id }) => id));
    return ungraded(submission, `There is no exercise ${submission.exercise}${meant === null ? '.' : `; did you mean ${meant}?`}`);
  }
  const read = readSubmission(join(folder, submission.file));
  return 'reason' in read ? ungraded(submission, read.reason, exercise) : gradedRow(submission, exercise, await gradeInWorker(read.source, exercise));
}

/** Two files of one learner for one exercise are both graded: which one counts is for the teacher to say. */
function withTwins(row: Row, submissions: readonly Submission[]): Row {
  const twins = submissions.filter(({ learner, exercise }) => learner === row.learner && exercise === row.exercise);
  if (twins.length === 1) return row;
  return { ...row, remark: `One of ${twins.length} files of this learner for this exercise.${row.remark === '' ? '' : ` ${row.remark}`}` };
}
