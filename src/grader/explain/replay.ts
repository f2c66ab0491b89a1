import type { Exercise } from '../../course/index.ts';
import { GRADER_VERSION } from '../error-report.ts';
import type { Replay, Replayed } from '../replay/replay.ts';
import { describeFaults, formatSeconds } from './faults.ts';
import { formatNumber, plural } from './numbers.ts';

/** Why a replayed run may not be the one that its link was made of: one sentence each; none where it is. */
export function replayDifferences({ exerciseVersion, grader }: Replay, exercise: Exercise): string[] {
  const differs: string[] = [];
  if (exerciseVersion !== exercise.version) differs.push(`The link was made with version ${exerciseVersion} of the exercise, and this is version ${exercise.version}: the run may be another one.`);
  if (grader !== GRADER_VERSION) differs.push(`The link was made with version ${grader} of the grader, and this is version ${GRADER_VERSION}: the run may be another one.`);
  return differs;
}

/** What is done in a run, in one sentence: "Kill `lb-1` at 60 s. The run takes 64.5 s, with seed 1." */
export function describeSchedule({ faults, durationMs, seed }: Replay['spec']): string {
  return `${describeFaults(faults, durationMs)}. The run takes ${formatSeconds(durationMs)}, with seed ${seed}.`;
}

/** What came of it: "7,174 requests, 206 of them not answered in time." */
export function describeOutcome({ series }: Replayed): string {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const failed = sum(series?.failed ?? []);
  return `${plural(sum(series?.requests ?? []), 'request')}, ${failed === 0 ? 'all of them answered in time' : `${formatNumber(failed, 0)} of them not answered in time`}.`;
}
