// What HAProxy does when something fails: retries, health checks, queues, slow starts, and what it writes about them.
import type { Family, Prediction, Question } from '../recording.ts';
import { unsupportedIn } from './haproxy-modes.ts';
import { predictHealth, predictStart } from './haproxy-health.ts';
import { predictRequests } from './haproxy-requests.ts';
import { predictSlowstart } from './haproxy-slowstart.ts';
import { detection, firstChecks, logTexts, moments, observedFor, requestTimes, shares, sinceStart, spacing, weightSteps, weightValues } from './haproxy-tolerances.ts';
import { each } from '../compare.ts';

function predict(question: Question): Prediction {
  const reason = unsupportedIn(question);
  if (reason !== null) return { kind: 'not modelled', reason };
  switch (question.family) {
    case 'haproxy.health': return predictHealth(question);
    case 'haproxy.health.start': return predictStart(question);
    case 'haproxy.slowstart': return predictSlowstart(question);
    default: return predictRequests(question);
  }
}

/** What is exact: statuses, servers, termination states, retries, counts, texts. Times have the tolerances of a busy machine. */
export const haproxyFailures: Family = {
  names: [
    'haproxy.failing', 'haproxy.health', 'haproxy.health.start', 'haproxy.observe', 'haproxy.queue', 'haproxy.retry-on', 'haproxy.slowstart', 'haproxy.termination',
  ],
  predict,
  comparisons: {
    times: requestTimes, log: logTexts, state_changes: logTexts, detect_ms: detection, recover_ms: detection, check_syn_ms_after_death: moments, log_ms_after_death: moments,
    steady_check_spacing_ms: each(spacing), observed_for_ms: observedFor, first_check_ms_after_first_of_all: firstChecks, down_ms_after_process_start: sinceStart,
    weight_steps_values: weightValues, weight_steps_ms_after_UP: weightSteps, share_of_s1_by_second_after_UP: shares,
  },
};
