// What a learning system is told, from the records that are there.
import { describe, expect, it } from 'vitest';
import type { PackageScope } from '../../../src/course/package-scope.ts';
import { standingOf } from '../../../src/site/package/standing.ts';
import { encodeLesson } from '../../../src/site/records/lesson.ts';
import { mergeRecords } from '../../../src/site/records/merge.ts';
import { decodeResult, encodeResult, noResult, pointsOf } from '../../../src/site/records/result.ts';
import { MemoryStore } from './memory-store.ts';

const SCOPE: PackageScope = {
  format: 1, id: 'p', title: 'P', description: '', start: 'index.html',
  lessons: [{ id: 'm/one', title: 'One', exercises: [{ id: 'a', title: 'A', version: 2 }, { id: 'b', title: 'B', version: 1 }] }, { id: 'm/two', title: 'Two', exercises: [] }],
};
const result = (id: string, version: number, fields: object): [string, string] => [`result:${id}`, encodeResult({ ...noResult(id, version), ...fields })];

describe('a standing', () => {
  it('begins with nothing', () => {
    expect(standingOf(new MemoryStore(), SCOPE)).toEqual({
      scorePct: 0, isComplete: false, isPassed: false, progress: 0,
      exercises: [{ id: 'a', title: 'A', points: 0, isProved: false, isTried: false }, { id: 'b', title: 'B', points: 0, isProved: false, isTried: false }],
    });
  });

  it('is the mean of the best runs, and the share of what is read and proved', () => {
    const store = new MemoryStore([['lesson:m/one', encodeLesson('read')], ['lesson:m/two', encodeLesson('opened')], result('a', 2, { runs: 3, passedOnRun: 2 }), result('b', 1, { runs: 4, bestPoints: 75 })]);
    expect(standingOf(store, SCOPE)).toMatchObject({ scorePct: 87.5, isComplete: false, isPassed: false, progress: 0.5 });
    store.take(new Map([['lesson:m/two', encodeLesson('read')], result('b', 1, { runs: 5, passedOnRun: 5 })]));
    expect(standingOf(store, SCOPE)).toMatchObject({ scorePct: 100, isComplete: true, isPassed: true, progress: 1 });
  });

  it('asks for the exercise as it is now: a pass of an earlier version is none, one of a later version is', () => {
    expect(standingOf(new MemoryStore([result('a', 1, { runs: 3, passedOnRun: 2 })]), SCOPE).exercises[0]).toMatchObject({ points: 0, isProved: false, isTried: true });
    expect(standingOf(new MemoryStore([result('a', 3, { runs: 3, passedOnRun: 2 })]), SCOPE).exercises[0]).toMatchObject({ points: 100, isProved: true });
  });

  it('has no score where there is no exercise', () => {
    const [, two] = SCOPE.lessons;
    expect(standingOf(new MemoryStore([['lesson:m/two', encodeLesson('read')]]), { ...SCOPE, lessons: [two!] })).toEqual({ scorePct: null, isComplete: true, isPassed: null, progress: 1, exercises: [] });
  });
});

describe('the points of a run', () => {
  const checks = (held: number, of: number): { status: string }[] => Array.from({ length: of }, (_, at) => ({ status: at < held ? 'pass' : 'fail' }));

  it('are the share of its checks, 100 only for a pass, and none for what could not be graded', () => {
    expect([pointsOf({ status: 'fail', checks: checks(2, 3) }), pointsOf({ status: 'pass', checks: checks(3, 3) }), pointsOf({ status: 'fail', checks: checks(3, 3) })]).toEqual([66, 100, 99]);
    expect([pointsOf({ status: 'fail', checks: [] }), pointsOf({ status: 'error', checks: checks(3, 3) })]).toEqual([0, 0]);
  });

  it('are known of records that were kept before points were', () => {
    const old = (fields: object): string => {
      const { bestPoints: _, ...rest } = noResult('a', 2);
      return JSON.stringify({ ...rest, runs: 3, ...fields });
    };
    expect(decodeResult(old({ passedOnRun: 1 }), 2)!.bestPoints).toBe(100);
    expect(decodeResult(old({ report: { status: 'fail', checks: checks(1, 2) } }), 2)!.bestPoints).toBe(50);
    expect(decodeResult(old({ report: null }), 2)!.bestPoints).toBe(0);
    expect(decodeResult(old({ bestPoints: 'all' }), 2)!.bestPoints).toBe(0);
    expect(decodeResult(old({ bestPoints: 100 }), 2)!.bestPoints).toBe(0);
  });

  it('are the better ones of two records of the same version', () => {
    const [low, high, later] = [result('a', 2, { runs: 9, bestPoints: 20 })[1], result('a', 2, { runs: 1, bestPoints: 80 })[1], result('a', 3, { runs: 2, bestPoints: 10 })[1]];
    for (const [one, other] of [[low, high], [high, low]] as const) expect(decodeResult(mergeRecords('result', one, other), 2)).toMatchObject({ runs: 9, bestPoints: 80 });
    for (const [one, other] of [[later, high], [high, later]] as const) expect(decodeResult(mergeRecords('result', one, other), 3)).toMatchObject({ runs: 2, bestPoints: 10 });
  });
});
