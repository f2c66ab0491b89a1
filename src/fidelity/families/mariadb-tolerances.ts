// How exact a prediction about MariaDB can be, by field. Errors, rows, positions and counters have to be equal; times of a busy machine cannot be.
import type { Comparison, Question } from '../recording.ts';
import { each, exact, isEqual, within } from '../compare.ts';
import { isHostCrash } from './mariadb-loss.ts';
import { numberOf } from './mariadb-pair.ts';
import { masterDelayMs } from './mariadb-stale.ts';

/** Of MariaDB's error sentences the number and state count, which stand in fields of their own, and the first words: the rest names places in log files. */
const sentence: Comparison = (predicted, recorded) => {
  const start = (value: unknown): string => String(value).split(/\s+/).slice(0, 4).join(' ');
  return start(predicted) === start(recorded) ? null : 'another error';
};

/** A side of a circle: all equal but the sentence of its error. */
const side: Comparison = (predicted, recorded, question) => {
  if (typeof predicted !== 'object' || predicted === null || typeof recorded !== 'object' || recorded === null) return 'not a side';
  const [a, b] = [predicted as { error?: unknown }, recorded as { error?: unknown }];
  return isEqual({ ...a, error: '' }, { ...b, error: '' }) ? sentence(a.error, b.error, question) : 'not equal';
};

/** Between half and twice. The two processor cores are shared, so rates of the same scenario differ by a factor of two between runs (recorded 370 to 936). */
const half: Comparison = (predicted, recorded) => {
  if (typeof predicted !== 'number' || typeof recorded !== 'number') return 'not numbers';
  return predicted <= 2 * recorded && recorded <= 2 * predicted ? null : `${predicted} for ${recorded}: more than a factor of two`;
};

/** Waits for the timeout to 1 % + 15 ms (recorded up to 14 ms late); commits that do not wait to 2 ms (recorded 0.2 to 0.8 ms). */
const blocked: Comparison = (predicted, recorded, question) => (
  typeof predicted === 'number' && predicted > 50 ? within(0.01, 15)(predicted, recorded, question) : within(0, 2)(predicted, recorded, question)
);

/** A burst: the client's own pace is off by up to a tenth, and by the commit that the death interrupts. Counted commits are exact. */
const inBurst = (comparison: Comparison): Comparison => (predicted, recorded, question) => (
  numberOf(question, 'commits', 0) > 0 ? exact : comparison
)(predicted, recorded, question);

const isSemiSync = (question: Question): boolean => question.inputs['mode'] !== 'async';

/** With semi-sync nothing is lost. Asynchronous, the process dies with at most one commit; the host with what the client did in the last delay, whose pace wavers. */
const lost: Comparison = (predicted, recorded, question) => {
  if (isSemiSync(question)) return exact(predicted, recorded, question);
  return (isHostCrash(question) ? within(0.2, 4) : within(0, 1))(predicted, recorded, question);
};

/** The one commit that is under way when the death comes: it is there or not by the phase in which that happens, unless all the time is spent waiting. */
const underWay: Comparison = (predicted, recorded, question) => {
  const waitsAllTheTime = isSemiSync(question) && !isHostCrash(question) && 2 * numberOf(question, 'link_delay_ms_one_way', 0) > 1000 / numberOf(question, 'writer_rate_per_s', 100);
  return (waitsAllTheTime ? exact : within(0, 1))(predicted, recorded, question);
};

/** The oldest lost commit is as old as the delay, less up to two pauses of the client (recorded 36 to 50 for 50 ms). A process loses none or the very last. */
const oldestLost: Comparison = (predicted, recorded, question) => {
  if (isHostCrash(question)) return within(0, 20)(predicted, recorded, question);
  return [predicted, recorded].every((ms) => ms === null || (typeof ms === 'number' && ms <= 5)) ? null : 'older than the last commit';
};

/**
 * Shares of stale reads. Within 5 ms of the lag the share says how busy the machine was (0.02, 0.32 and 0.5 were recorded side by side): off by up to half.
 * Away from it nearly all or nearly none are stale.
 */
