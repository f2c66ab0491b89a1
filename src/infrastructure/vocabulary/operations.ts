import type { Duration } from './durations.ts';

/** How clients behave, where an exercise hands it to the learner. Becomes a snippet for their library. */
export interface ClientPolicy {
  /** One attempt is given up after this long. 1ms to 24d. */
  timeout: Duration;
  /** Attempts for one request, the first included. 1 to 100. */
  maxAttempts: number;
  /** Wait before each further attempt: `base`, doubled each time up to `cap`; with jitter `full` a random part of it. Default: no wait. */
  backoff?: { /** 1ms to 24d. */ base: Duration; /** 1ms to 24d. */ cap: Duration; jitter: 'none' | 'full' };
  /** Retries as a share of requests, 0 to 1. Default: no limit. */
  retryBudget?: number;
}

/** How a new version is brought out. Becomes a runbook of `set server … state drain`. */
export interface DeployPlan {
  /** Some at a time, or all together. */
  strategy: 'rolling' | 'all-at-once';
  /** Applications at a time, 1 to 1000. */
  batch: number;
  /** Time between the drain and the stop. 0s to 24d. */
  drain: Duration;
  /** Wait until the batch is healthy before the next one. */
  waitForHealthy: boolean;
}

/** A backup that runs again and again. Becomes a line of cron. */
export interface BackupPlan {
  /** `mariadb-dump` or `mariabackup` (MySQL: `mysqldump`, XtraBackup). */
  kind: 'logical' | 'physical';
  /** From one backup to the next. 1m to 365d. */
  every: Duration;
  /** From one copy of the binary log to the next, which makes a restore to any moment possible. 1s to 365d; default: none. */
  binlogArchive?: Duration;
  /** Where it is kept. */
  target: 'same-host' | 'other-zone' | 'other-region';
  /** From one test of a restore to the next. 1h to 3650d; default: never tested. */
  restoreTestEvery?: Duration;
}
