// A run second by second, for charts.
import type { History, HistoryEvent } from './history.ts';
import { percentile } from './numbers/percentile.ts';
import { OK } from './metrics/requests.ts';
import type { Run } from './run.ts';

/** One value a second of the run, warm-up included. Requests and attempts count in the second in which they were sent. */
export interface Timeline {
  seconds: number;
  requests: number[];
  failed: number[];
  /** Half of the requests, and 99 of 100, were answered within this: milliseconds, of those answered in time; null: none. */
  p50Ms: (number | null)[];
  p99Ms: (number | null)[];
  servers: ServerSeries[];
  replicas: ReplicaSeries[];
  nodes: NodeSeries[];
  events: HistoryEvent[];
}

/** What one application or database node did, second by second. */
export interface ServerSeries {
  name: string;
  attempts: number[];
  /** What was sent to it and gave the user nothing: no connection, an error, or an answer for one who had given up. */
  failed: number[];
  /** Workers in use, 0 to 100. */
  busyPct: number[];
  /** Requests queued there at the end of the second. */
  waiting: number[];
}

/** How far behind one replica was, second by second. */
export interface ReplicaSeries {
  name: string;
  /** Age of the oldest write of the primary that it has not applied, at the end of the second; 0: it has all. */
  lagMs: number[];
}

/** How far the writes of one database node went, second by second. */
export interface NodeSeries {
  name: string;
  /** Writes in its binary log, own and applied ones, at the end of the second. */
  position: number[];
}

/** The timeline of a recorded run, with one digit after the point; all series are empty for one without a history. */
export function timelineOf(run: Run): Timeline {
  const { history } = run;
  if (history === null) return { seconds: 0, requests: [], failed: [], p50Ms: [], p99Ms: [], servers: [], replicas: [], nodes: [], events: [] };
  const seconds = Math.ceil(history.durationMs / 1000);
  const requests = new Array<number>(seconds).fill(0);
  const failed = new Array<number>(seconds).fill(0);
  const times: number[][] = requests.map(() => []);
  const { arrivalMs, endMs, outcome, count } = history.requests;
  for (let row = 0; row < count; row++) {
    const second = Math.floor(arrivalMs[row] / 1000);
    requests[second]++;
    if (outcome[row] === OK) times[second].push(endMs[row] - arrivalMs[row]);
    else failed[second]++;
  }
  const sorted = times.map((values) => Float64Array.from(values).sort());
  const percentiles = (percent: number): (number | null)[] => sorted.map((values) => rounded(percentile(values, percent)));
  const replicas = history.replicas.map((name, i) => ({
    name, lagMs: Array.from({ length: seconds }, (_, second) => Math.floor(history.perSecond.lagMs[second * history.replicas.length + i] + 0.5)),
  }));
  const nodes = history.nodes.map((name, i) => ({ name, position: Array.from({ length: seconds }, (_, second) => history.perSecond.position[second * history.nodes.length + i]) }));
  return { seconds, requests, failed, p50Ms: percentiles(50), p99Ms: percentiles(99), servers: serversOf(history, seconds), replicas, nodes, events: history.events };
}

function serversOf({ attempts, perSecond, servers: names, workers }: History, seconds: number): ServerSeries[] {
  const at = (column: Float64Array | Uint32Array, server: number): number[] => Array.from({ length: seconds }, (_, second) => column[second * names.length + server]);
  const servers = names.map((name, i) => ({
    name, attempts: new Array<number>(seconds).fill(0), failed: at(perSecond.unreached, i),
    busyPct: at(perSecond.busyMs, i).map((ms) => rounded(ms / (10 * workers[i]))!), waiting: at(perSecond.waiting, i),
  }));
  for (let row = 0; row < attempts.count; row++) {
    const second = Math.floor(attempts.sentMs[row] / 1000);
    if (second >= seconds) continue;
    const server = servers[attempts.server[row]];
    server.attempts[second]++;
    if (attempts.answered[row] === 0) server.failed[second]++;
  }
  return servers;
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.floor(value * 10 + 0.5) / 10;
}
