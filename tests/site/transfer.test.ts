// Progress as a file: nothing is lost on the way, nothing wrong comes in.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyAll, type KeyChange } from '../../src/site/platform/apply.ts';
import { encodeAnswer, decodeAnswer } from '../../src/site/records/answer.ts';
import { decodeBeside, encodeBeside } from '../../src/site/records/beside.ts';
import { decodeDraft, encodeDraft } from '../../src/site/records/draft.ts';
import { encodeHistory } from '../../src/site/records/history.ts';
import { decodeLesson, encodeLesson } from '../../src/site/records/lesson.ts';
import { passedVersion } from '../../src/site/records/passed.ts';
import { encodePlace } from '../../src/site/records/place.ts';
import { encodePrediction, type Confidence } from '../../src/site/records/prediction.ts';
import { exportText, planImport, type ImportPlan } from '../../src/site/records/transfer.ts';

const NOW = 1_800_000_000_000;
const ids = fc.constantFrom('a', 'b', 'one-more');
const time = fc.nat(2_000_000_000);
const source = fc.constantFrom('export default {};\n', 'export default { a: 1 };\n', '', 'ü "quoted" \\ \u2028\n');

type Entry = [key: string, text: string];
const entry: fc.Arbitrary<Entry> = fc.oneof(
  fc.tuple(ids, fc.constantFrom('opened' as const, 'read' as const)).map(([id, state]): Entry => [`lesson:m/${id}`, encodeLesson(state)]),
  fc.tuple(ids, source, fc.nat(3), time).map(([id, text, hints, savedAtMs]): Entry => [`draft:${id}`, encodeDraft({ format: 1, exercise: id, source: text, hints, chosen: null, savedAtMs })]),
  fc.tuple(ids, source, time).map(([id, text, atMs]): Entry => [`beside:${id}`, encodeBeside({ format: 1, exercise: id, source: text, from: 'share', atMs })]),
  fc.tuple(ids, fc.nat(4), fc.nat(9), fc.option(fc.nat(9)), fc.option(fc.nat(3))).map(([id, exerciseVersion, runs, passedOnRun, before]): Entry => [`result:${id}`, JSON.stringify({ format: 1, exercise: id, exerciseVersion, runs, passedOnRun, passedVersion: before, report: { 10: 1, 9: [-1.5] }, source: 'x' })]),
  fc.tuple(ids, fc.constantFrom<Confidence>(1, 2, 3, 4), time, fc.option(fc.constantFrom(0, 0.5, 1))).map(([id, confidence, madeAtMs, score]): Entry => [`prediction:${id}`, encodePrediction({ format: 1, id, given: ['x', 'y'], confidence, madeAtMs, measured: score === null ? null : ['y', 'x'], score })]),
  fc.tuple(ids, fc.nat(3), fc.option(time), fc.boolean(), time, fc.nat(9), fc.nat(9)).map(([question, step, dueAtMs, lastRight, lastAtMs, more, right]): Entry => [`answer:${question}`, encodeAnswer({ format: 1, question, step, dueAtMs, lastRight, lastAtMs, times: right + more, right })]),
  fc.tuple(ids, fc.nat(2), fc.uniqueArray(fc.nat(9), { maxLength: 5 }), source).map(([id, exerciseVersion, runs, text]): Entry => [`history:${id}`, encodeHistory({ format: 1, exercise: id, exerciseVersion, attempts: runs.sort((a, b) => a - b).map((run) => ({ run, passed: run > 7, holds: 1, checks: 2, costUnits: 3.5, p99Ms: null, writesAtRisk: 0, source: run % 2 ? `${text}${run}` : null })) })]),
  fc.tuple(ids, time).map(([id, atMs]): Entry => ['place:last', encodePlace({ format: 1, kind: 'lesson', id: `m/${id}`, heading: { anchor: id, text: 'A heading' }, atMs })]),
);
const stored = fc.array(entry, { maxLength: 30 }).map((entries) => new Map(entries));

