// How exact a prediction about MariaDB can be, by field. Errors, rows, positions and counters have to be equal; times of a busy machine cannot be.
import type { Comparison, Question } from '../recording.ts';
import { each, exact, isEqual, within } from '../compare.ts';
import { isHostCrash } from './mariadb-loss.ts';
import { applyRate, catchUp, pace, samples } from './mariadb-pace.ts';
import { numberOf } from './mariadb-pair.ts';
import { masterDelayMs } from './mariadb-stale.ts';

/** Of MariaDB's error sentences the number and state count, which stand in fields of their own, and the first words: the rest names places in log files. */
const sentence: Comparison = (predicted, recorded) => {
  const start = (value: unknown): string => String(value).split(/\s+/).slice(0, 4).join(' ');
  return start(predicted) === start(recorded) ? null : 'another error';
};

/** What a user was told: all equal but where the user came from and the name of a table that only the script knows. */
const told: Comparison = (predicted, recorded, question) => {
  const general = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null || !('text' in value)) return value;
    return { ...value, text: String(value.text).replace(/'@'[^']*'/, "'@'…'").replace(/^Table '[^']*'/, 'Table …').replace(/table `\w+`\.`\w+`/, 'table …') };
  };
  return exact(general(predicted), general(recorded), question);
};

/** A side of a circle: all equal but the sentence of its error. */
const side: Comparison = (predicted, recorded, question) => {
  if (typeof predicted !== 'object' || predicted === null || typeof recorded !== 'object' || recorded === null) return 'not a side';
  const [a, b] = [predicted as { error?: unknown }, recorded as { error?: unknown }];
  return isEqual({ ...a, error: '' }, { ...b, error: '' }) ? sentence(a.error, b.error, question) : 'not equal';
};

/** Commits that wait for the timeout to 1 % + 15 ms (recorded up to 14 ms late); others to 10 ms (0.2 to 0.8 ms, once 3.2 on a busy machine; timeouts are longer). */
const blocked: Comparison = (predicted, recorded, question) => (
  typeof predicted === 'number' && predicted > 50 ? within(0.01, 15)(predicted, recorded, question) : within(0, 10)(predicted, recorded, question)
);

/** Whether the script commits so many times, without pauses, instead of for so long. */
const isCounted = (question: Question): boolean => numberOf(question, 'commits', 0) > 0;

/** A burst: the client's own pace is off by up to a fifth, and by the commit that the death interrupts. Counted commits are exact. */
const inBurst = (comparison: Comparison): Comparison => (predicted, recorded, question) => (
  isCounted(question) ? exact : comparison
)(predicted, recorded, question);

const isSemiSync = (question: Question): boolean => question.inputs['mode'] !== 'async';

/** Whether the replica gets nothing at all of what the client writes. */
const isCutOff = (question: Question): boolean => question.inputs['replica_io_thread_stopped'] === true || question.inputs['link_frozen'] === true;

/** Answered commits of a burst. */
const answered = within(0.2, 1);

/** Whether commits wait until the replica has them, every time. */
function waitsForReplica(question: Question): boolean {
  const timeoutMs = numberOf(question, 'rpl_semi_sync_master_timeout_ms', 10_000);
  return isSemiSync(question) && timeoutMs > 2 * numberOf(question, 'link_delay_ms_one_way', 0) + 10;
}

/**
 * A replica that gets nothing loses all that was answered. Else with semi-sync nothing is lost. Asynchronous, the process dies with at most one commit, or, of a
 * client without pauses, with what was not sent yet (5 were recorded); the host with what the client did in the last delay, whose pace wavers.
 */
const lost: Comparison = (predicted, recorded, question) => {
  if (isCutOff(question)) return inBurst(answered)(predicted, recorded, question);
  if (waitsForReplica(question)) return exact(predicted, recorded, question);
  if (isHostCrash(question)) return within(0.2, 4)(predicted, recorded, question);
  return within(0, isCounted(question) ? 10 : 1)(predicted, recorded, question);
};

/** The client's time from one commit to the next, where it does not wait longer. */
const pauseMs = (question: Question): number => 1000 / numberOf(question, 'writer_rate_per_s', 100);

/** Waiting so long, a client is between two commits in less than one of 40 deaths; it needs about 1 ms for that. */
const MOSTLY_WAITING_MS = 40;

/** The one commit that is under way when the death comes: it is there or not by the phase in which that happens, unless nearly all the time is spent waiting. */
const underWay: Comparison = (predicted, recorded, question) => {
  const waitMs = isSemiSync(question) ? 2 * numberOf(question, 'link_delay_ms_one_way', 0) : 0;
  const waitsAllTheTime = !isHostCrash(question) && waitMs > Math.max(pauseMs(question), MOSTLY_WAITING_MS);
  return (waitsAllTheTime ? exact : within(0, 1))(predicted, recorded, question);
};

