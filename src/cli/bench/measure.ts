// What the bench measures of speed, size and growth, each against its goal.
import { join } from 'node:path';
import type { Task, TaskRun } from './child.ts';
import { bundleChild, compileReference, countInstructions, findSimpy, runTask, type ReferenceRun, type SimpyRun } from './tools.ts';

/** One line of the result. `reached` is null where nothing was measured or no goal is set. */
export interface Row { id: string; what: string; value: number | null; unit: string; goal: string; reached: boolean | null; note: string }

/** Steps of the curves. */
const SERVERS = [2, 4, 8, 16, 32, 64, 125, 250, 500, 1000];
const REQUESTS = [10_000, 100_000, 1_000_000, 10_000_000];

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
}

/** Seconds of the warm runs: all but the first. */
const warm = (runs: readonly { seconds: number }[]): number => median(runs.slice(1).map((run) => run.seconds));

/** lb1 with 10⁶ requests, in turns: this simulator from its sources, the same as the site ships it, C++ and SimPy. */
export interface Race { rounds: { source: TaskRun[]; bundle: TaskRun[]; reference: ReferenceRun[]; simpy: SimpyRun | null }[]; same: boolean | null }

/** Runs everything in turns, so that a busy machine slows all of it alike. */
export function race(folder: string, rounds: number, say: (text: string) => void): Race {
  const reference = compileReference(folder);
  const simpy = findSimpy();
  const bundle = bundleChild(folder);
  if (reference === null) say('g++ is not installed: no comparison with C++.');
  if (simpy === null) say('SimPy 3 is not installed (python3-simpy3, or pip): no comparison with it.');
  const task = { task: 'lb1', servers: 8, requests: 1_000_000, balance: 'roundrobin', runs: 5, record: false } as const;
  const recorded = { ...task, runs: 1, record: true };
  const same = reference === null ? null : new Set([runTask(recorded)[0]!.fingerprint, runTask(recorded, bundle)[0]!.fingerprint, reference(task.requests, 1, true)[0]!.fingerprint]).size === 1;
  const done: Race['rounds'] = [];
  for (let round = 1; round <= rounds; round++) {
    say(`lb1, round ${round} of ${rounds}`);
    done.push({ source: runTask(task), bundle: runTask(task, bundle), reference: reference?.(task.requests, 4, false) ?? [], simpy: simpy?.(100_000) ?? null });
  }
  return { rounds: done, same };
}

const row = (id: string, what: string, value: number | null, unit: string, goal = '', reached: boolean | null = null, note = ''): Row => ({ id, what, value, unit, goal, reached, note });

/** The race in numbers: medians over rounds, ratios taken within a round. */
export function raceRows({ rounds, same }: Race): Row[] {
  const over = (value: (round: Race['rounds'][number]) => number): number => median(rounds.map(value));
  const rows = (['bundle', 'source'] as const).flatMap((form) => {
    const first = rounds[0]![form][0]!;
    const what = form === 'bundle' ? 'lb1 as the site ships it' : 'lb1 from the sources';
    const seconds = over((round) => warm(round[form]));
    const realTime = first.simulatedMs / 1000 / seconds;
    const found = [
      row(`lb1.${form}.requestsPerS`, `${what}: requests a second, warm`, first.requests / seconds, '/s'),
      row(`lb1.${form}.eventsPerS`, `${what}: events a second, warm`, first.events / seconds, '/s', '', null, `${(first.events / first.requests).toFixed(2)} events a request, void ones not counted`),
      row(`lb1.${form}.realTime`, `${what}: times real time`, realTime, '×', '≥ 4000', realTime >= 4000),
    ];
    if (rounds[0]!.reference.length > 0) {
      const ratio = over((round) => warm(round.reference) / warm(round[form]));
      found.push(row(`lb1.${form}.reference`, `${what}: times C++`, ratio, '×', '≥ 1.0', ratio >= 1));
    }
    if (rounds[0]!.simpy !== null) {
      const ratio = over((round) => round.simpy!.seconds / round.simpy!.requests / (warm(round[form]) / first.requests));
      found.push(row(`lb1.${form}.simpy`, `${what}: times SimPy`, ratio, '×', '≥ 120', ratio >= 120));
    }
    return found;
  });
  if (rounds[0]!.reference.length > 0) {
    const { events, requests } = rounds[0]!.reference[0]!;
    const seconds = over((round) => warm(round.reference));
    const { simulatedMs } = rounds[0]!.source[0]!;
    rows.push(row('reference.requestsPerS', 'C++ std::priority_queue: requests a second', requests / seconds, '/s'));
    rows.push(row('reference.eventsPerS', 'C++ std::priority_queue: events a second', events / seconds, '/s', '', null, `${(events / requests).toFixed(2)} events a request, void ones counted`));
    rows.push(row('reference.realTime', 'C++ std::priority_queue: times real time', simulatedMs / 1000 / seconds, '×'));
    if (rounds[0]!.simpy !== null) {
      rows.push(row('reference.simpy', 'C++ std::priority_queue: times SimPy', over((round) => round.simpy!.seconds / round.simpy!.requests / (warm(round.reference) / requests)), '×'));
    }
    rows.push(row('lb1.same', 'lb1: one fingerprint with C++', same === true ? 1 : 0, '', '1', same === true));
  }
  if (rounds[0]!.simpy !== null) rows.push(row('simpy.requestsPerS', 'SimPy: requests a second', over((round) => round.simpy!.requests / round.simpy!.seconds), '/s'));
  return rows;
}