function planOf(text: string, own: ReadonlyMap<string, string>): ImportPlan {
  const plan = planImport(text, own, NOW);
  if ('refused' in plan) throw new Error(plan.refused);
  return plan;
}
const after = (own: ReadonlyMap<string, string>, { changes }: ImportPlan): Map<string, string> => new Map([...own, ...changes.map(({ key, after }) => [key, after] as const)]);
const imported = (own: ReadonlyMap<string, string>, file: ReadonlyMap<string, string>): Map<string, string> => after(own, planOf(exportText(file, 5), own));

describe('there and back', () => {
  it('into an empty store gives the same', () => {
    fc.assert(fc.property(stored, (all) => {
      // A design that is the same as the draft needs no place beside it.
      const needed = new Map([...all].filter(([key, text]) => !key.startsWith('beside:') || decodeDraft(all.get(key.replace('beside', 'draft')) ?? null)?.source !== decodeBeside(text)!.source));
      expect(new Map([...imported(new Map(), all)].sort())).toEqual(new Map([...needed].sort()));
    }), { numRuns: 300 });
  });

  it('takes what is sound and of this course, and nothing else that is stored', () => {
    const text = exportText(new Map([['theme', 'dark'], ['draft:a', 'broken'], ['lesson:m/a', encodeLesson('read')], ['draft:b', encodeDraft({ format: 1, exercise: 'other', source: '', hints: 0, chosen: null, savedAtMs: 1 })]]), 5);
    expect(planOf(text, new Map()).changes.map(({ key }) => key)).toEqual(['lesson:m/a']);
  });
});

describe('into a store with work in it', () => {
  it('loses nothing: drafts stay, other drafts lie beside them, reading, passes and reviews only get further', () => {
    fc.assert(fc.property(stored, stored, (own, file) => {
      const plan = planOf(exportText(file, 5), own);
      const result = after(own, plan);
      for (const [key, text] of own) {
        const now = result.get(key)!;
        if (key.startsWith('draft:')) expect(decodeDraft(now)!.source).toBe(decodeDraft(text)!.source);
        if (key.startsWith('beside:')) expect(decodeBeside(now)!.source).toBe(decodeBeside(text)!.source);
        if (key.startsWith('lesson:') && decodeLesson(text) === 'read') expect(decodeLesson(now)).toBe('read');
        if (key.startsWith('result:')) expect(passedVersion(now) ?? -1).toBeGreaterThanOrEqual(passedVersion(text) ?? -1);
        if (key.startsWith('answer:')) expect(decodeAnswer(now)!.step).toBeGreaterThanOrEqual(decodeAnswer(text)!.step);
      }
      for (const [key, text] of file) {
        const now = result.get(key);
        if (key.startsWith('result:')) expect(passedVersion(now!) ?? -1).toBeGreaterThanOrEqual(passedVersion(text) ?? -1);
        if (!key.startsWith('draft:')) continue;
        const id = key.slice('draft:'.length);
        const kept = [decodeDraft(now!)!.source, decodeBeside(result.get(`beside:${id}`) ?? null)?.source];
        expect(kept.includes(decodeDraft(text)!.source) || plan.left.includes(id)).toBe(true);
      }
    }), { numRuns: 500 });
  });

  it('changes nothing when the same file comes a second time', () => {
    fc.assert(fc.property(stored, stored, (own, file) => {
      const text = exportText(file, 5);
      const once = after(own, planOf(text, own));
      expect(planOf(text, once).changes).toEqual([]);
    }), { numRuns: 300 });
  });

  it('counts each record of the file once', () => {
    fc.assert(fc.property(stored, stored, (own, file) => {
      const { changes, unchanged, left, inside } = planOf(exportText(file, 5), own);
      expect(changes.length + unchanged + left.length).toBe(Object.values(inside).reduce((sum, count) => sum + count, 0));
    }), { numRuns: 300 });
  });

  it('a differing draft lies beside the own one, even when it is newer', () => {
    const own = new Map([['draft:a', encodeDraft({ format: 1, exercise: 'a', source: 'mine', hints: 1, chosen: null, savedAtMs: 1 })]]);
    const plan = planOf(exportText(new Map([['draft:a', encodeDraft({ format: 1, exercise: 'a', source: 'theirs', hints: 0, chosen: null, savedAtMs: 99 })]]), 5), own);
    expect(plan).toMatchObject({ beside: ['a'], left: [], unchanged: 0 });
    expect(plan.changes).toEqual([{ key: 'beside:a', kind: 'beside', before: null, after: encodeBeside({ format: 1, exercise: 'a', source: 'theirs', from: 'import', atMs: NOW }) }]);
  });
});

