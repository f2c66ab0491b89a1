// Recordings of semi-synchronous commits: what they wait for, what gives up, who sees the row meanwhile.
import type { Question } from '../recording.ts';
import type { Cluster, Commit } from '../../simulation/database/cluster.ts';
import { SERVER_LOST } from '../../simulation/database/errors.ts';
import { gtidText } from '../../simulation/database/gtid.ts';
import { COMMIT_MS, READ_MS, clusterOf, median, numberOf, oneWayMs, partOf, tenth } from './mariadb-pair.ts';

/** Longest wait of the recorder for anything. */
const PATIENCE_MS = 120_000;
/** The script: CREATE TABLE and 15 commits with the replica, 5 without it, 5 after its return. The recording names the counters only, the middle 5 and 21 others. */
const SCRIPT = { before: 16, without: 5, after: 5 };
/** The wait-point script commits this often before the commit that it looks at (seen in the GTIDs). */
const COMMITS_BEFORE_WAIT = 4;
/** The script starts its client, and looks, about this long after it began to count: 100 to 390 ms. */
const STARTED_AFTER_MS = 200;

function time(commit: Commit): number {
  return (commit.answeredMs ?? Infinity) - commit.sentMs;
}

function commits(cluster: Cluster, count: number): number[] {
  return Array.from({ length: count }, () => time(cluster.commit('primary', COMMIT_MS, cluster.now + PATIENCE_MS)));
}

/** The family mariadb.semisync.ack. */
export function acknowledgement(question: Question): { [field: string]: unknown } {
  const timeoutMs = numberOf(question, 'timeout_ms', 10_000);
  const delayMs = numberOf(question, 'link_delay_ms_one_way', 0);
  const cluster = clusterOf(question, { oneWayDelayMs: oneWayMs(delayMs) });
  const before = commits(cluster, SCRIPT.before);
  cluster.ioThread('replica', false);
  const gone = cluster.semiSync('primary');
  const without = commits(cluster, SCRIPT.without);
  const after5 = cluster.semiSync('primary');
  cluster.ioThread('replica', true);
  cluster.runUntil(cluster.now + 20 * (delayMs + 50));
  const back = cluster.semiSync('primary');
  const after = commits(cluster, SCRIPT.after);
  const end = cluster.semiSync('primary');
  return {
    median_commit_ms_replica_ok: tenth(median(before)!),
    status_with_replica_gone: gone.status,
    commit_ms_after_replica_gone: without.map(tenth),
    status_after_5_commits: after5.status, clients: String(after5.clients),
    status_after_replica_caught_up: back.status,
    median_commit_ms_after_return: tenth(median(after)!),
    yes_no_tx: [String(end.yesTx), String(end.noTx)],
    first_blocked_commit_is_timeout: without[0] >= timeoutMs,
    rest_not_blocked: without.slice(1).every((ms) => ms < timeoutMs / 2),
  };
}

/** The family mariadb.semisync.waitpoint: another session looks for the row of a commit that nobody acknowledges. */
export function waitPoint(question: Question): { [field: string]: unknown } {
  const timeoutMs = numberOf(question, 'timeout_ms', 10_000);
  const cluster = clusterOf(question, { oneWayDelayMs: oneWayMs(0) });
  commits(cluster, COMMITS_BEFORE_WAIT);
  cluster.runUntil(cluster.now + PATIENCE_MS);
  cluster.freezeLink('replica');
  const startMs = cluster.now;
  cluster.runUntil(startMs + STARTED_AFTER_MS);
  const commit = cluster.begin('primary', COMMIT_MS);
  const isVisible = (): boolean => cluster.visible('primary') > COMMITS_BEFORE_WAIT;
  if (question.inputs['crash_halfway_through_wait'] === true) return crash(question, cluster, timeoutMs, isVisible);
  cluster.runUntil(cluster.now + PATIENCE_MS, isVisible);
  const visibleMs = cluster.now - startMs + READ_MS;
  const visibleBefore = commit.answeredMs === null;
  cluster.runUntil(cluster.now + PATIENCE_MS, () => commit.answeredMs !== null);
  return {
    visible_before_acknowledged: visibleBefore, commit_ms: Math.round(cluster.now - startMs), visible_ms: Math.round(visibleMs),
    status_after: cluster.semiSync('primary').status,
  };
}

function crash(question: Question, cluster: Cluster, timeoutMs: number, isVisible: () => boolean): { [field: string]: unknown } {
  cluster.runUntil(cluster.now + timeoutMs / 2);
  const seen = isVisible();
  cluster.kill('primary', 'process');
  cluster.runUntil(cluster.now + PATIENCE_MS);
  const { serverId, binlog } = partOf(question, 'primary');
  const gtid = (sequence: number): string => gtidText({ domain: binlog.gtidDomainId, server: serverId, sequence });
  return {
    seen_by_another_session_before_crash: seen, client_result: SERVER_LOST,
    row_on_replica: cluster.committed('replica') - COMMITS_BEFORE_WAIT,
    row_on_old_primary_after_recovery: cluster.committed('primary') - COMMITS_BEFORE_WAIT,
    gtid_old_primary: gtid(cluster.committed('primary')), gtid_replica: gtid(cluster.committed('replica')),
  };
}
