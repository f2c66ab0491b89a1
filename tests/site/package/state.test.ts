// What a learning system keeps: out of it comes what went in, and it is never longer than allowed.
import { createHash } from 'node:crypto';
import { deflateSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PackageScope } from '../../../src/course/package-scope.ts';
import { DICTIONARIES } from '../../../src/site/package/state-dictionary.ts';
import { pack, unpack, UNPACKED_MAX } from '../../../src/site/package/state-pack.ts';
import { decodeState, encodeState, shortHash, type ExerciseWork, type PackageState } from '../../../src/site/package/state.ts';
import { COURSE_DESIGNS, COURSE_SCOPE } from './course-designs.ts';

const EMPTY: PackageState = { lessons: [], exercises: [], place: null, predictions: [], answers: [] };
const MINUTE_MS = 60_000;
const TIME_MS = 1_795_000_000_000;

function work(id: string, source: string | null, at = 0): ExerciseWork {
  return { id, version: 1, runs: 4, points: 50, passedOnRun: null, passedVersion: null, predictionRun: 1, solutionSeenOnRun: null, hints: 1, attempts: ['0badcafe'], design: source === null ? null : { source, savedAtMs: TIME_MS + at * MINUTE_MS } };
}

/** A text that nothing makes shorter. */
function noise(length: number, seed: number): string {
  let state = seed + 1;
  return Array.from({ length }, () => String.fromCharCode(33 + ((state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 16) % 90)).join('');
}

const scopeOf = (exercises: readonly string[], lessons: readonly string[] = []): PackageScope => ({
  ...COURSE_SCOPE, lessons: [...lessons.map((id) => ({ id, title: id, exercises: [] })), { id: 'm/all', title: 'All', exercises: exercises.map((id) => ({ id, title: id, version: 1 })) }],
});

const number = fc.nat(5000);
const maybe = fc.option(number, { nil: null });
const atMs = fc.nat(2_000_000_000).map((second) => second * 1000);
const given = fc.oneof(fc.nat(), fc.double({ noNaN: true, noDefaultInfinity: true }).map((one) => (Object.is(one, -0) ? 0 : one)), fc.string(), fc.array(fc.string(), { maxLength: 4 }));
const EXERCISES = ['weights', 'n-plus-one', 'headroom'];
const LESSONS = ['load-balancing/weights', 'm/two'];
const SCOPE = scopeOf(EXERCISES, LESSONS);
const anyState: fc.Arbitrary<PackageState> = fc.record({
  lessons: fc.subarray(LESSONS).chain((ids) => fc.tuple(...ids.map((id) => fc.record({ id: fc.constant(id), isRead: fc.boolean() })))),
  exercises: fc.subarray(EXERCISES).chain((ids) => fc.tuple(...ids.map((id) => fc.record({
    id: fc.constant(id), version: number, runs: number, points: fc.nat(100), passedOnRun: maybe, passedVersion: maybe, predictionRun: maybe, solutionSeenOnRun: maybe, hints: fc.nat(3),
    attempts: fc.array(fc.stringMatching(/^[0-9a-f]{8}$/), { maxLength: 3 }), design: fc.option(fc.record({ source: fc.string({ unit: 'grapheme', maxLength: 300 }), savedAtMs: atMs }), { nil: null }),
  })))),
  place: fc.option(fc.record({
    format: fc.constant(1 as const), kind: fc.constantFrom('lesson' as const, 'exercise' as const), id: fc.constantFrom(...EXERCISES, ...LESSONS), heading: fc.option(fc.record({ anchor: fc.string(), text: fc.string() }), { nil: null }), atMs,
  }), { nil: null }),
  predictions: fc.uniqueArray(fc.record({
    format: fc.constant(1 as const), id: fc.oneof(fc.constantFrom(...EXERCISES), fc.stringMatching(/^[a-z-]{1,20}$/)), given, confidence: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const), madeAtMs: atMs, measured: fc.option(given, { nil: null }),
    score: fc.constantFrom(null, 0, 0.5, 1),
  }), { selector: ({ id }) => id, maxLength: 5 }),
  answers: fc.uniqueArray(fc.record({ format: fc.constant(1 as const), question: fc.stringMatching(/^[a-z-]{1,20}$/), step: fc.nat(3), dueAtMs: fc.option(atMs, { nil: null }), lastRight: fc.boolean(), lastAtMs: atMs, times: number, right: number }), { selector: ({ question }) => question, maxLength: 8 }),
});

/** In an order of its own: a state keeps the newest first. */
const sorted = (state: PackageState): PackageState => ({
  ...state, predictions: state.predictions.toSorted((a, b) => (a.id < b.id ? -1 : 1)), answers: state.answers.toSorted((a, b) => (a.question < b.question ? -1 : 1)),
});

