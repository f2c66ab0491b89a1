// Recordings of reads on a replica, some time after the write was acknowledged.
import type { Question } from '../recording.ts';
import { COMMIT_MS, READ_MS, clusterOf, median, numberOf, oneWayMs, tenth } from './mariadb-pair.ts';

/** Longest wait of the recorder for anything. */
const PATIENCE_MS = 120_000;
/** Writes whose reader waits for their GTID first. */
const GTID_WAITS = 20;
/** Cost of `MASTER_GTID_WAIT` that has nothing to wait for. */
const GTID_WAIT_MS = 0.1;

/** `MASTER_DELAY` among what is added to CHANGE MASTER; 0: none. */
export function masterDelayMs(question: Question): number {
  const seconds = /MASTER_DELAY\s*=\s*(\d+)/i.exec(String(question.inputs['follow_extra'] ?? ''))?.[1];
  return seconds === undefined ? 0 : Number(seconds) * 1000;
}

/** The family mariadb.stale. */
export function stale(question: Question): { [field: string]: unknown } {
  const cluster = clusterOf(question, { oneWayDelayMs: oneWayMs(numberOf(question, 'link_delay_ms_one_way', 0)), delayMs: masterDelayMs(question) });
  const waits = question.inputs['read_waits_ms'];
  const writes = numberOf(question, 'writes_per_wait', 20);
  const lags: number[] = [];
  /** Writes a row; returns what tells whether the replica shows it. */
  const write = (): (() => boolean) => {
    cluster.commit('primary', COMMIT_MS, cluster.now + PATIENCE_MS);
    const position = cluster.committed('primary');
    return () => cluster.visible('replica') >= position;
  };
  const fractions: { [wait: string]: number } = {};
  for (const wait of Array.isArray(waits) ? waits.filter((one) => typeof one === 'number') : []) {
    let count = 0;
    for (let i = 0; i < writes; i++) {
      const isThere = write();
      const writtenMs = cluster.now;
      cluster.runUntil(writtenMs + wait + READ_MS);
      if (isThere()) continue;
      count++;
      cluster.runUntil(cluster.now + PATIENCE_MS, isThere);
      lags.push(cluster.now - writtenMs + READ_MS);
    }
    fractions[String(wait)] = Math.round((count / writes) * 1000) / 1000;
  }
  const waited: number[] = [];
  for (let i = 0; i < GTID_WAITS; i++) {
    const isThere = write();
    const fromMs = cluster.now;
    cluster.runUntil(fromMs + PATIENCE_MS, isThere);
    waited.push(Math.max(0, cluster.now - fromMs - READ_MS) + GTID_WAIT_MS);
  }
  return {
    stale_fraction_by_wait_ms: fractions,
    visible_lag_ms_median_when_stale: lags.length === 0 ? null : tenth(median(lags)!),
    visible_lag_ms_max: lags.length === 0 ? null : tenth(Math.max(...lags)),
    master_gtid_wait_stale: 0,
    master_gtid_wait_ms_median: tenth(median(waited)!),
  };
}
