// Coming back: on another computer everything is there, on the same one what is newer stays, and no design is thrown away.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planResume } from '../../../src/site/package/resume.ts';
import { decodeState, encodeState, shortHash, type PackageState } from '../../../src/site/package/state.ts';
import { recordsOf, stateOf } from '../../../src/site/package/state-records.ts';
import { encodeAnswer } from '../../../src/site/records/answer.ts';
import { decodeBeside, encodeBeside } from '../../../src/site/records/beside.ts';
import { decodeDraft, encodeDraft } from '../../../src/site/records/draft.ts';
import { encodeLesson } from '../../../src/site/records/lesson.ts';
import { encodePlace } from '../../../src/site/records/place.ts';
import { encodePrediction } from '../../../src/site/records/prediction.ts';
import { decodeResult, encodeResult, noResult } from '../../../src/site/records/result.ts';
import { COURSE_SCOPE } from './course-designs.ts';
import { MemoryStore } from './memory-store.ts';

const NOW_MS = 1_795_000_000_000;
const draft = (source: string, savedAtMs: number, hints = 0): string => encodeDraft({ format: 1, exercise: 'weights', source, hints, chosen: null, savedAtMs });

/** What one computer hands over and another one makes of it. */
function visit(store: MemoryStore, from: string): string {
  const state = decodeState(from, COURSE_SCOPE) as PackageState;
  store.take(planResume(recordsOf(state), (key) => store.read(key), NOW_MS));
  return handedOver(store);
}

/** As the launch page does it after a commit. */
function handedOver(store: MemoryStore): string {
  const state = stateOf(store, COURSE_SCOPE);
  const known = Object.fromEntries(state.exercises.flatMap(({ id, design }) => (design === null ? [] : [[id, shortHash(design.source)]])));
  store.take(new Map([['package:known', JSON.stringify({ format: 1, designs: known })]]));
  return encodeState(state, 100_000).text;
}

const designs = (store: MemoryStore): { draft: string | undefined; beside: string | undefined } => ({
  draft: decodeDraft(store.read('draft:weights'))?.source, beside: decodeBeside(store.read('beside:weights'))?.source,
});

describe('on another computer', () => {
  it('everything comes back but reports and former runs', () => {
    const result = { ...noResult('weights', 1), runs: 5, passedOnRun: 3, bestPoints: 100, predictionRun: 1, solutionSeenOnRun: 2 };
    const failing = { ...noResult('headroom', 1), runs: 2, bestPoints: 66, attempts: ['0badcafe'] };
    const records: [string, string][] = [
      ['lesson:load-balancing/round-robin-and-weights', encodeLesson('read')], ['lesson:foundations/queues-and-headroom', encodeLesson('opened')],
      ['draft:weights', draft('// mine', NOW_MS, 2)], ['result:weights', encodeResult(result)], ['result:headroom', encodeResult(failing)],
      ['prediction:weights', encodePrediction({ format: 1, id: 'weights', given: 60, confidence: 2, madeAtMs: NOW_MS, measured: 62.7, score: 1 })],
      ['answer:which', encodeAnswer({ format: 1, question: 'which', step: 1, dueAtMs: NOW_MS + 1000, lastRight: true, lastAtMs: NOW_MS, times: 2, right: 1 })],
      ['place:last', encodePlace({ format: 1, kind: 'exercise', id: 'weights', heading: null, atMs: NOW_MS })],
    ];
    const there = new MemoryStore();
    visit(there, handedOver(new MemoryStore([...records, ['theme', 'dark'], ['history:weights', '{"format":1}']])));
    expect([...there.records].filter(([key]) => !key.startsWith('package:')).sort()).toEqual(records.sort());
  });
});