const shares: Comparison = (predicted, recorded, question) => {
  if (typeof predicted !== 'object' || predicted === null || typeof recorded !== 'object' || recorded === null) return 'not shares';
  const delayMs = numberOf(question, 'link_delay_ms_one_way', 0);
  const lagMs = (isSemiSync(question) ? 0 : delayMs) + masterDelayMs(question);
  for (const [wait, share] of Object.entries(recorded)) {
    const isNear = Math.abs(Number(wait) - lagMs) <= 5.5;
    const why = within(0, isNear ? 0.5 : 0.1)((predicted as { [wait: string]: unknown })[wait], share, question);
    if (why !== null) return `after ${wait} ms: ${why}`;
  }
  return null;
};

/** Lag of stale reads: delay and apply, and whatever else the machine did. Where hardly any read is stale, none may have been. */
const lagOf = (absoluteMs: number): Comparison => (predicted, recorded, question) => {
  const ms = (value: unknown): number => (typeof value === 'number' ? value : 0);
  return within(0.1, absoluteMs)(ms(predicted), ms(recorded), question);
};

type Sample = [ms: number, committed: number, applied: number, secondsBehind: number];

/** The greatest `Seconds_Behind_Master` among samples. */
const peak = (samples: Sample[]): number => Math.max(0, ...samples.map((sample) => sample[3]));

/**
 * Samples come at moments of the recorder's choosing, so what holds for each is checked: nobody is further behind than the run is old, and after the burst
 * the value is the age of the event being applied (to 2 s: both clocks are whole seconds and a sample takes a while). The peaks agree to a factor of two + 1 s.
 */
const samples: Comparison = (predicted, recorded) => {
  const found = recorded as Sample[];
  const last = found.at(-1);
  if (!Array.isArray(predicted) || !Array.isArray(recorded) || last === undefined) return 'no samples';
  const ended = found.find(([, committed]) => committed === last[1])![0];
  for (const [ms, committed, applied, behind] of found) {
    if (behind > ms / 1000 + 1) return `${behind} s behind after ${ms} ms`;
    const ageS = (ms - (applied / committed) * ended) / 1000;
    if (ms > ended && applied < 0.98 * committed && Math.abs(behind - ageS) > 2) return `${behind} s behind, the event is ${ageS.toFixed(1)} s old`;
  }
  const [a, b] = [peak(predicted as Sample[]), peak(found)];
  return a <= 2 * b + 1 && b <= 2 * a + 1 ? null : `at most ${a} s behind, recorded ${b}`;
};

/** By field of all families of MariaDB. */
export const COMPARISONS: { [field: string]: Comparison } = {
  A: side, B: side, io_error: sentence, sql_error: sentence,
  // Formula: commit + twice the delay + relay log. The recorder's proxy and the machine add up to 3 ms.
  median_commit_ms_replica_ok: within(0.05, 3),
  // Few commits while the replica's threads start: up to 13 ms more were recorded.
  median_commit_ms_after_return: within(0.1, 15),
  commit_ms_after_replica_gone: each(blocked),
  // A fresh connection opens its table: up to 9 ms more were recorded.
  first_commit_ms: within(0.01, 15),
  median_commit_ms_of_rest: within(0, 2),
  // The script starts a client in between, which took 100 to 390 ms; 200 are predicted.
  commit_ms: within(0, 250), visible_ms: within(0, 250),
  acknowledged: inBurst(within(0.12, 1)),
  lost_acknowledged: inBurst(lost),
  on_replica_but_not_acknowledged: inBurst(underWay), rows_on_old_primary_after_recovery_minus_acknowledged: inBurst(underWay),
  oldest_lost_acked_ms_before_kill: oldestLost,
  stale_fraction_by_wait_ms: shares,
  visible_lag_ms_median_when_stale: lagOf(7),
  // The worst of 300 reads: up to 75 ms more were recorded.
  visible_lag_ms_max: lagOf(90),
  master_gtid_wait_ms_median: within(0.15, 5),
  committed_on_primary: half, primary_rate_per_s: half, replica_apply_rate_per_s: half,
  // Backlog ÷ rate, both of which vary; looking takes up to half a second on a busy machine.
  catch_up_ms_after_burst: within(0.6, 500),
  samples_ms_committed_applied_secondsbehind: samples,
};