/** The oldest lost commit is as old as the delay (or the burst, where nothing arrives), less up to two pauses of the client (recorded 36 to 50 for 50 ms). A process loses none or the very last. */
const oldestLost: Comparison = (predicted, recorded, question) => {
  if (isHostCrash(question) || isCutOff(question)) return within(0, Math.max(20, 2 * pauseMs(question)))(predicted ?? 0, recorded ?? 0, question);
  return [predicted, recorded].every((ms) => ms === null || (typeof ms === 'number' && ms <= 5)) ? null : 'older than the last commit';
};

/**
 * Shares of stale reads. Within 5 ms of the lag the share says how busy the machine was (0.02, 0.32 and 0.5 were recorded side by side): off by up to half.
 * Before that nearly all are stale, but for events that cross into the next second of a MASTER_DELAY (0.13 of 15 were recorded). After that few are: whoever
 * waits for the processor is late (0.17 were recorded 10 ms after the lag).
 */
const shares: Comparison = (predicted, recorded, question) => {
  if (typeof predicted !== 'object' || predicted === null || typeof recorded !== 'object' || recorded === null) return 'not shares';
  const delayMs = numberOf(question, 'link_delay_ms_one_way', 0);
  const lagMs = (isSemiSync(question) ? 0 : delayMs) + masterDelayMs(question);
  for (const [wait, share] of Object.entries(recorded)) {
    const laterMs = Number(wait) - lagMs;
    const isWide = laterMs > 0 ? laterMs <= 20 : masterDelayMs(question) > 0;
    const why = within(0, Math.abs(laterMs) <= 5.5 ? 0.5 : isWide ? 0.2 : 0.1)((predicted as { [wait: string]: unknown })[wait], share, question);
    if (why !== null) return `after ${wait} ms: ${why}`;
  }
  return null;
};

/** Lag of stale reads: delay and apply, and whatever else the machine did. Where hardly any read is stale, none may have been. */
const lagOf = (absoluteMs: number): Comparison => (predicted, recorded, question) => {
  const ms = (value: unknown): number => (typeof value === 'number' ? value : 0);
  return within(0.1, absoluteMs)(ms(predicted), ms(recorded), question);
};

/** The worst of all reads: never earlier than the lag, and as late as the machine was busy at its worst (up to 390 ms more were recorded). */
const worstLag: Comparison = (predicted, recorded, question) => {
  const isSooner = (typeof predicted === 'number' ? predicted : 0) > (typeof recorded === 'number' ? recorded : 0);
  return lagOf(isSooner ? 20 : 500)(predicted, recorded, question);
};

/** By field of all families of MariaDB. */
export const COMPARISONS: { [field: string]: Comparison } = {
  A: side, B: side, insert_as_app: told, insert_as_sup: told, insert_as_adm: told, app_temporary_table: told, insert_as_app_after_read_only_0: told,
  io_error: sentence, sql_error: sentence,
  // Formula: commit + twice the delay + relay log. The recorder's proxy and the machine add up to 3 ms.
  median_commit_ms_replica_ok: within(0.05, 3),
  // Few commits while the replica's threads start: up to 13 ms more were recorded.
  median_commit_ms_after_return: within(0.1, 15),
  commit_ms_after_replica_gone: each(blocked),
  // A fresh connection opens its table: up to 9 ms more were recorded, 27 on a busy machine.
  first_commit_ms: within(0.01, 30),
  median_commit_ms_of_rest: within(0, 2),
  // The script starts a client in between, which took 100 to 390 ms; 200 are predicted.
  commit_ms: within(0, 250), visible_ms: within(0, 250),
  acknowledged: inBurst(answered),
  lost_acknowledged: lost,
  on_replica_but_not_acknowledged: inBurst(underWay), rows_on_old_primary_after_recovery_minus_acknowledged: inBurst(underWay),
  oldest_lost_acked_ms_before_kill: oldestLost,
  stale_fraction_by_wait_ms: shares,
  visible_lag_ms_median_when_stale: lagOf(7),
  visible_lag_ms_max: worstLag,
  master_gtid_wait_ms_median: within(0.15, 5),
  committed_on_primary: pace, primary_rate_per_s: pace, replica_apply_rate_per_s: applyRate,
  catch_up_ms_after_burst: catchUp,
  samples_ms_committed_applied_secondsbehind: samples,
};
