// What users got: availability, latency, goodput, attempts for a request.
import type { History } from '../history.ts';
import { OUTCOMES } from '../history.ts';
import type { MetricQuery } from '../metrics.ts';
import { percentile } from '../numbers/percentile.ts';
import { eachRequest, windowOf } from './window.ts';

/** Position of `ok` in OUTCOMES. */
export const OK = OUTCOMES.indexOf('ok');

/** Requests and those answered 2xx or 3xx within the user's patience. */
function count(query: MetricQuery, history: History): { all: number; ok: number } {
  const counts = { all: 0, ok: 0 };
  eachRequest(query, history, (row) => {
    counts.all++;
    if (history.requests.outcome[row] === OK) counts.ok++;
  });
  return counts;
}

/** Percent of requests answered in time; null: there was none. */
export function availabilityPct(query: MetricQuery, history: History): number | null {
  const { all, ok } = count(query, history);
  return all === 0 ? null : (ok / all) * 100;
}

/** Nearest-rank percentile of the time from arrival to answer, over requests answered in time; null: there was none. */
export function latencyMs(query: MetricQuery, history: History, percent: number): number | null {
  const { arrivalMs, endMs, outcome } = history.requests;
  const times = new Float64Array(history.requests.count);
  let count = 0;
  eachRequest(query, history, (row) => {
    if (outcome[row] === OK) times[count++] = endMs[row] - arrivalMs[row];
  });
  return percentile(times.subarray(0, count).sort(), percent);
}

/** Requests answered in time, a second of the window; null: the window is empty. */
export function goodputPerS(query: MetricQuery, history: History): number | null {
  const [from, until] = windowOf(query, history);
  return until <= from ? null : count(query, history).ok / ((until - from) / 1000);
}

/** Attempts of users that reached a load balancer, for each request; null: there was no request. */
export function retryAmplification(query: MetricQuery, history: History): number | null {
  let reached = 0;
  let all = 0;
  eachRequest(query, history, (row) => {
    all++;
    reached += history.requests.reached[row];
  });
  return all === 0 ? null : reached / all;
}
