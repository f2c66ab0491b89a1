import type { History } from './history.ts';

/** Everything that a run needs beside the design and the scenario. */
export interface RunOptions {
  /** Whole number; the same seed gives the same run. */
  seed: number;
  limits: Limits;
  /** Whether a history is kept. It changes nothing else. */
  record: boolean;
  /** Whether faults may be added on the way (`inject`); default false. It changes nothing else. */
  forks?: boolean;
}

/** Bounds on the work of one run, counted, never timed. */
export interface Limits {
  /** Events after which the run stops with `complete: false`. */
  events: number;
}

/** What one simulated run did. */
export interface Run {
  seed: number;
  /** False when the limit on events ended the run before its duration was over. */
  complete: boolean;
  /** Events handled; timeouts that nobody waited for any more are dropped unseen. Choices among very many servers count as more than one. */
  events: number;
  /** Every request, attempt and change of state; null when the run was made without a recorder. */
  history: History | null;
  /** Totals over the measured time, kept even without a recorder. */
  totals: Totals;
}

/** Totals over requests that arrived in the measured time. */
export interface Totals {
  /** User requests that arrived. */
  requests: number;
  /** Answered 2xx or 3xx within the client's patience. */
  ok: number;
  /** Everything else: errors, and answers that came too late. */
  failed: number;
  /** Attempts that the load balancers sent to a server. */
  attempts: number;
}