describe('two designs of one exercise', () => {
  const start = (): { one: MemoryStore; two: MemoryStore; state: string } => {
    const one = new MemoryStore([['draft:weights', draft('first', 1000)]]);
    const state = handedOver(one);
    const two = new MemoryStore();
    return { one, two, state: visit(two, state) };
  };

  it('the one that grew out of the other takes its place, wherever it was written', () => {
    const { one, two, state } = start();
    two.take(new Map([['draft:weights', draft('second', 9000)]]));
    visit(one, handedOver(two));
    expect(designs(one)).toEqual({ draft: 'second', beside: undefined });
    // Local work that no commit took with it, even with a clock that is behind.
    one.take(new Map([['draft:weights', draft('third', 2000)]]));
    visit(one, handedOver(two));
    expect(designs(one)).toEqual({ draft: 'third', beside: undefined });
    expect(state).toBeTruthy();
  });

  it('where both were changed the newer is the draft, the other lies beside it', () => {
    for (const [at, draftIs, besideIs] of [[5000, 'on two', 'on one'], [15_000, 'on one', 'on two']] as const) {
      const { one, two } = start();
      one.take(new Map([['draft:weights', draft('on one', at, 1)]]));
      two.take(new Map([['draft:weights', draft('on two', 9000, 3)]]));
      visit(one, handedOver(two));
      expect(designs(one)).toEqual({ draft: draftIs, beside: besideIs });
      expect(decodeDraft(one.read('draft:weights'))!.hints).toBe(3);
    }
  });

  it('waits where another design lies beside the draft, and comes when its place is free', () => {
    const { one, two } = start();
    one.take(new Map([['draft:weights', draft('on one', 5000)], ['beside:weights', encodeBeside({ format: 1, exercise: 'weights', source: 'shared', from: 'share', atMs: 1 })]]));
    two.take(new Map([['draft:weights', draft('on two', 9000)]]));
    visit(one, handedOver(two));
    expect(designs(one)).toEqual({ draft: 'on two', beside: 'shared' });
    one.records.delete('beside:weights');
    visit(one, handedOver(two));
    expect(designs(one)).toEqual({ draft: 'on two', beside: 'on one' });
    expect(JSON.parse(one.read('package:waiting')!)).toEqual({ format: 1, designs: [] });
  });

  it('none is ever lost, whatever two computers do', () => {
    const step = fc.record({ who: fc.nat(1), act: fc.constantFrom('write', 'begin', 'commit'), atMs: fc.nat(60).map((second) => second * 1000) });
    fc.assert(fc.property(fc.array(step, { maxLength: 14 }), (steps) => {
      const stores = [new MemoryStore(), new MemoryStore()];
      let system = encodeState(stateOf(stores[0]!, COURSE_SCOPE), 100_000).text;
      // A design is done with when its own computer has written over it.
      const written: (string | null)[] = [null, null];
      for (const [at, { who, act, atMs }] of steps.entries()) {
        const store = stores[who]!;
        if (act === 'write') {
          written[who] = `design ${at}`;
          store.take(new Map([['draft:weights', draft(`design ${at}`, atMs)]]));
        } else if (act === 'commit') system = handedOver(store);
        else {
          const before = decodeDraft(store.read('draft:weights'))?.source;
          const incoming = (decodeState(system, COURSE_SCOPE) as PackageState).exercises[0]?.design?.source;
          const known = JSON.parse(store.read('package:known') ?? '{"designs":{}}').designs['weights'] as string | undefined;
          store.take(planResume(recordsOf(decodeState(system, COURSE_SCOPE) as PackageState), (key) => store.read(key), NOW_MS));
          const all = JSON.stringify([...store.records]);
          // What was here and not in the learning system is here still; so is what came, but for what this computer's design grew out of.
          if (before !== undefined && known !== shortHash(before)) expect(all).toContain(before);
          if (incoming !== undefined && known !== shortHash(incoming)) expect(all).toContain(incoming);
        }
      }
    }));
  });
});

describe('results', () => {
  it('keep the report that this computer has, and the better points', () => {
    const own = { ...noResult('weights', 1), runs: 2, bestPoints: 33, source: '// run', report: null };
    const store = new MemoryStore([['result:weights', encodeResult(own)]]);
    visit(store, handedOver(new MemoryStore([['result:weights', encodeResult({ ...noResult('weights', 1), runs: 7, bestPoints: 66 })]])));
    expect(decodeResult(store.read('result:weights'), 1)).toMatchObject({ runs: 7, bestPoints: 66, source: '// run' });
    visit(store, handedOver(new MemoryStore([['result:weights', encodeResult({ ...noResult('weights', 1), runs: 8, passedOnRun: 8 })]])));
    expect(decodeResult(store.read('result:weights'), 1)).toMatchObject({ runs: 8, bestPoints: 100, passedOnRun: 8 });
  });
});
