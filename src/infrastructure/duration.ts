const UNIT_MS: ReadonlyMap<string, number> = new Map([['ms', 1], ['s', 1000], ['m', 60_000], ['h', 3_600_000], ['d', 86_400_000]]);

/** Longest duration that is read: 100 years, so that every sum of durations stays an exact integer. */
const LONGEST_MS = 36_500 * 86_400_000;

/**
 * Milliseconds of a duration such as `'500ms'`, `'2s'` or `'0.5s'`; a whole number of at least 0.
 * Null when the text is no duration: no unit, a sign, an exponent, a part of a millisecond, or more than 100 years.
 */
export function parseDuration(text: string): number | null {
  if (text.length > 32) return null;
  const match = /^(\d{1,15})(?:\.(\d{1,9}))?(ms|s|m|h|d)$/.exec(text);
  if (match === null) return null;
  const [, whole, fraction = '', unit] = match as unknown as [string, string, string | undefined, string];
  const unitMs = UNIT_MS.get(unit)!;
  let divisor = 1;
  for (let digit = 0; digit < fraction.length; digit++) divisor *= 10;
  const fractionMs = Number(fraction === '' ? '0' : fraction) * unitMs;
  if (fractionMs % divisor !== 0) return null;
  const ms = Number(whole) * unitMs + fractionMs / divisor;
  return ms <= LONGEST_MS ? ms : null;
}

/** Writes milliseconds with the largest unit that leaves a whole number: `2s`, `1500ms`, `24d`. */
export function formatDuration(ms: number): string {
  for (const unit of ['d', 'h', 'm', 's']) {
    const unitMs = UNIT_MS.get(unit)!;
    if (ms >= unitMs && ms % unitMs === 0) return `${ms / unitMs}${unit}`;
  }
  return `${ms}ms`;
}
