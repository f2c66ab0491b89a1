// How faults were noticed and got over.
import type { Model } from '../../infrastructure/model.ts';
import type { History, HistoryEvent } from '../history.ts';
import type { MetricQuery } from '../metrics.ts';
import { OK } from './requests.ts';
import { eachRequest, windowOf } from './window.ts';

/** A fault as the history tells it. */
interface FaultSpan { kind: string; target: string; from: number; until: number }

function faultsOf(history: History): FaultSpan[] {
  const spans: FaultSpan[] = [];
  for (const event of history.events) {
    if (event.kind === 'fault-begins') spans.push({ kind: event.about, target: event.at, from: event.atMs, until: Infinity });
    if (event.kind !== 'fault-ends') continue;
    const span = spans.find((one) => one.kind === event.about && one.target === event.at && one.until === Infinity);
    if (span) span.until = event.atMs;
  }
  return spans;
}

/** Whether a fault hits a process on a host. */
function hits(fault: FaultSpan, process: { name: string; host: string }, model: Model): boolean {
  const host = model.hosts.find((one) => one.name === process.host);
  switch (fault.kind) {
    case 'host-loss': return process.host === fault.target;
    case 'machine-loss': return host?.machine === fault.target;
    case 'zone-loss': return host?.zone === fault.target;
    default: return process.name === fault.target;
  }
}

/** Every server of a HAProxy, and the process behind it. */
function serversOf(model: Model): { balancer: string; server: string; process: { name: string; host: string } }[] {
  const processes = { application: model.applications, database: model.databases.nodes, 'load-balancer': model.loadBalancers };
  return model.loadBalancers.flatMap((balancer) => (balancer.software === 'nginx' ? [] : balancer.backends.flatMap((backend) => backend.servers.flatMap((server) => {
    const process = processes[server.target.kind].find((one) => one.name === server.target.name);
    return process === undefined ? [] : [{ balancer: balancer.name, server: server.name, process }];
  }))));
}

const isDown = (event: HistoryEvent): boolean => event.kind === 'server-down';

/** Changes from up to down, in the window, of servers that nothing had happened to. A pause is daily life: it counts as nothing. */
export function serversMarkedDownWhileHealthy(query: MetricQuery, history: History, model: Model): number {
  const [from, until] = windowOf(query, history);
  const faults = faultsOf(history).filter((fault) => fault.kind !== 'process-pause');
  const servers = serversOf(model);
  return history.events.filter((event) => {
    if (!isDown(event) || event.atMs < from || event.atMs >= until || (query.of !== null && event.about !== query.of)) return false;
    const { process } = servers.find((one) => one.balancer === event.at && one.server === event.about) ?? {};
    return process === undefined || !faults.some((fault) => fault.from <= event.atMs && event.atMs < fault.until && hits(fault, process, model));
  }).length;
}

/** The first fault in the window, not counting load. */
function firstFault(query: MetricQuery, history: History): FaultSpan | undefined {
  const [from, until] = windowOf(query, history);
  return faultsOf(history).find((fault) => fault.kind !== 'load-spike' && fault.from >= from && fault.from < until);
}

/** Seconds from the first fault in the window until the last server that it hit was marked down; null: no fault, nobody hit, or somebody never noticed. */
export function detectionS(query: MetricQuery, history: History, model: Model): number | null {
  const fault = firstFault(query, history);
  if (fault === undefined) return null;
  const affected = serversOf(model).filter((one) => hits(fault, one.process, model) && (query.of === null || one.server === query.of));
  const found = affected.map((one) => (
    history.events.find((event) => isDown(event) && event.atMs >= fault.from && event.at === one.balancer && event.about === one.server)
  ));
  if (found.length === 0) return null;
  return found.reduce<number | null>((latest, event) => (latest === null || event === undefined ? null : Math.max(latest, (event.atMs - fault.from) / 1000)), 0);
}

/**
 * Seconds from the first fault in the window until the start of the first second after which every second has at least 99 % of its requests
 * answered in time; null: no fault, or not before the end.
 */
export function userRtoS(query: MetricQuery, history: History): number | null {
  const fault = firstFault(query, history);
  if (fault === undefined) return null;
  const first = Math.floor(fault.from / 1000);
  const seconds = Math.ceil(windowOf(query, history)[1] / 1000);
  const all = new Int32Array(seconds);
  const ok = new Int32Array(seconds);
  eachRequest({ ...query, windowMs: [first * 1000, seconds * 1000] }, history, (row) => {
    const second = Math.floor(history.requests.arrivalMs[row] / 1000);
    all[second]++;
    if (history.requests.outcome[row] === OK) ok[second]++;
  });
  let recovered = seconds;
  while (recovered > first && ok[recovered - 1] * 100 >= all[recovered - 1] * 99) recovered--;
  if (recovered === seconds) return null;
  return Math.max(0, recovered - fault.from / 1000);
}
