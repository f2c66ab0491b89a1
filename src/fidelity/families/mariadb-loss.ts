// Recordings of a primary that dies: which answered commits go with it.
import type { Question } from '../recording.ts';
import type { Cluster } from '../../simulation/database/cluster.ts';
import { SERVER_LOST } from '../../simulation/database/errors.ts';
import { CLIENT_MS, COMMIT_MS, clusterOf, median, numberOf, oneWayMs, tenth } from './mariadb-pair.ts';

/** Longest wait of the recorder for anything. */
const PATIENCE_MS = 120_000;
/** CREATE TABLE and 5 commits while all is well; of semi-sync the counter tells. */
const COMMITS_BEFORE = 6;

/** Whether what is on the wire dies too. */
export function isHostCrash(question: Question): boolean {
  return String(question.inputs['crash']).startsWith('host');
}

/** Answered commits of the script's client: position in the binary log, and when. */
interface Answered { position: number; atMs: number }

/** The family mariadb.loss. */
export function loss(question: Question): { [field: string]: unknown } {
  const cluster = clusterOf(question, { oneWayDelayMs: oneWayMs(numberOf(question, 'link_delay_ms_one_way', 0)) });
  for (let i = 0; i < COMMITS_BEFORE; i++) cluster.commit('primary', COMMIT_MS, cluster.now + PATIENCE_MS);
  cluster.runUntil(cluster.now + PATIENCE_MS);
  const before = cluster.semiSync('primary').status;
  if (question.inputs['replica_io_thread_stopped'] === true) cluster.ioThread('replica', false);
  if (question.inputs['link_frozen'] === true) cluster.freezeLink('replica');
  const count = numberOf(question, 'commits', 0);
  const answered = count > 0 ? counted(cluster, count) : burst(cluster, numberOf(question, 'burst_s', 1) * 1000, numberOf(question, 'writer_rate_per_s', 100));
  const { status, yesTx, noTx } = cluster.semiSync('primary');
  const killedMs = cluster.now;
  cluster.kill('primary', isHostCrash(question) ? 'host' : 'process');
  cluster.runUntil(cluster.now + PATIENCE_MS);
  const received = cluster.received('replica');
  const lost = answered.filter((commit) => commit.position > received);
  const times = answered.map((commit, i) => commit.atMs - (i === 0 ? 0 : answered[i - 1].atMs));
  return {
    semi_sync_status_before: before,
    ...(count > 0
      ? {
        first_commit_ms: tenth(times[0]), median_commit_ms_of_rest: tenth(median(times.slice(1)) ?? times[0]), semi_sync_status_at_kill: status,
        semi_sync_yes_no_tx: [String(yesTx), String(noTx)],
      }
      : { client_error_code: SERVER_LOST, oldest_lost_acked_ms_before_kill: lost.length === 0 ? null : Math.floor(killedMs - lost[0].atMs) }),
    acknowledged: answered.length, lost_acknowledged: lost.length,
    on_replica_but_not_acknowledged: Math.max(0, received - (answered.at(-1)?.position ?? COMMITS_BEFORE)),
    lost_are_the_last_ones: lost.every((commit, i) => commit === answered[answered.length - lost.length + i]),
    rows_on_old_primary_after_recovery_minus_acknowledged: cluster.committed('primary') - COMMITS_BEFORE - answered.length,
  };
}

/** So many commits, one after the other; times count from the first one. */
function counted(cluster: Cluster, count: number): Answered[] {
  const startMs = cluster.now;
  return Array.from({ length: count }, () => {
    cluster.commit('primary', COMMIT_MS, cluster.now + PATIENCE_MS);
    return { position: cluster.committed('primary'), atMs: cluster.now - startMs };
  });
}

/** One client that commits at most at a rate, until the burst is over. */
function burst(cluster: Cluster, burstMs: number, ratePerS: number): Answered[] {
  const untilMs = cluster.now + burstMs;
  const answered: Answered[] = [];
  while (cluster.now < untilMs) {
    const commit = cluster.commit('primary', COMMIT_MS, untilMs);
    if (commit.answeredMs !== null) answered.push({ position: cluster.committed('primary'), atMs: commit.answeredMs });
    cluster.runUntil(Math.min(untilMs, Math.max(commit.sentMs + 1000 / ratePerS, cluster.now) + CLIENT_MS));
  }
  return answered;
}
