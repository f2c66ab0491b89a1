// What stands out in a run that breaks a check. Each candidate has to account for at least half of what failed; where none does, nothing is said.
import type { Model } from '../../infrastructure/index.ts';
import type { Fault, History, Run } from '../../simulation/index.ts';
import { hitsHost } from '../../simulation/faults.ts';
import { HANDOVER_MS, spansOwned } from '../../simulation/metrics/addresses.ts';
import { OK } from '../../simulation/metrics/requests.ts';
import { eachRequest } from '../../simulation/metrics/window.ts';
import { entriesOf } from '../check/entries.ts';
import { serverLoads } from '../check/server-load.ts';
import type { Finding } from '../explore/exploration.ts';
import type { Schedule } from './shrink.ts';
import type { Claim } from './verdict.ts';

/** What is looked at. */
export interface Evidence {
  claim: Claim;
  schedule: Schedule;
  run: Run;
  model: Model;
}

interface Clues extends Evidence {
  history: History;
  /** Rows of the check's requests that were not answered in time. */
  failed: number[];
}

/** Work asked for, as a part of what can be done, from which on a server is overloaded: by chance it already is at 98 %. */
const FULL = 0.98;

type Search = (clues: Clues) => Finding | null;

/** The first thing that stands out; null: nothing does. */
export function findingOf(evidence: Evidence): Finding | null {
  const { run: { history }, claim: { check: { query } } } = evidence;
  if (history === null) return null;
  const failed: number[] = [];
  const window: [number, number] = [query.windowMs?.[0] ?? history.warmupMs, Math.min(query.windowMs?.[1] ?? Infinity, history.durationMs)];
  eachRequest({ ...query, windowMs: window }, history, (row) => {
    if (history.requests.outcome[row] !== OK) failed.push(row);
  });
  const clues = { ...evidence, history, failed };
  for (const search of searchesOf(query.metric)) {
    const found = search(clues);
    if (found !== null) return found;
  }
  return null;
}

function searchesOf(metric: Claim['check']['query']['metric']): Search[] {
  switch (metric) {
    case 'availabilityPct': case 'errorRatePct': case 'goodputPerS': case 'userRtoS':
      return [forHalf(longestUnowned), forHalf(longestShared), unreachedEntrance, notPromoted, overloaded, noneAnswers, stillSent].map((search) => (clues: Clues) => (clues.failed.length === 0 ? null : search(clues)));
    case 'p50Ms': case 'p99Ms': return [overloaded];
    case 'addressUnownedS': return [longestUnowned];
    case 'splitBrainS': return [longestShared];
    case 'serversMarkedDownWhileHealthy': return [markedDown];
    case 'detectionS': return [neverTakenOut];
    default: return [];
  }
}

/** Failed requests whose time, from arrival to end, lies in a span at least in part. */
function within({ history, failed }: Clues, from: number, until: number): number {
  return failed.filter((row) => history.requests.arrivalMs[row]! < until && history.requests.endMs[row]! > from).length;
}

/** A finding of a span, where it accounts for half of what failed. */
function ofSpan(clues: Clues, code: Finding['code'], about: string, [fromMs, untilMs]: [number, number]): Finding | null {
  const count = within(clues, fromMs, untilMs);
  return count * 2 >= clues.failed.length ? { code, about, fromMs, untilMs, count } : null;
}

function longest(clues: Clues, wanted: (owners: number) => boolean, leastMs: number): { address: string; span: [number, number] } | null {
  const { claim: { check: { query } }, history, model } = clues;
  const of = query.metric === 'addressUnownedS' || query.metric === 'splitBrainS' ? query.of : null;
  const spans = model.virtualAddresses.filter(({ name, address }) => of === null || of === name || of === address).flatMap(({ address }) => (
    (spansOwned({ ...query, of: address }, history, model, wanted) ?? []).map((span) => ({ address, span }))
  ));
  // What is still on its way at the end is followed to its own end; the run that is told about ends before.
  const inside = spans.map(({ address, span: [from, until] }) => ({ address, span: [from, Math.min(until, history.durationMs)] as [number, number] }));
  return inside.filter(({ span: [from, until] }) => until - from >= leastMs).sort((a, b) => b.span[1] - b.span[0] - (a.span[1] - a.span[0]))[0] ?? null;
}

