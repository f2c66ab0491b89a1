// What a learning system keeps of a learner between two visits, and how it becomes a text that is short enough. Pure.
import * as v from 'valibot';
import type { PackageScope } from '../../course/package-scope.ts';
import type { Answer } from '../records/answer.ts';
import type { Place } from '../records/place.ts';
import type { MadePrediction } from '../records/prediction.ts';
import { pack, sumOf, unpack, type Unreadable } from './state-pack.ts';

/** How one exercise stands, and the learner's design. */
export interface ExerciseWork {
  id: string;
  version: number;
  runs: number;
  points: number;
  passedOnRun: number | null;
  passedVersion: number | null;
  predictionRun: number | null;
  solutionSeenOnRun: number | null;
  hints: number;
  /** Hashes of designs that failed, see records/attempts.ts. */
  attempts: string[];
  /** Null: nothing was typed, or it was left out. */
  design: { source: string; savedAtMs: number } | null;
}

/** Everything that is kept. Times are whole seconds, in milliseconds. */
export interface PackageState {
  lessons: { id: string; isRead: boolean }[];
  exercises: ExerciseWork[];
  place: Place | null;
  predictions: MadePrediction[];
  answers: Answer[];
}

/** What did not fit. */
export interface LeftOut {
  /** Exercises whose designs did not. */
  designs: string[];
  answers: number;
  predictions: number;
}

/** A state as text. */
export interface EncodedState { text: string; leftOut: LeftOut }

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const maybe = v.nullable(count);
const given = v.union([v.pipe(v.number(), v.finite()), v.string(), v.array(v.string())]);
const WIRE = v.object({
  /** Lessons: a hash of the id, and 1 opened or 2 read. */
  l: v.array(v.tuple([v.string(), v.picklist([1, 2])])),
  /** Exercises: hash, version, runs, points, passed on run, passed version, prediction's run, solution seen, hints, attempts. */
  e: v.array(v.tuple([v.string(), count, count, v.pipe(count, v.maxValue(100)), maybe, maybe, maybe, maybe, count, v.array(v.string())])),
  /** Place: kind, hash, second, heading's anchor and text. */
  w: v.nullable(v.tuple([v.picklist([0, 1]), v.string(), count, v.nullable(v.string()), v.string()])),
  /** Predictions: the exercise's number in `e`, or the id; given, confidence, second, measured, score. */
  p: v.array(v.tuple([v.union([count, v.string()]), given, v.picklist([1, 2, 3, 4]), count, v.nullable(given), v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1)))])),
  /** Answers: question, step, due, last right, last at, times, right. */
  a: v.array(v.tuple([v.string(), v.pipe(count, v.maxValue(3)), maybe, v.picklist([0, 1]), count, count, count])),
  /** Designs: the exercise's number in `e`, second, source. */
  d: v.array(v.tuple([count, count, v.string()])),
});
type Wire = v.InferOutput<typeof WIRE>;

/**
 * The state as text of at most `charsMax` characters. What always fits: lessons, numbers of exercises, the place. Then predictions, designs from the one that was changed last, answers from
 * the last one.
 */
export function encodeState(state: PackageState, charsMax: number): EncodedState {
  const all = wireOf(state);
  const packed = (some: Partial<Wire> = {}): string | null => {
    const text = pack({ ...wire, ...some });
    return text !== null && text.length <= charsMax ? text : null;
  };
  const wire: Wire = { ...all, p: [], a: [], d: [] };
  const whole = packed(all);
  if (whole !== null) return { text: whole, leftOut: { designs: [], answers: 0, predictions: 0 } };
  const fits = (): boolean => packed() !== null;
  if (!fits()) wire.w = null;
  if (!fits()) wire.e = wire.e.map((exercise) => exercise.with(9, []) as Wire['e'][number]);
  if (!fits()) return { text: '', leftOut: leftOut(state, wire) };
  wire.p = longestFit(all.p, (p) => packed({ p }) !== null);
  for (const design of all.d) {
    wire.d.push(design);
    if (!fits()) wire.d.pop();
  }
  wire.a = longestFit(all.a, (a) => packed({ a }) !== null);
  return { text: packed()!, leftOut: leftOut(state, wire) };
}

/** The most that fits, from the beginning of the list. */
function longestFit<Item>(items: readonly Item[], fits: (some: Item[]) => boolean): Item[] {
  let [least, most] = [0, items.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(items.slice(0, middle))) least = middle;
    else most = middle - 1;
  }
  return items.slice(0, least);
}

