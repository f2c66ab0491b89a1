import type { CheckSpec } from '../../course/course.ts';
import { EXPLORED_METRICS, type Metric } from '../../simulation/index.ts';
import { locate } from '../source/locate.ts';
import type { ParsedSource } from '../source/parse.ts';
import type { Cause } from '../report.ts';
import { costCause } from './cause-cost.ts';
import { faultCause } from './cause-fault.ts';
import { hostsCause } from './cause-hosts.ts';
import { loadCause } from './cause-load.ts';
import { machineCause } from './cause-machine.ts';
import { shareCause } from './cause-share.ts';
import { eventCause } from './cause-event.ts';
import { runOf, type Simulated } from './runs.ts';
import type { Scene, Suspect } from './scene.ts';
import { serverLoads } from './server-load.ts';

/** What the search for a cause looks at. */
export interface CauseContext {
  simulated: Simulated;
  parsed: ParsedSource;
}

type Search = (scene: Scene) => Suspect | null;

/** For each metric, where its failures come from; the first search that finds something is believed. */
const SEARCHES: { [metric in Metric]: Search[] } = {
  availabilityPct: [loadCause, eventCause],
  errorRatePct: [loadCause, eventCause],
  p50Ms: [loadCause, eventCause],
  p99Ms: [loadCause, eventCause],
  goodputPerS: [loadCause, eventCause],
  loadSharePct: [shareCause],
  attempts: [shareCause],
  utilisationPct: [shareCause],
  retryAmplification: [loadCause, eventCause],
  serversMarkedDownWhileHealthy: [eventCause],
  detectionS: [eventCause],
  userRtoS: [eventCause],
  costUnits: [costCause],
  workersLeft: [machineCause],
  lostAckedWrites: [eventCause],
  maxAckedWritesAtRisk: [eventCause],
  primaryReadSharePct: [],
  splitBrainS: [eventCause],
  addressUnownedS: [eventCause],
  hostAvailabilityPct: [hostsCause],
  // Of the fault matrix: `faultCause` looks there.
  faultsNotSurvived: [],
  worstFaultServedPct: [],
};

/** The one thing that best accounts for a failed check, with its line; null when nothing stands out. */
export function findCause(spec: CheckSpec, { simulated, parsed }: CauseContext): Cause | null {
  if (EXPLORED_METRICS.includes(spec.query.metric)) return simulated.explored === null ? null : faultCause(spec, simulated.explored);
  const { spec: run, bySeed } = runOf(simulated, spec.run);
  const first = bySeed[0];
  if (first === undefined) return null;
  const loads = serverLoads(first, simulated.model, run.workload);
  const scene: Scene = { spec, model: simulated.model, hostAvailability: simulated.hostAvailability, loads, events: first.history?.events ?? [], warmupMs: run.warmupMs };
  for (const search of SEARCHES[spec.query.metric]) {
    const suspect = search(scene);
    if (suspect === null) continue;
    const { path, ...cause } = suspect;
    return { ...cause, place: locate(parsed, path) };
  }
  return null;
}
