/** What a check can measure. Percentages 0 to 100, times in milliseconds (…Ms) or seconds (…S). */
export const METRICS = [
  'availabilityPct', 'errorRatePct', 'p50Ms', 'p99Ms', 'goodputPerS', 'loadSharePct', 'attempts', 'utilisationPct', 'retryAmplification',
  'serversMarkedDownWhileHealthy', 'detectionS', 'userRtoS', 'costUnits', 'workersLeft', 'lostAckedWrites', 'maxAckedWritesAtRisk', 'primaryReadSharePct',
  'splitBrainS', 'addressUnownedS', 'hostAvailabilityPct',
] as const;
/** One of them. */
export type Metric = (typeof METRICS)[number];

/** One number to take from a run. */
export interface MetricQuery {
  metric: Metric;
  /** Application, database node, backend server or virtual address that it is about; null: the whole service. */
  of: string | null;
  /** Name of a request class; null: all. */
  class: string | null;
  /** From, until, in milliseconds of the run; null: the measured time. Requests count by arrival, attempts by sending. */
  windowMs: [number, number] | null;
}