function leftOut(state: PackageState, { p, a, d }: Wire): LeftOut {
  const kept = new Set(d.map(([at]) => state.exercises[at]!.id));
  return { designs: state.exercises.filter(({ id, design }) => design !== null && !kept.has(id)).map(({ id }) => id), answers: state.answers.length - a.length, predictions: state.predictions.length - p.length };
}

/** Thirty bits of a hash as six characters: two ids of one course have the same one in a hundred thousand courses, which a test rules out for this one. */
export const shortHash = (id: string): string => (sumOf(new TextEncoder().encode(id)) >>> 2).toString(36).padStart(6, '0');

const newestFirst = <Item>(items: readonly Item[], atMs: (item: Item) => number): Item[] => items.toSorted((one, other) => atMs(other) - atMs(one));

function wireOf({ lessons, exercises, place, predictions, answers }: PackageState): Wire {
  const numbers = new Map(exercises.map(({ id }, at) => [id, at]));
  const designs = exercises.flatMap(({ design }, at) => (design === null ? [] : [{ at, ...design }]));
  // Those of exercises first: without one an exercise asks again.
  const said = newestFirst(predictions, ({ madeAtMs }) => madeAtMs).sort((one, other) => Number(numbers.has(other.id)) - Number(numbers.has(one.id)));
  return {
    l: lessons.map(({ id, isRead }) => [shortHash(id), isRead ? 2 : 1]),
    e: exercises.map((one) => [shortHash(one.id), one.version, one.runs, one.points, one.passedOnRun, one.passedVersion, one.predictionRun, one.solutionSeenOnRun, one.hints, one.attempts]),
    w: place === null ? null : [place.kind === 'lesson' ? 0 : 1, shortHash(place.id), place.atMs / 1000, place.heading?.anchor ?? null, place.heading?.text ?? ''],
    p: said.map((one) => [numbers.get(one.id) ?? one.id, one.given, one.confidence, one.madeAtMs / 1000, one.measured, one.score]),
    a: newestFirst(answers, ({ lastAtMs }) => lastAtMs).map((one) => [one.question, one.step, one.dueAtMs === null ? null : one.dueAtMs / 1000, one.lastRight ? 1 : 0, one.lastAtMs / 1000, one.times, one.right]),
    d: newestFirst(designs, ({ savedAtMs }) => savedAtMs).map(({ at, savedAtMs, source }) => [at, savedAtMs / 1000, source]),
  };
}

/** The state in a text; why there is none. What belongs to lessons and exercises that the package no longer has is dropped. Never throws. */
export function decodeState(text: string, scope: PackageScope): PackageState | Unreadable {
  const unpacked = unpack(text);
  if (typeof unpacked === 'string') return unpacked;
  const parsed = v.safeParse(WIRE, unpacked.value);
  return parsed.success ? stateIn(parsed.output, scope) : 'damaged';
}

function stateIn({ l, e, w, p, a, d }: Wire, scope: PackageScope): PackageState {
  const ids = new Map([...scope.lessons, ...scope.lessons.flatMap(({ exercises }) => exercises)].map(({ id }) => [shortHash(id), id]));
  const designs = new Map(d.map(([at, second, source]) => [at, { source, savedAtMs: second * 1000 }]));
  const numbered = e.map(([hash, version, runs, points, passedOnRun, passedVersion, predictionRun, solutionSeenOnRun, hints, attempts], at): ExerciseWork => ({
    id: ids.get(hash) ?? '', version, runs, points, passedOnRun, passedVersion, predictionRun, solutionSeenOnRun, hints, attempts, design: designs.get(at) ?? null,
  }));
  const isKnown = ({ id }: { id: string }): boolean => id !== '';
  return {
    lessons: l.map(([hash, state]) => ({ id: ids.get(hash) ?? '', isRead: state === 2 })).filter(isKnown),
    exercises: numbered.filter(isKnown),
    place: w === null || !ids.has(w[1]) ? null : { format: 1, kind: w[0] === 0 ? 'lesson' : 'exercise', id: ids.get(w[1])!, heading: w[3] === null ? null : { anchor: w[3], text: w[4] }, atMs: w[2] * 1000 },
    predictions: p.map(([of, given, confidence, second, measured, score]): MadePrediction => ({ format: 1, id: typeof of === 'number' ? (numbered[of]?.id ?? '') : of, given, confidence, madeAtMs: second * 1000, measured, score })).filter(isKnown),
    answers: a.map(([question, step, due, right, last, times, rightTimes]): Answer => ({ format: 1, question, step, dueAtMs: due === null ? null : due * 1000, lastRight: right === 1, lastAtMs: last * 1000, times, right: rightTimes })),
  };
}
