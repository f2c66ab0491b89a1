// What a check against a closed form is made of.

/** One number with its exact value. */
export interface Check {
  what: string;
  exact: number;
  unit: 'ms' | '%' | '';
  /** A queue of exponential or constant service times at a load of at most 0.8: the mean is held to 1.2 %, too. */
  tight?: boolean;
  /** A limit that a finite system only comes near: held to this many percent, instead of to standard errors. */
  limitPct?: number;
}

/** One system, simulated once for each seed; all its checks are taken from the same run. */
export interface Case {
  id: string;
  title: string;
  /** The formula in words and signs, and where it is from. */
  formula: string;
  checks: Check[];
  /** Part of the checks that `npm test` makes. */
  quick: boolean;
  /** One value a check, from about this many requests. */
  sample(requests: number, seed: number): number[];
}

/** Requests of a seed and seeds of the full set. */
export const FULL = { requests: 1_000_000, seeds: 16 } as const;
/** Most percent that a tight mean may be off with the full set. */
const TIGHT_PCT = 1.2;

/** One check, judged. */
export interface Verdict { id: string; what: string; unit: string; exact: number; measured: number; standardError: number; offPct: number; holds: boolean }

/**
 * Judges a check by the values of all seeds: within 4 standard errors of their mean, and a tight one within 1.2 % of the exact value;
 * smaller samples get more room, by the square root of how much smaller they are.
 */
export function judge(one: Case, check: Check, values: readonly number[], requests: number): Verdict {
  const measured = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - measured) ** 2, 0) / (values.length - 1);
  const standardError = Math.sqrt(variance / values.length);
  const off = Math.abs(measured - check.exact);
  const offPct = (off / check.exact) * 100;
  const room = Math.sqrt((FULL.requests * FULL.seeds) / (requests * values.length));
  const holds = check.limitPct === undefined ? off <= 4 * standardError && (check.tight !== true || offPct <= TIGHT_PCT * room) : offPct <= check.limitPct * room;
  return { id: one.id, what: check.what, unit: check.unit, exact: check.exact, measured, standardError, offPct, holds };
}
