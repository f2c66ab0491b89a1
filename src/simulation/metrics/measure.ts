// One number from a run, by the definitions of the curriculum (part 5.3).
import type { Model } from '../../infrastructure/model.ts';
import type { MetricQuery } from '../metrics.ts';
import type { Run } from '../run.ts';
import { availabilityPct, goodputPerS, latencyMs, retryAmplification } from './requests.ts';
import { attempts, costUnits, loadSharePct, primaryReadSharePct, utilisationPct, workersLeft } from './servers.ts';
import { hostAvailabilityPct, type HostAvailability } from './host-availability.ts';
import { addressUnownedS, splitBrainS } from './addresses.ts';
import { detectionS, serversMarkedDownWhileHealthy, userRtoS } from './recovery.ts';

/**
 * The value of a metric in a run; null where there is nothing to measure, or the run kept no history. `hostAvailability` is for hostAvailabilityPct alone,
 * which has nothing to measure without it.
 */
export function measure(query: MetricQuery, run: Run, model: Model, hostAvailability: HostAvailability | null = null): number | null {
  if (query.metric === 'costUnits') return costUnits(query, model);
  if (query.metric === 'workersLeft') return workersLeft(model);
  if (query.metric === 'hostAvailabilityPct') return hostAvailability === null ? null : hostAvailabilityPct(model, hostAvailability);
  const { history } = run;
  if (history === null) return null;
  const hasDatabase = model.databases.nodes.length > 0;
  switch (query.metric) {
    case 'availabilityPct': return availabilityPct(query, history);
    case 'errorRatePct': {
      const available = availabilityPct(query, history);
      return available === null ? null : 100 - available;
    }
    case 'p50Ms': return latencyMs(query, history, 50);
    case 'p99Ms': return latencyMs(query, history, 99);
    case 'goodputPerS': return goodputPerS(query, history);
    case 'retryAmplification': return retryAmplification(query, history);
    case 'attempts': return attempts(query, history, model);
    case 'loadSharePct': return loadSharePct(query, history, model);
    case 'utilisationPct': return utilisationPct(query, history, model);
    case 'primaryReadSharePct': return primaryReadSharePct(query, history, model);
    case 'serversMarkedDownWhileHealthy': return serversMarkedDownWhileHealthy(query, history, model);
    case 'detectionS': return detectionS(query, history, model);
    case 'userRtoS': return userRtoS(query, history);
    case 'lostAckedWrites': return hasDatabase ? history.writes.lost : null;
    // Of many runs with other faults, not of this one.
    case 'faultsNotSurvived':
    case 'worstFaultServedPct': return null;
    case 'splitBrainS': return splitBrainS(query, history, model);
    case 'addressUnownedS': return addressUnownedS(query, history, model);
    case 'maxAckedWritesAtRisk': return hasDatabase ? history.writes.mostAtRisk : null;
  }
}
