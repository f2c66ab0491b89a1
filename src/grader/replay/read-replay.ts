// A replay that came from outside: its shape. Whether its run is one of the exercise and the design is said when it is simulated, see check-spec.ts.
import type { Fault } from '../../simulation/index.ts';
import type { Replay, ReplaySpec } from './replay.ts';

/** Faults in one run: more than any pair with what came before it. */
const MOST_FAULTS = 16;
/** No run of an exercise is longer than an hour. */
const LONGEST_MS = 3_600_000;

type Fields = { [field: string]: unknown };

/** A replay out of any data; null for anything that is none. Its faults have a kind, moments and clean values; fields beside them are left behind. */
export function readReplay(value: unknown): Replay | null {
  if (!isFields(value)) return null;
  const { format, exercise, exerciseVersion, grader, source, spec } = value;
  if (format !== 1 || !isId(exercise) || !isWhole(exerciseVersion, 1_000_000) || typeof grader !== 'string' || !/^[\w.-]{1,40}$/.test(grader) || typeof source !== 'string') return null;
  const read = readSpec(spec);
  return read === null ? null : { format, exercise, exerciseVersion, grader, source, spec: read };
}

function readSpec(value: unknown): ReplaySpec | null {
  if (!isFields(value)) return null;
  const { run, seed, faults, durationMs } = value;
  if (!isId(run) || !isWhole(seed, 0xffffffff) || !Array.isArray(faults) || faults.length > MOST_FAULTS || !isMoment(durationMs) || durationMs < 1) return null;
  const read = faults.map(readFault);
  return read.includes(null) ? null : { run, seed, faults: read as Fault[], durationMs };
}

/** The fields that faults of any kind have, beside kind and moments. */
const FIELDS = ['host', 'machine', 'zone', 'target', 'speed', 'answer', 'from', 'to', 'oneWay', 'factor'] as const;

function readFault(value: unknown): Fault | null {
  if (!isFields(value)) return null;
  const { kind, atMs, untilMs } = value;
  if (!isClean(kind) || !isMoment(atMs) || (untilMs !== null && (!isMoment(untilMs) || untilMs <= atMs))) return null;
  const given = FIELDS.filter((field) => Object.hasOwn(value, field)).map((field) => [field, value[field]] as const);
  if (!given.every(([, one]) => isClean(one) || typeof one === 'boolean' || (typeof one === 'number' && one - one === 0))) return null;
  return { atMs, untilMs, kind, ...Object.fromEntries(given) } as Fault;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z0-9][a-z0-9-]{0,80}$/.test(value);
}

/** As a design may name things; it is shown, and printed on terminals. */
function isClean(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 100 && /^[^\s\p{Cc}\p{Cf}][^\p{Cc}\p{Cf}\u2028\u2029]*$/u.test(value);
}

function isWhole(value: unknown, most: number): value is number {
  return typeof value === 'number' && value >= 0 && value <= most && value % 1 === 0;
}

function isMoment(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= LONGEST_MS;
}
