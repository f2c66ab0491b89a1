// What reached the servers, and how busy they were.
import type { Model } from '../../infrastructure/model.ts';
import type { History } from '../history.ts';
import type { MetricQuery } from '../metrics.ts';
import { windowOf } from './window.ts';

const REQUEST = 0;
const READ = 1;

/** The application or node that a name means: its own, or that of a backend server's target; null: there is no such thing. */
export function serverName(name: string, model: Model): string | null {
  if (model.applications.some((one) => one.name === name) || model.databases.nodes.some((one) => one.name === name)) return name;
  for (const balancer of model.loadBalancers) {
    if (balancer.software !== 'haproxy') continue;
    for (const backend of balancer.backends) {
      const server = backend.servers.find((one) => one.name === name);
      if (server) return server.target.name;
    }
  }
  return null;
}

/** Attempts in the window that `wanted` accepts. */
function countAttempts(query: MetricQuery, history: History, wanted: (server: string, kind: number) => boolean): number {
  const [from, until] = windowOf(query, history);
  const { sentMs, server, kind } = history.attempts;
  let count = 0;
  for (let row = 0; row < history.attempts.count; row++) {
    if (sentMs[row] >= from && sentMs[row] < until && wanted(history.servers[server[row]], kind[row])) count++;
  }
  return count;
}

/** Attempts that reached `of`, or any application. */
export function attempts(query: MetricQuery, history: History, model: Model): number {
  const name = query.of === null ? null : serverName(query.of, model);
  if (query.of === null) return countAttempts(query, history, (_, kind) => kind === REQUEST);
  return countAttempts(query, history, (server) => server === name);
}

/** Share of the attempts that reached any application (for a node: any node) that reached `of`; null: there was none. */
export function loadSharePct(query: MetricQuery, history: History, model: Model): number | null {
  const name = query.of === null ? null : serverName(query.of, model);
  const ofNode = model.databases.nodes.some((node) => node.name === name);
  const all = countAttempts(query, history, (_, kind) => (kind === REQUEST) !== ofNode);
  if (all === 0) return null;
  const own = query.of === null ? all : countAttempts(query, history, (server, kind) => server === name && (kind === REQUEST) !== ofNode);
  return (own / all) * 100;
}

/** Share of reads that a primary answered; null: there was no read. */
export function primaryReadSharePct(query: MetricQuery, history: History, model: Model): number | null {
  const primaries = new Set(model.databases.nodes.filter((node) => node.replicateFrom === null).map((node) => node.name));
  const all = countAttempts(query, history, (_, kind) => kind === READ);
  return all === 0 ? null : (countAttempts(query, history, (server, kind) => kind === READ && primaries.has(server)) / all) * 100;
}

/** Workers in use, of `of` or of all applications, waiting for the database included; null: there is none, or the window is empty. */
export function utilisationPct(query: MetricQuery, history: History, model: Model): number | null {
  const [from, until] = windowOf(query, history);
  const name = query.of === null ? null : serverName(query.of, model);
  let busyMs = 0;
  let workers = 0;
  history.servers.forEach((server, i) => {
    const application = model.applications.find((one) => one.name === server);
    const own = application ?? model.databases.nodes.find((one) => one.name === server);
    if (own === undefined || (query.of === null ? application === undefined : server !== name)) return;
    workers += own.workers;
    for (let second = Math.floor(from / 1000); second * 1000 < until; second++) {
      const part = Math.min(until, second * 1000 + 1000) - Math.max(from, second * 1000);
      busyMs += ((history.perSecond.busyMs[second * history.servers.length + i] ?? 0) * part) / 1000;
    }
  });
  return workers === 0 || until <= from ? null : (busyMs / (workers * (until - from))) * 100;
}

/** Applications that requests can reach: where there is a load balancer, those that stand in the list of one. */
function reachableApplications(model: Model): Model['applications'] {
  if (model.loadBalancers.length === 0) return model.applications;
  const listed = new Set(model.loadBalancers.flatMap((one) => (one.software === 'nginx'
    ? one.servers.map(({ target }) => target)
    : one.backends.flatMap(({ servers }) => servers.flatMap(({ target }) => (target.kind === 'application' ? [target.name] : []))))));
  return model.applications.filter(({ name }) => listed.has(name));
}

/** Workers of reachable applications by machine; those of a host count up to its cores, since more can compute no more. */
function workersByMachine(model: Model): Map<string, number> {
  const applications = reachableApplications(model);
  const byMachine = new Map<string, number>();
  for (const { name, machine, cores } of model.hosts) {
    const workers = applications.reduce((sum, one) => (one.host === name ? sum + one.workers : sum), 0);
    if (workers > 0) byMachine.set(machine, (byMachine.get(machine) ?? 0) + Math.min(workers, cores));
  }
  return byMachine;
}

/** All application workers that have a core, and the machine that carries most of them; the first of equal ones, null: there is no application. */
export function largestMachine(model: Model): { machine: string; workers: number; all: number } | null {
  const byMachine = [...workersByMachine(model)];
  const [machine, workers] = byMachine.reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0]);
  return byMachine.length === 0 ? null : { machine, workers, all: byMachine.reduce((sum, one) => sum + one[1], 0) };
}

/** Application workers with a core that are left when the machine with most of them is lost; null: there is no application. */
export function workersLeft(model: Model): number | null {
  const lost = largestMachine(model);
  return lost === null ? null : lost.all - lost.workers;
}

/** Cost of all hosts, or of the one that `of` runs on; null: there is no such thing. */
export function costUnits(query: MetricQuery, model: Model): number | null {
  if (query.of === null) return model.hosts.reduce((sum, host) => sum + host.costUnits, 0);
  const name = serverName(query.of, model) ?? query.of;
  const process = [...model.applications, ...model.databases.nodes, ...model.loadBalancers].find((one) => one.name === name);
  return model.hosts.find((host) => host.name === (process?.host ?? name))?.costUnits ?? null;
}