describe('a state', () => {
  it('comes back as it went in', () => {
    fc.assert(fc.property(anyState, (state) => {
      const { text, leftOut } = encodeState(state, 1_000_000);
      expect(leftOut).toEqual({ designs: [], answers: 0, predictions: 0 });
      expect(text).toMatch(/^nsp1\.\d+\.[\w-]+$/);
      const back = decodeState(text, SCOPE);
      expect(typeof back === 'string' ? back : sorted(back)).toEqual(sorted(state));
    }));
  });

  it('is never longer than allowed, and keeps all that is no text of the learner', () => {
    fc.assert(fc.property(anyState, fc.integer({ min: 400, max: 2000 }), (state, charsMax) => {
      const { text, leftOut } = encodeState(state, charsMax);
      expect(text.length).toBeLessThanOrEqual(charsMax);
      const back = decodeState(text, SCOPE) as PackageState;
      expect(back.lessons).toEqual(state.lessons);
      expect(back.exercises).toEqual(state.exercises.map((one) => (leftOut.designs.includes(one.id) ? { ...one, design: null } : one)).map((one, at) => ({ ...one, attempts: back.exercises[at]!.attempts })));
      expect([back.answers.length + leftOut.answers, back.predictions.length + leftOut.predictions]).toEqual([state.answers.length, state.predictions.length]);
    }), { numRuns: 60 });
  });

  it.each([4095, 4096, 4097])('uses all %i characters, and not one more', (charsMax) => {
    // Designs of many lengths, so that one of the states is as long as allowed, or one character shorter where base64 has no text of that length.
    const textOf = (length: number): string => encodeState({ ...EMPTY, exercises: [work('weights', noise(length, 1))] }, 100_000).text;
    const near = Array.from({ length: 100 }, (_, at) => 2500 + 30 * at).findLast((length) => textOf(length).length < charsMax)!;
    const states = Array.from({ length: 60 }, (_, more) => textOf(near + more));
    const longest = states.filter((text) => text.length <= charsMax).sort((one, other) => other.length - one.length)[0]!;
    expect(states.some((text) => text.length > charsMax)).toBe(true);
    expect(longest.length).toBeGreaterThanOrEqual(charsMax - 1);
    for (const text of states) {
      const { exercises } = decodeState(text, SCOPE) as PackageState;
      const again = encodeState({ ...EMPTY, exercises }, charsMax);
      expect(again.leftOut.designs).toEqual(text.length <= charsMax ? [] : ['weights']);
      expect(again.text.length).toBeLessThanOrEqual(charsMax);
    }
  });

  it('leaves designs out, the one that was changed longest ago first, and answers after them', () => {
    const ids = ['one', 'two', 'three', 'four'];
    const exercises = ids.map((id, at) => work(id, noise(1400, at), { one: 3, two: 1, three: 4, four: 2 }[id]));
    const answers = [{ format: 1 as const, question: 'which', step: 1, dueAtMs: null, lastRight: true, lastAtMs: TIME_MS, times: 1, right: 1 }];
    const of = (charsMax: number) => encodeState({ ...EMPTY, exercises, answers }, charsMax).leftOut;
    expect(of(8192)).toEqual({ designs: [], answers: 0, predictions: 0 });
    expect(of(6000)).toEqual({ designs: ['two'], answers: 0, predictions: 0 });
    expect(of(4096)).toEqual({ designs: ['two', 'four'], answers: 0, predictions: 0 });
    expect(of(200).designs).toEqual(ids);
  });

  it('keeps the designs that fit beside one that never does', () => {
    const exercises = [work('one', 'small', 1), work('two', noise(30_000, 2), 2)];
    expect(encodeState({ ...EMPTY, exercises }, 4096).leftOut.designs).toEqual(['two']);
  });
});

describe('the largest course that we can imagine', () => {
  const ids = (kind: string): string[] => Array.from({ length: 60 }, (_, at) => `${kind}-${noise(30, at).replace(/[^a-z]/gi, '').toLowerCase()}-${at}`);
  const [lessons, exercises] = [ids('module/lesson'), ids('exercise')];

  it('fits into 4,096 characters without its designs', () => {
    const state: PackageState = {
      ...EMPTY, lessons: lessons.map((id, at) => ({ id, isRead: at % 3 > 0 })), place: { format: 1, kind: 'lesson', id: lessons[7]!, heading: { anchor: 'a-heading', text: 'A heading of some length' }, atMs: TIME_MS },
      exercises: exercises.map((id, at) => ({ ...work(id, noise(3000, at), at), version: 1 + (at % 7), runs: 3 + ((at * 37) % 190), points: (at * 53) % 100, passedOnRun: at % 2 ? at : null, passedVersion: at % 5 ? null : 2, attempts: at % 2 ? [] : ['01234567', `${at}abcdef0`.slice(0, 8)] })),
    };
    const { text, leftOut } = encodeState(state, 4096);
    console.log(`60 lessons and 60 exercises without designs: ${encodeState({ ...state, exercises: state.exercises.map((one) => ({ ...one, design: null })) }, 100_000).text.length} characters`);
    expect(leftOut.designs).toHaveLength(60);
    const back = decodeState(text, scopeOf(exercises, lessons)) as PackageState;
    expect(back.lessons).toEqual(state.lessons);
    expect(back.exercises).toEqual(state.exercises.map((one) => ({ ...one, design: null })));
    expect(back.place).toEqual(state.place);
  });

  it('has no two ids with the same hash, nor has this course', () => {
    for (const some of [[...lessons, ...exercises], [...COURSE_SCOPE.lessons.map(({ id }) => id), ...COURSE_DESIGNS.map(({ id }) => id)]]) expect(new Set(some.map(shortHash)).size).toBe(some.length);
  });
});

