import type { Model } from '../../infrastructure/index.ts';
import type { Run, ServiceTime, Workload } from '../../simulation/index.ts';

/** What one application or database node was asked for in a run, and what it could do. */
export interface ServerLoad {
  name: string;
  workers: number;
  /** Attempts a second in the measured time. */
  offeredPerS: number;
  /** 0 to 100, in the measured time. */
  sharePct: number;
  /** 0 to 100, in the measured time. */
  busyPct: number;
  /** Requests that it can do a second at its full speed; null for a database node. */
  capacityPerS: number | null;
  /** The most that waited at the end of a second. */
  waitingMax: number;
  /** Start of the longest time in which, at the end of each second, more waited than it has workers; null: there is none. */
  waitsFromMs: number | null;
}

/** The load of every server of a recorded run, in the order of its history; empty for a run without a recorder. */
export function serverLoads(run: Run, model: Model, workload: Workload): ServerLoad[] {
  const { history } = run;
  if (history === null) return [];
  const counts = countAttempts(history.attempts, history.warmupMs, history.servers.length);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const seconds = (history.durationMs - history.warmupMs) / 1000;
  const serviceMs = meanServiceMs(workload);
  return history.servers.map((name, at) => {
    const workers = history.workers[at] ?? 1;
    const count = counts[at] ?? 0;
    return {
      name,
      workers,
      offeredPerS: count / seconds,
      sharePct: total === 0 ? 0 : (count / total) * 100,
      capacityPerS: capacityOf(model, name, serviceMs),
      ...waitingOf(history, at, workers),
    };
  });
}

/** Work needs a worker and a core; applications on one host share its cores by their workers. */
function capacityOf(model: Model, name: string, serviceMs: number): number | null {
  const application = model.applications.find((one) => one.name === name);
  if (application === undefined || serviceMs === 0) return null;
  const cores = model.hosts.find((one) => one.name === application.host)?.cores ?? application.workers;
  const all = model.applications.reduce((sum, { host, workers }) => (host === application.host ? sum + workers : sum), 0);
  return (application.workers * Math.min(1, cores / all) * 1000) / serviceMs;
}

function countAttempts(attempts: { count: number; sentMs: Float64Array; server: Uint16Array }, fromMs: number, servers: number): number[] {
  const counts = new Array<number>(servers).fill(0);
  for (let row = 0; row < attempts.count; row += 1) {
    if ((attempts.sentMs[row] as number) >= fromMs) counts[attempts.server[row] as number] = (counts[attempts.server[row] as number] ?? 0) + 1;
  }
  return counts;
}

function waitingOf(history: NonNullable<Run['history']>, server: number, workers: number): Pick<ServerLoad, 'busyPct' | 'waitingMax' | 'waitsFromMs'> {
  const { servers, perSecond, durationMs, warmupMs } = history;
  const first = Math.ceil(warmupMs / 1000);
  const end = Math.floor(durationMs / 1000);
  let busyMs = 0;
  let waitingMax = 0;
  let waitsFromMs: number | null = null;
  let longest = 0;
  let stretch = 0;
  for (let second = 0; second < end; second += 1) {
    const waiting = perSecond.waiting[second * servers.length + server] as number;
    if (second >= first) busyMs += perSecond.busyMs[second * servers.length + server] as number;
    waitingMax = Math.max(waitingMax, waiting);
    stretch = waiting > workers ? stretch + 1 : 0;
    if (stretch > longest) [longest, waitsFromMs] = [stretch, (second + 1 - stretch) * 1000];
  }
  return { busyPct: end > first ? (busyMs / ((end - first) * 1000 * workers)) * 100 : 0, waitingMax, waitsFromMs };
}

/** Mean work of a request over the classes, without its queries. */
function meanServiceMs(workload: Workload): number {
  return workload.classes.reduce((sum, { share, service }) => sum + share * meanMs(service ?? workload.service), 0);
}

function meanMs(service: ServiceTime): number {
  switch (service.distribution) {
    case 'exponential':
      return service.meanMs;
    case 'fixed':
      return service.ms;
    case 'mix':
      return service.parts.reduce((sum, { share, ms }) => sum + share * ms, 0);
  }
}
