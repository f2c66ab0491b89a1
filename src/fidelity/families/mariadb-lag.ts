// Recordings of a burst of writes, and of the replica that follows.
import type { Question } from '../recording.ts';
import { appliersOf, secondsBehind } from '../../simulation/database/apply.ts';
import type { Cluster, Commit } from '../../simulation/database/cluster.ts';
import { clusterOf, numberOf, oneWayMs, partOf } from './mariadb-pair.ts';

/** Until a writer of the script notices that the burst is over: it ran for 2.3 to 3 s instead of 2. */
const OVERTIME_MS = 400;
/** A lone writer of the script needs this long beside the statement's own cost: 41 to 58 commits a second at 10 ms. */
const WRITER_MS = 9.5;
/** Several writers, the servers and the script share two processor cores: 159 to 382 commits a second, about 4 ms for each. */
const SHARED_CPU_MS = 4;
/** What applying costs beside the statement: 72 to 87 a second at 10 ms. */
const APPLIER_MS = 2.3;
/** Threads that apply side by side wait for each other, since commits keep their order: with 4 the replica is 0.3 to 0.7 s behind, with 8 hardly. */
const ORDER_MS = 6;
/** The script looks whether the replica has caught up about this often. */
const LOOK_MS = 100;
/** Between two samples. */
const SAMPLE_MS = 500;

/** The family mariadb.lag. */
export function lag(question: Question): { [field: string]: unknown } {
  const costMs = numberOf(question, 'apply_cost_ms', 10);
  const writers = numberOf(question, 'writers', 1);
  const applyMs = costMs + APPLIER_MS + (appliersOf(partOf(question, 'replica')) > 1 ? ORDER_MS : 0);
  const cluster = clusterOf(question, { oneWayDelayMs: oneWayMs(0), applyMs });
  const burstMs = numberOf(question, 'burst_s', 2) * 1000 + OVERTIME_MS;
  const samples: number[][] = [];
  /** When each committed statement began: the timestamp of its event. */
  const began: number[] = [];
  const sample = (): void => {
    const applied = cluster.committed('replica');
    const isApplying = applied < cluster.received('replica');
    samples.push([Math.round(cluster.now), cluster.committed('primary'), applied, secondsBehind(cluster.now, isApplying ? began[applied] : null)]);
  };
  write(cluster, { writers, workMs: Math.max(costMs + WRITER_MS, SHARED_CPU_MS * writers), burstMs, began, sample });
  const committed = cluster.committed('primary');
  const caughtUp = (): boolean => cluster.committed('replica') >= committed;
  for (let next = (samples.length + 1) * SAMPLE_MS; !caughtUp(); next += SAMPLE_MS) {
    cluster.runUntil(next, caughtUp);
    if (!caughtUp()) sample();
  }
  const endMs = Math.max(cluster.now, burstMs) + LOOK_MS;
  return {
    committed_on_primary: committed, primary_rate_per_s: Math.round((committed * 1000) / burstMs), catch_up_ms_after_burst: Math.round(endMs - burstMs),
    replica_apply_rate_per_s: Math.round((committed * 1000) / endMs), samples_ms_committed_applied_secondsbehind: samples,
  };
}

interface Burst { writers: number; workMs: number; burstMs: number; began: number[]; sample: () => void }

/** Writers that commit one statement after another until the burst is over. */
function write(cluster: Cluster, { writers, workMs, burstMs, began, sample }: Burst): void {
  const commits: Commit[] = [];
  const start = (writer: number): void => { commits[writer] = cluster.begin('primary', workMs); };
  for (let writer = 0; writer < writers; writer++) start(writer);
  for (let next = SAMPLE_MS; ; ) {
    cluster.runUntil(Math.min(next, burstMs), () => commits.some((commit) => commit.answeredMs !== null));
    commits.forEach((commit, writer) => {
      if (commit.answeredMs === null) return;
      began.push(commit.sentMs);
      if (cluster.now < burstMs) start(writer);
      else commits[writer] = { ...commit, answeredMs: null };
    });
    if (cluster.now >= burstMs) return;
    if (cluster.now < next) continue;
    sample();
    next += SAMPLE_MS;
  }
}
