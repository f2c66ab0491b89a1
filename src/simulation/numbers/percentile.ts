// Percentiles without interpolation: the answer is always a value that occurred.

/** The nearest-rank percentile, 0 < percent ≤ 100, of values in ascending order; null when there is none. */
export function percentile(sorted: Float64Array, percent: number): number | null {
  if (sorted.length === 0) return null;
  const rank = Math.ceil((percent / 100) * sorted.length);
  return sorted[Math.max(rank, 1) - 1];
}