const longestUnowned: Search = (clues) => ofLongest(clues, 'address-unowned', longest(clues, (owners) => owners === 0, 1));
const longestShared: Search = (clues) => ofLongest(clues, 'two-owners', longest(clues, (owners) => owners > 1, HANDOVER_MS));

function ofLongest(clues: Clues, code: Finding['code'], found: ReturnType<typeof longest>): Finding | null {
  return found === null ? null : { code, about: found.address, fromMs: found.span[0], untilMs: found.span[1], count: within(clues, ...found.span) };
}

/** What a search finds, where it accounts for half of what failed. */
function forHalf(search: Search): Search {
  return (clues) => {
    const found = search(clues);
    return found !== null && found.count * 2 >= clues.failed.length ? found : null;
  };
}

/** Requests that never came to where users enter. */
function unreachedEntrance(clues: Clues): Finding | null {
  const { requests } = clues.history;
  const rows = clues.failed.filter((row) => requests.reached[row] === 0);
  const [first] = rows;
  if (first === undefined || rows.length * 2 < clues.failed.length) return null;
  return { code: 'not-reached', about: '', fromMs: requests.arrivalMs[first]!, untilMs: requests.arrivalMs[rows.at(-1)!]!, count: rows.length };
}

/** A fault hits a process on a host. */
function hits(fault: Fault, process: { name: string; host: string }, model: Model): boolean {
  const host = model.hosts.find(({ name }) => name === process.host);
  return (host !== undefined && hitsHost(fault, host)) || ('target' in fault && fault.target === process.name);
}

/** Faults after which a process answers nobody. */
const isLoss = ({ kind }: Fault): boolean => kind === 'process-crash' || kind === 'process-pause' || kind.endsWith('-loss');

/** The primary is gone, nobody took its place, and what failed needed the database. */
function notPromoted(clues: Clues): Finding | null {
  const { schedule: { faults, durationMs }, model, history, claim: { run: { workload } } } = clues;
  const primary = model.databases.nodes.find(({ replicateFrom }) => replicateFrom === null);
  const fault = primary === undefined ? undefined : faults.find((one) => isLoss(one) && hits(one, primary, model));
  if (primary === undefined || fault === undefined || model.databases.nodes.filter((node) => node.replicateFrom === null).length > 1) return null;
  const promoted = history.events.find(({ kind, atMs }) => kind === 'promoted' && atMs >= fault.atMs);
  const needy = clues.failed.filter((row) => workload.classes[history.requests.class[row]!]?.database != null);
  const untilMs = Math.min(promoted?.atMs ?? Infinity, fault.untilMs ?? Infinity, durationMs);
  return needy.length * 2 < clues.failed.length ? null : ofSpan(clues, 'not-promoted', primary.name, [fault.atMs, untilMs]);
}

/** The longest time in which no attempt at an application was of use to anybody. */
function noneAnswers(clues: Clues): Finding | null {
  const { history, model, schedule: { faults } } = clues;
  const { sentMs, answered, kind, count } = history.attempts;
  let span: [number, number] = [history.warmupMs, history.warmupMs];
  let since = history.warmupMs;
  const end = (atMs: number): void => {
    if (atMs - since > span[1] - span[0]) span = [since, atMs];
    since = Math.max(since, atMs);
  };
  for (let row = 0; row < count; row += 1) if (kind[row] === 0 && answered[row] === 1) end(sentMs[row]!);
  end(history.durationMs);
  const begins = faults.map(({ atMs }) => atMs).find((atMs) => atMs > span[0] && atMs < span[1]) ?? span[0];
  // Between two answers there is always some time; a second is more than chance at any load of the course.
  return model.applications.length === 0 || span[1] - begins < 1000 ? null : ofSpan(clues, 'none-answers', '', [begins, span[1]]);
}

