// Whether a run that somebody asks for can be simulated with a design. A spec may come from a link, so nothing about it is taken for granted.
import type { Exercise } from '../../course/course.ts';
import type { Model } from '../../infrastructure/index.ts';
import { HORIZON_MS } from '../explore/fault-table.ts';
import { type Diagnostic, diagnostic } from '../source/diagnostic.ts';

/** Faults of one replay, where the exercise's run has no more of its own. */
const FAULTS_MAX = 32;
const SEED_MAX = 4_294_967_295;
const SPEED: Range = [0.001, 0.999];
const FACTOR: Range = [0.001, 1000];
const ANSWERS: readonly unknown[] = [301, 302, 400, 401, 403, 404, 408, 425, 429, 500, 501, 502, 503, 504, 505, 'closes', 'resets', 'cuts', 'stalls'];

type Range = [least: number, most: number];
type Fields = { [field: string]: unknown };

/** Every reason why a spec is not one of this exercise and this design; empty: it can be simulated. For any value; never throws. */
export function checkSpec(spec: unknown, exercise: Exercise, model: Model): Diagnostic[] {
  if (!isFields(spec) || !Array.isArray(spec['faults'])) return [diagnostic('replay-shape', {})];
  const { run: id, seed, faults, durationMs } = spec;
  const run = exercise.runs.find((one) => one.id === id);
  if (run === undefined) return [diagnostic('replay-run', { run: textOf(id), known: exercise.runs.map((one) => one.id) })];
  const faultsMax = Math.max(FAULTS_MAX, run.faults.length);
  if (faults.length > faultsMax) return [diagnostic('replay-faults', { count: faults.length, most: faultsMax })];
  // A replay goes on for as long as a fault of the matrix is watched, and a fault begins at most that long after the exercise's run.
  const latest = run.durationMs + HORIZON_MS;
  const longest = faults.reduce<number>((most, fault) => Math.max(most, isFields(fault) && isWithin(fault['atMs'], [0, latest]) ? fault['atMs'] + HORIZON_MS : 0), run.durationMs);
  return [
    ...range('seed', Number.isInteger(seed) ? seed : NaN, [0, SEED_MAX]),
    ...range('durationMs', durationMs, [1, longest]),
    ...faults.flatMap((fault: unknown, position) => checkFault(fault, `faults[${position}]`, latest, model)),
  ];
}

function checkFault(fault: unknown, field: string, latest: number, model: Model): Diagnostic[] {
  if (!isFields(fault)) return [diagnostic('replay-shape', {})];
  const { atMs, untilMs } = fault;
  return [
    ...range(`${field}.atMs`, atMs, [0, latest]),
    ...(untilMs === null || (typeof untilMs === 'number' && untilMs < Infinity && !(typeof atMs === 'number' && untilMs <= atMs)) ? [] : [diagnostic('replay-until', { field: `${field}.untilMs` })]),
    ...checkKind(fault, field, model),
  ];
}

function checkKind(fault: Fields, field: string, { hosts, loadBalancers, applications, databases }: Model): Diagnostic[] {
  const names = (list: readonly { name: string }[]): string[] => list.map(({ name }) => name);
  const target = (of: string, known: string[]): Diagnostic[] => {
    const name = fault[of];
    return typeof name === 'string' && known.includes(name) ? [] : [diagnostic('replay-target', { fault: String(fault['kind']), target: textOf(name), known: [...new Set(known)].slice(0, 20) })];
  };
  const process = (): Diagnostic[] => target('target', names([...loadBalancers, ...applications, ...databases.nodes]));
  switch (fault['kind']) {
    case 'host-loss': return target('host', names(hosts));
    case 'machine-loss': return target('machine', hosts.map(({ machine }) => machine));
    case 'zone-loss': return target('zone', hosts.map(({ zone }) => zone));
    case 'process-crash':
    case 'process-pause': return process();
    case 'slow': return [...process(), ...range(`${field}.speed`, fault['speed'], SPEED)];
    case 'bad-answers': return ANSWERS.includes(fault['answer']) ? target('target', names(applications)) : [diagnostic('replay-shape', {})];
    case 'partition': return typeof fault['oneWay'] === 'boolean' ? [...target('from', names(hosts)), ...target('to', names(hosts))] : [diagnostic('replay-shape', {})];
    case 'load-spike': return range(`${field}.factor`, fault['factor'], FACTOR);
    default: return [diagnostic('replay-kind', { field })];
  }
}

function range(field: string, value: unknown, [least, most]: Range): Diagnostic[] {
  return isWithin(value, [least, most]) ? [] : [diagnostic('replay-number', { field, least, most })];
}

/** What stands there, as a text; of anything else its type. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : typeof value;
}

function isWithin(value: unknown, [least, most]: Range): value is number {
  return typeof value === 'number' && value >= least && value <= most;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
