// A run second by second, for charts.
import type { HistoryEvent } from './history.ts';
import { percentile } from './numbers/percentile.ts';
import { OK } from './metrics/requests.ts';
import type { Run } from './run.ts';

/** One value a second of the run, warm-up included. Requests count in the second of their arrival. */
export interface Timeline {
  seconds: number;
  requests: number[];
  failed: number[];
  /** Milliseconds, of the requests answered in time; null: none. */
  p99Ms: (number | null)[];
  /** `busyPct`: workers in use, 0 to 100. `waiting`: requests queued there at the end of the second. */
  servers: { name: string; attempts: number[]; busyPct: number[]; waiting: number[] }[];
  events: HistoryEvent[];
}

/** The timeline of a recorded run; all series are empty for one without a history. */
export function timelineOf(run: Run): Timeline {
  const { history } = run;
  if (history === null) return { seconds: 0, requests: [], failed: [], p99Ms: [], servers: [], events: [] };
  const seconds = Math.ceil(history.durationMs / 1000);
  const zeros = (): number[] => new Array<number>(seconds).fill(0);
  const requests = zeros();
  const failed = zeros();
  const times: number[][] = requests.map(() => []);
  const { arrivalMs, endMs, outcome, count } = history.requests;
  for (let row = 0; row < count; row++) {
    const second = Math.floor(arrivalMs[row] / 1000);
    requests[second]++;
    if (outcome[row] === OK) times[second].push(endMs[row] - arrivalMs[row]);
    else failed[second]++;
  }
  const servers = history.servers.map((name, i) => ({
    name, attempts: zeros(),
    busyPct: zeros().map((_, second) => history.perSecond.busyMs[second * history.servers.length + i] / (10 * history.workers[i])),
    waiting: zeros().map((_, second) => history.perSecond.waiting[second * history.servers.length + i]),
  }));
  for (let row = 0; row < history.attempts.count; row++) {
    const second = Math.floor(history.attempts.sentMs[row] / 1000);
    if (second < seconds) servers[history.attempts.server[row]].attempts[second]++;
  }
  return { seconds, requests, failed, p99Ms: times.map((values) => percentile(Float64Array.from(values).sort(), 99)), servers, events: history.events };
}