/** A server that a fault hit went on getting what came to nothing there. Looked for last: what is sent in vain is sent again elsewhere, where that works. */
function stillSent(clues: Clues): Finding | null {
  const found = sentInVain(clues).sort((a, b) => b.count - a.count)[0];
  if (found === undefined || found.count * 2 < clues.failed.length) return null;
  return ofSpan(clues, 'still-sent', found.about, [found.fromMs, found.untilMs]);
}

function sentInVain({ schedule: { faults, durationMs }, history, model }: Clues): Finding[] {
  const { attempts, perSecond, servers } = history;
  return [...model.applications, ...model.databases.nodes].flatMap((process) => {
    const fault = faults.find((one) => hits(one, process, model));
    const server = servers.indexOf(process.name);
    if (fault === undefined || server < 0) return [];
    let count = 0;
    let untilMs = fault.atMs;
    // What is sent after the fault is over goes to a server that works.
    const endMs = Math.min(fault.untilMs ?? durationMs, durationMs);
    for (let row = 0; row < attempts.count; row += 1) {
      if (attempts.server[row] !== server || attempts.answered[row] === 1 || attempts.sentMs[row]! < fault.atMs || attempts.sentMs[row]! >= endMs) continue;
      count += 1;
      untilMs = Math.max(untilMs, attempts.sentMs[row]!);
    }
    for (let second = Math.floor(fault.atMs / 1000); second < endMs / 1000; second += 1) {
      const lost = perSecond.unreached[second * servers.length + server] ?? 0;
      count += lost;
      if (lost > 0) untilMs = Math.max(untilMs, Math.min((second + 1) * 1000, endMs));
    }
    return [{ code: 'still-sent' as const, about: process.name, fromMs: fault.atMs, untilMs, count }];
  });
}

/** A server that a fault hit and that no load balancer had taken out by the end of the run. */
function neverTakenOut(clues: Clues): Finding | null {
  const { history, model, schedule: { durationMs } } = clues;
  const found = sentInVain(clues).find(({ about, fromMs }) => {
    const names = [about, ...entriesOf(model).filter(({ target }) => target === about).map(({ path }) => path.at(-1))];
    return names.length > 1 && !history.events.some((event) => event.kind === 'server-down' && event.atMs >= fromMs && names.includes(event.about));
  });
  return found === undefined || found.count === 0 ? null : { ...found, untilMs: durationMs };
}

/** Alive, asked for more than it can do since the last fault, and more wait than it has workers. A database comes first: applications wait for it. */
function overloaded({ history, run, model, schedule: { faults }, claim: { run: { workload } } }: Clues): Finding | null {
  const since = faults.reduce((latest, { atMs }) => Math.max(latest, atMs), history.warmupMs);
  const loads = serverLoads({ ...run, history: { ...history, warmupMs: since } }, model, workload);
  const pressure = ({ capacityPerS, offeredPerS, busyPct }: (typeof loads)[number]): number => (capacityPerS === null ? busyPct / 100 : offeredPerS / capacityPerS);
  const gone = [...model.applications, ...model.databases.nodes].filter((process) => faults.some((fault) => isLoss(fault) && hits(fault, process, model))).map(({ name }) => name);
  const full = loads.filter((one) => pressure(one) >= FULL && one.waitsFromMs !== null && one.waitingMax > one.workers && !gone.includes(one.name)).sort((a, b) => pressure(b) - pressure(a));
  const worst = full.find(({ capacityPerS }) => capacityPerS === null) ?? full[0];
  return worst === undefined ? null : { code: 'overloaded', about: worst.name, fromMs: worst.waitsFromMs!, untilMs: history.durationMs, count: worst.waitingMax };
}

function markedDown({ history }: Clues): Finding | null {
  const down = history.events.find(({ kind }) => kind === 'server-down');
  return down === undefined ? null : { code: 'marked-down', about: down.about, fromMs: down.atMs, untilMs: history.durationMs, count: 0 };
}
