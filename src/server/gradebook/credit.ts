// When work counts, and how much of it.

/** A module of a cohort, and what one learner was granted. */
export interface Deadline {
  /** Work may be handed in from then on, in epoch milliseconds; null: from the beginning. */
  opensMs: number | null;
  /** Full credit up to and with this moment; null: always. An extension takes its place. */
  dueMs: number | null;
  /** How long after it work still counts, in milliseconds. */
  lateMs: number;
  /** Credit at the end of that time, in percent, 0 to 100. */
  latePct: number;
}

/** Percent of the points that work handed in at this moment gets: 100 until it is due, then down in a straight line to `latePct` at the end of the late time, then 0. Rounded down to whole percents. */
export function creditPct({ opensMs, dueMs, lateMs, latePct }: Deadline, receivedMs: number): number {
  if (opensMs !== null && receivedMs < opensMs) return 0;
  if (dueMs === null || receivedMs <= dueMs) return 100;
  const late = receivedMs - dueMs;
  if (late > lateMs) return 0;
  return Math.floor(100 - ((100 - latePct) * late) / lateMs);
}