describe('texts that are no state of ours', () => {
  const sound = encodeState({ ...EMPTY, exercises: [work('weights', COURSE_DESIGNS[0]!.starter)] }, 4096).text;

  it('are told apart', () => {
    expect(decodeState('bookmark=3', SCOPE)).toBe('foreign');
    expect(decodeState('{"page":4}', SCOPE)).toBe('foreign');
    expect(decodeState(sound.replace('nsp1', 'nsp2'), SCOPE)).toBe('newer');
    expect(decodeState(sound.replace('nsp1.1.', `nsp1.${DICTIONARIES.length + 1}.`), SCOPE)).toBe('newer');
    expect(decodeState('nsp1.0.AAAA', SCOPE)).toBe('damaged');
    expect(decodeState('nsp1.1.', SCOPE)).toBe('damaged');
  });

  it('are damaged wherever a character differs or the rest is missing', () => {
    for (let at = 7; at < sound.length; at += 1) {
      expect(decodeState(sound.slice(0, at), SCOPE)).toBe('damaged');
      const other = `${sound.slice(0, at)}${sound[at] === 'A' ? 'B' : 'A'}${sound.slice(at + 1)}`;
      const back = decodeState(other, SCOPE);
      // The bits at the end that belong to no byte may differ.
      if (at < sound.length - 1) expect(back).toBe('damaged');
    }
  });

  it('never throw', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.base64String().map((text) => `nsp1.1.${text.replace(/[+/=]/g, '_')}`), fc.json().map((text) => pack(JSON.parse(text))!)), (text) => {
      expect(['foreign', 'newer', 'damaged']).toContain(decodeState(text, SCOPE));
    }));
  });

  it('unpack to no more than the bound, however small they are', () => {
    const bomb = deflateSync(new Uint8Array(60_000_000), { level: 9, mem: 4 });
    const text = `nsp1.1.${Buffer.from([...bomb, 0, 0, 0, 0]).toString('base64url')}`;
    expect(text.length).toBeLessThan(100_000);
    const before = process.memoryUsage().arrayBuffers;
    expect(unpack(text)).toBe('damaged');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * UNPACKED_MAX);
  });

  it('are refused where a field is not what it should be', () => {
    const wire = (unpack(sound) as { value: { [part: string]: unknown } }).value;
    const refused = [{ ...wire, l: [['abc', 3]] }, { ...wire, e: [[1]] }, { ...wire, d: [[-1, 0, 'x']] }, { ...wire, p: 7 }, null, []];
    for (const value of refused) expect(decodeState(pack(value)!, SCOPE)).toBe('damaged');
    // Of an exercise that the package no longer has: only that is dropped.
    expect(decodeState(sound, scopeOf(['headroom']))).toEqual(EMPTY);
  });
});

describe('dictionaries', () => {
  it('never change', () => {
    const hashes = DICTIONARIES.map((text) => createHash('sha256').update(text).digest('hex').slice(0, 16));
    expect(hashes).toEqual(['a8230dbe11612468']);
    for (const text of DICTIONARIES) expect(text.length).toBeLessThan(32_768);
  });

  it('let every exercise of the course fit into 4,096 characters, whichever solution or mistake it has become', () => {
    for (const kind of ['solutions', 'mistakes'] as const) {
      for (const pick of [0, -1]) {
        const exercises = COURSE_DESIGNS.map((one, at) => work(one.id, one[kind].at(pick)!, at));
        const state = { ...EMPTY, lessons: COURSE_SCOPE.lessons.map(({ id }) => ({ id, isRead: true })), exercises };
        const { text, leftOut } = encodeState(state, 4096);
        console.log(`${kind}, ${pick}: ${exercises.length - leftOut.designs.length} of ${exercises.length} designs fit; ${encodeState(state, 100_000).text.length} characters with the dictionary, ${withoutDictionary(encodeState(state, 100_000).text)} without`);
        expect(leftOut.designs).toEqual([]);
        expect(text.length).toBeLessThan(4096);
      }
    }
  });
});

/** Characters of the same state packed without a dictionary. */
function withoutDictionary(text: string): number {
  const { value } = unpack(text) as { value: unknown };
  return Math.ceil((4 * (4 + deflateSync(new TextEncoder().encode(JSON.stringify(value)), { level: 9 }).length)) / 3) + 'nsp1.1.'.length;
}
