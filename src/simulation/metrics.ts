/** What a check can measure. Percentages 0 to 100, times in milliseconds (…Ms) or seconds (…S). */
export const METRICS = [
  'availabilityPct', 'errorRatePct', 'p50Ms', 'p99Ms', 'goodputPerS', 'loadSharePct', 'attempts', 'utilisationPct', 'retryAmplification',
  'serversMarkedDownWhileHealthy', 'detectionS', 'userRtoS', 'costUnits', 'workersLeft', 'lostAckedWrites', 'maxAckedWritesAtRisk', 'primaryReadSharePct',
  'splitBrainS', 'addressUnownedS', 'hostAvailabilityPct', 'faultsNotSurvived', 'worstFaultServedPct',
] as const;
/** One of them. */
export type Metric = (typeof METRICS)[number];

/** Metrics of the fault matrix: every single fault of the written table is tried on the design, one at a time in steady state. */
export const EXPLORED_METRICS: readonly Metric[] = ['faultsNotSurvived', 'worstFaultServedPct'];

/** Kinds of parts that the fault table knows. */
export const COMPONENT_KINDS = ['zone', 'machine', 'host', 'load-balancer', 'application', 'database', 'link'] as const;
/** One of them. */
export type ComponentKind = (typeof COMPONENT_KINDS)[number];

/** What can happen to a part; the fault table says which kind of part can have which, and what each does. Forth and back: of what a link's first host sends, and of what comes back. */
export const FAULT_NAMES = ['crash', 'hang', 'slow', 'errors', 'closes', 'stalls', 'loss', 'partition', 'partition-forth', 'partition-back'] as const;
/** One of them. */
export type FaultName = (typeof FAULT_NAMES)[number];

/** Which single faults a metric of the fault matrix is about. */
export interface FaultFilter {
  /** Kinds of parts; null: all. */
  parts: readonly ComponentKind[] | null;
  /** null: all. */
  faults: readonly FaultName[] | null;
  /** Kinds of processes: a fault that takes one of them away, alone or with its host, is left out. */
  sparing: readonly ComponentKind[];
}

/** One number to take from a run. */
export interface MetricQuery {
  metric: Metric;
  /** Application, database node, backend server or virtual address that it is about; null: the whole service. */
  of: string | null;
  /** Name of a request class; null: all. */
  class: string | null;
  /** From, until, in milliseconds of the run; null: the measured time. Requests count by arrival, attempts by sending. */
  windowMs: [number, number] | null;
  /** For EXPLORED_METRICS alone; absent: every single fault. */
  tried?: FaultFilter;
}