describe('a file that is refused', () => {
  const good = exportText(new Map([['lesson:m/a', encodeLesson('read')], ['draft:a', encodeDraft({ format: 1, exercise: 'a', source: 'text', hints: 0, chosen: null, savedAtMs: 1 })]]), 5);
  const changed = (change: (file: { [field: string]: unknown }) => void): string => {
    const file = JSON.parse(good) as { [field: string]: unknown };
    change(file);
    return JSON.stringify(file);
  };
  it.each<[string, string, RegExp]>([
    ['no JSON', 'hello', /cannot be read/],
    ['half of it', good.slice(0, good.length / 2), /cannot be read/],
    ['something else', '{"name":"x"}', /belongs to something else/],
    ['nothing', 'null', /belongs to something else/],
    ['a newer format', changed((file) => { file['format'] = 2; }), /newer version of this course \(format 2; this one reads format 1\)/],
    ['no format', changed((file) => { delete file['format']; }), /damaged/],
    ['a changed letter', good.replace('"text"', '"test"'), /check sum/],
    ['a wrong time', changed((file) => { file['savedAtMs'] = -1; }), /damaged/],
    ['a list of records', changed((file) => { file['records'] = []; }), /damaged/],
    ['a file of endless length', ' '.repeat(20_000_001), /larger/],
  ])('%s', (_name, text, reason) => {
    expect(planImport(text, new Map(), NOW)).toEqual({ refused: expect.stringMatching(reason) });
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.tuple(fc.nat(good.length), fc.string()).map(([at, more]) => good.slice(0, at) + more + good.slice(at + 1))), (text) => {
      const own = new Map([['lesson:m/a', encodeLesson('opened')]]);
      const plan = planImport(text, own, NOW);
      expect('refused' in plan || plan.changes.length > 0).toBe(true);
      expect([...own]).toEqual([['lesson:m/a', encodeLesson('opened')]]);
    }), { numRuns: 500 });
  });
});

describe('a store that gets full', () => {
  class SmallStore {
    readonly texts: Map<string, string>;
    readonly room: number;
    constructor(texts: ReadonlyMap<string, string>, room: number) {
      this.texts = new Map(texts);
      this.room = room;
    }
    async write(key: string, value: string): Promise<void> {
      const size = [...this.texts].reduce((sum, [other, text]) => sum + (other === key ? 0 : text.length), value.length);
      if (size > this.room) throw new Error('full');
      this.texts.set(key, value);
    }
    async remove(key: string): Promise<void> {
      this.texts.delete(key);
    }
  }
  const text = fc.string({ maxLength: 20 });
  it('takes all changes or none', async () => {
    await fc.assert(fc.asyncProperty(fc.dictionary(ids, text), fc.dictionary(ids, fc.option(text)), fc.nat(80), async (before, wanted, spare) => {
      const own = new Map(Object.entries(before));
      const changes = Object.entries(wanted).map(([key, after]): KeyChange => ({ key, before: own.get(key) ?? null, after }));
      const room = Math.max(spare, [...own.values()].reduce((sum, one) => sum + one.length, 0));
      const store = new SmallStore(own, room);
      const failed = await applyAll(store, changes).then(() => false, () => true);
      const all = new Map(own);
      for (const { key, after } of changes) if (after === null) all.delete(key); else all.set(key, after);
      expect(new Map([...store.texts].sort())).toEqual(new Map([...(failed ? own : all)].sort()));
    }), { numRuns: 500 });
  });
});
