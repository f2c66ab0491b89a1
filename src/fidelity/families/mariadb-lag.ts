// Recordings of a burst of writes, and of the replica that follows.
import type { Question } from '../recording.ts';
import { appliersOf, secondsBehind } from '../../simulation/database/apply.ts';
import type { Cluster, Commit } from '../../simulation/database/cluster.ts';
import { clusterOf, numberOf, oneWayMs, partOf } from './mariadb-pair.ts';

/** Until the writers of the script have started: of the first samples, after 0.25 to 0.45 s, most show no commit, and a burst of 2 s took 2.3 to 3 s. */
const START_MS = 400;
/** What a commit costs a writer of the script beside the statement's own time, */
const WRITER_MS = 3;
/** and how much more for each writer, since all of them share two processor cores with the servers: 102 to 148 commits in 2 s of 1, 370 to 936 of 8. */
const SHARED_CPU_MS = 1.4;
/** What applying costs beside the statement: 72 to 87 a second at 10 ms. Threads side by side do not slow each other: 2, 4 and 8 apply 2, 4 and 8 times as much. */
const APPLIER_MS = 2.3;
/** The script finds out so late that the replica has caught up: after 90 to 210 ms where one writer left no backlog. */
export const LOOK_MS = 150;
/** Between two samples. */
const SAMPLE_MS = 500;

/** How long the writers write, in milliseconds. */
export function burstMs(question: Question): number {
  return numberOf(question, 'burst_s', 2) * 1000;
}

/** Times in milliseconds: of a commit for its writer, of applying one on the replica. */
function costsOf(question: Question): { commitMs: number; applyMs: number; writers: number } {
  const costMs = numberOf(question, 'apply_cost_ms', 10);
  const writers = numberOf(question, 'writers', 1);
  return { commitMs: costMs + WRITER_MS + SHARED_CPU_MS * writers, applyMs: costMs + APPLIER_MS, writers };
}

/** Commits of all writers and of the replica's threads when they have nothing to wait for, for a millisecond. */
export function ratesOf(question: Question): { writers: number; replica: number } {
  const { commitMs, applyMs, writers } = costsOf(question);
  return { writers: writers / commitMs, replica: appliersOf(partOf(question, 'replica')) / applyMs };
}

/** The family mariadb.lag. */
export function lag(question: Question): { [field: string]: unknown } {
  const { commitMs, applyMs, writers } = costsOf(question);
  const cluster = clusterOf(question, { oneWayDelayMs: oneWayMs(0), applyMs });
  const untilMs = START_MS + burstMs(question);
  const samples: number[][] = [];
  /** When each committed statement began: the timestamp of its event. */
  const began: number[] = [];
  const sample = (): void => {
    const applied = cluster.committed('replica');
    const isApplying = applied < cluster.received('replica');
    samples.push([Math.round(cluster.now), cluster.committed('primary'), applied, secondsBehind(cluster.now, isApplying ? began[applied] : null)]);
  };
  cluster.runUntil(START_MS);
  write(cluster, { writers, workMs: commitMs, untilMs, began, sample });
  const committed = cluster.committed('primary');
  const caughtUp = (): boolean => cluster.committed('replica') >= committed;
  for (let next = (samples.length + 1) * SAMPLE_MS; !caughtUp(); next += SAMPLE_MS) {
    cluster.runUntil(next, caughtUp);
    if (!caughtUp()) sample();
  }
  const endMs = Math.max(cluster.now, untilMs) + LOOK_MS;
  return {
    committed_on_primary: committed, primary_rate_per_s: Math.round((committed * 1000) / untilMs), catch_up_ms_after_burst: Math.round(endMs - untilMs),
    replica_apply_rate_per_s: Math.round((committed * 1000) / endMs), samples_ms_committed_applied_secondsbehind: samples,
  };
}

interface Burst { writers: number; workMs: number; untilMs: number; began: number[]; sample: () => void }

/** Writers that commit one statement after another until the burst is over. */
function write(cluster: Cluster, { writers, workMs, untilMs, began, sample }: Burst): void {
  const commits: Commit[] = [];
  const start = (writer: number): void => { commits[writer] = cluster.begin('primary', workMs); };
  for (let writer = 0; writer < writers; writer++) start(writer);
  for (let next = SAMPLE_MS; ; ) {
    cluster.runUntil(Math.min(next, untilMs), () => commits.some((commit) => commit.answeredMs !== null));
    commits.forEach((commit, writer) => {
      if (commit.answeredMs === null) return;
      began.push(commit.sentMs);
      if (cluster.now < untilMs) start(writer);
      else commits[writer] = { ...commit, answeredMs: null };
    });
    if (cluster.now >= untilMs) return;
    if (cluster.now < next) continue;
    sample();
    next += SAMPLE_MS;
  }
}