/** 180 s at 200 requests/s with a history. */
export function exerciseRows(folder: string): Row[] {
  const task = { task: 'exercise', runs: 12 } as const;
  return ([['bundle', 'as the site ships it', bundleChild(folder)], ['source', 'from the sources', undefined]] as const).map(([form, what, script]) => {
    const runs = runTask(task, script);
    const ms = warm(runs.slice(3)) * 1000;
    return row(`exercise.${form}`, `180 s at 200 requests/s ${what}, warm`, ms, 'ms', '< 20', ms < 20, `first run ${(runs[0]!.seconds * 1000).toFixed(0)} ms`);
  });
}

/** Growth of the heap from 10⁶ to 3 × 10⁶ requests, nobody observing. */
export function memoryRow(): Row {
  const heap = (requests: number): number => runTask({ task: 'lb1', servers: 8, requests, balance: 'roundrobin', runs: 2, record: false }, undefined, ['--expose-gc'])[1]!.heapBytes;
  const mb = (heap(3_000_000) - heap(1_000_000)) / 2 / 1_000_000;
  return row('memory', 'heap growth for each 10⁶ requests, no observer', mb, 'MB', '< 1', mb < 1);
}

/** Instructions a request over 3 × 10⁶ requests; where only valgrind can count, from two smaller runs. */
export function instructionsRow(folder: string): Row {
  const script = bundleChild(folder);
  const count = (requests: number): ReturnType<typeof countInstructions> => {
    const task: Task = { task: 'lb1', servers: 8, requests, balance: 'roundrobin', runs: 1, record: false };
    return countInstructions(process.execPath, ['--single-threaded', script, JSON.stringify(task)]);
  };
  const what = 'user instructions a request, start and compiling included';
  const small = count(300_000);
  if (small === null) return row('instructions', what, null, '', '≤ 2600', null, 'neither perf nor valgrind can count here');
  const large = count(600_000)!;
  const each = (large.count - small.count) / 300_000;
  const value = each + (small.count - each * 300_000) / 3_000_000;
  const reference = countInstructions(join(folder, 'reference'), ['1', '8', String(300_000 / 0.64), '1', '0']);
  const ofReference = reference === null ? '' : `; C++ ${(reference.count / 300_000).toFixed(0)}`;
  return row('instructions', what, value, '', '≤ 2600', value <= 2600, `counted by ${small.by}; ${each.toFixed(0)} once warm${ofReference}`);
}

/** Cost of a request as servers and requests grow, in nanoseconds. */
export interface Curve { name: string; points: { at: number; nsPerRequest: number }[] }

/** Curves over servers, for two algorithms, and over requests. */
export function curves(say: (text: string) => void): Curve[] {
  const ns = (servers: number, requests: number, balance: 'roundrobin' | 'leastconn', runs: number): number => {
    const done = runTask({ task: 'lb1', servers, requests, balance, runs, record: false });
    return (Math.min(...done.map((run) => run.seconds)) / done[0]!.requests) * 1e9;
  };
  const byServers = (['roundrobin', 'leastconn'] as const).map((balance) => {
    say(`curve over servers, ${balance}`);
    return { name: `servers, ${balance}`, points: SERVERS.map((at) => ({ at, nsPerRequest: ns(at, 200_000, balance, 3) })) };
  });
  say('curve over requests');
  return [...byServers, { name: 'requests, 8 servers', points: REQUESTS.map((at) => ({ at, nsPerRequest: ns(8, at, 'roundrobin', at < 1_000_000 ? 5 : 1) })) }];
}

/** Goals on the curves: ten times the requests cost at most 1.2 times as much each, 1,000 servers at most as log(1000) / log(2) to two. */
export function curveRows(found: readonly Curve[]): Row[] {
  return found.map(({ name, points }) => {
    const [first, last] = name.startsWith('requests') ? [points.find(({ at }) => at === 1_000_000)!, points.at(-1)!] : [points[0]!, points.at(-1)!];
    const growth = last.nsPerRequest / first.nsPerRequest;
    const most = name.startsWith('requests') ? 1.2 : Math.log(last.at) / Math.log(first.at);
    return row(`curve.${name}`, `${name}: cost of a request, ${last.at} to ${first.at}`, growth, '×', `≤ ${most.toFixed(1)}`, growth <= most);
  });
}
