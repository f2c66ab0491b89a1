// The simulator's front door.
export { createSimulation, simulate } from './simulation.ts';
export type { Simulation, Snapshot } from './simulation.ts';
export { measure } from './metrics/measure.ts';
export { MOST_HOSTS, hostAvailabilityPct, hostsInUse, isServed } from './metrics/host-availability.ts';
export type { HostAvailability } from './metrics/host-availability.ts';
export { timelineOf } from './timeline.ts';
export type { Timeline } from './timeline.ts';
export { digestOf } from './digest.ts';
export { unsimulatedFields } from './unsimulated.ts';
export { COMPONENT_KINDS, EXPLORED_METRICS, FAULT_NAMES, METRICS } from './metrics.ts';
export type { ComponentKind, FaultFilter, FaultName, Metric, MetricQuery } from './metrics.ts';
export { OUTCOMES } from './history.ts';
export type { History, HistoryEvent, Outcome } from './history.ts';
export type { Limits, Run, RunOptions, Totals } from './run.ts';
export type { Fault, FaultKind, ReplicationConditions, RequestClass, Scenario, ServiceTime, Workload } from './scenario.ts';
