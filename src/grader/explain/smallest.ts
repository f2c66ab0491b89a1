import type { Exercise } from '../../course/index.ts';
import type { Metric } from '../../simulation/index.ts';
import type { Finding, SmallestFailure } from '../explore/exploration.ts';
import { describeFaults, formatSeconds } from './faults.ts';
import { measuredClause } from './metrics.ts';
import { formatMoment, formatNumber, plural } from './numbers.ts';

/** Failures of these are requests that fail. */
const OF_REQUESTS: readonly (Metric | null)[] = [null, 'availabilityPct', 'errorRatePct', 'goodputPerS', 'userRtoS', 'addressUnownedS', 'splitBrainS', 'faultsNotSurvived', 'worstFaultServedPct'];

/**
 * The smallest failure in one sentence: "Kill `lb-1` at 60 s: nobody holds the virtual address for 3.6 s, 412 requests fail." Where nothing stands out, it
 * says what was done and what failed. The exercise is the one that it was found with.
 */
export function describeSmallest(smallest: SmallestFailure, exercise: Exercise): string {
  const { faults, durationMs, finding } = smallest;
  const planned = exercise.runs.find(({ id }) => id === smallest.run)?.durationMs;
  const within = faults.length === 0 && durationMs !== planned ? `, within ${formatSeconds(durationMs)}` : '';
  const what = [...(finding === null ? [] : [describeFinding(finding)]), ...outcome(smallest, exercise)];
  return `${describeFaults(faults, durationMs)}${within}: ${what.join(', ')}.`;
}

function outcome({ check, durationMs, measured, requests, failed, finding }: SmallestFailure, exercise: Exercise): string[] {
  const spec = exercise.checks.find(({ id }) => id === check);
  if (failed > 0 && OF_REQUESTS.includes(spec?.query.metric ?? null)) {
    return [finding === null ? `${formatNumber(failed, 0)} of ${plural(requests, 'request')} fail` : plural(failed, 'request fails', 'requests fail')];
  }
  if (spec === undefined) return [];
  if (measured === null && spec.query.metric === 'detectionS') return finding === null ? ['no load balancer notices it'] : ['and no load balancer takes it out of service'];
  if (measured === null && finding !== null) return [];
  const { windowMs } = spec.query;
  return [measuredClause({ ...spec.query, windowMs: windowMs === null ? null : [windowMs[0], windowMs[1] > durationMs ? durationMs : windowMs[1]] }, measured, spec.limit)];
}

/** What stands out, as a clause. */
function describeFinding({ code, about, fromMs, untilMs, count }: Finding): string {
  const time = formatMoment(untilMs - fromMs);
  switch (code) {
    case 'address-unowned': return `nobody holds the virtual address for ${time}`;
    case 'two-owners': return `two hosts hold the virtual address at once for ${time}`;
    case 'not-reached': return `users reach nothing for ${time}`;
    case 'not-promoted': return `the primary \`${about}\` is gone, and no replica takes its place for ${time}`;
    case 'none-answers': return `no server answers for ${time}`;
    case 'still-sent': return `\`${about}\` goes on getting requests for ${time}`;
    case 'overloaded': return `\`${about}\` is asked for more than it can do and up to ${plural(count, 'request waits', 'requests wait')} there`;
    case 'marked-down': return `\`${about}\` is taken out of service at ${formatSeconds(fromMs)} although nothing is wrong with it`;
  }
}
