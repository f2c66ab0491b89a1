// What the home page says to somebody who comes back, and what counts as passed, due, and sure.
import { describe, expect, it } from 'vitest';
import { countDone, resumeAt, type MapItem } from '../../src/site/home/resume.ts';
import { decodeBeside, encodeBeside } from '../../src/site/records/beside.ts';
import { calibrationOf } from '../../src/site/records/calibration.ts';
import { decodeLesson, encodeLesson } from '../../src/site/records/lesson.ts';
import { passedVersion } from '../../src/site/records/passed.ts';
import { decodePlace, encodePlace, type Place } from '../../src/site/records/place.ts';
import type { Confidence, MadePrediction } from '../../src/site/records/prediction.ts';

const item = (kind: MapItem['kind'], id: string, isDone = false): MapItem => ({ kind, id, title: kind === 'lesson' ? `2.1 About ${id}` : id, href: `${id}/index.html`, isDone });
const place = (kind: Place['kind'], id: string, heading: Place['heading'] = null): Place => ({ format: 1, kind, id, heading, atMs: 7 });

describe('resumeAt', () => {
  const map = [item('lesson', 'a', true), item('exercise', 'x'), item('lesson', 'b')];
  it.each<[string, MapItem[], Place | null, ReturnType<typeof resumeAt>]>([
    ['nowhere yet', map, null, null],
    ['a place that is gone', map, place('lesson', 'gone'), null],
    ['a heading', map, place('lesson', 'b', { anchor: 'why', text: 'Why' }), { title: 'You stopped at “Why”.', lead: 'That is in lesson 2.1 About b.', next: { text: 'Continue 2.1 About b', href: 'b/index.html#why' } }],
    ['a lesson just opened', map, place('lesson', 'b'), { title: 'You have begun “About b”.', lead: 'It is marked on the course map.', next: { text: 'Continue 2.1 About b', href: 'b/index.html' } }],
    ['an exercise', map, place('exercise', 'x'), { title: 'You stopped in the exercise “x”.', lead: 'It is marked on the course map.', next: { text: 'Continue the exercise', href: 'x/index.html' } }],
    ['a lesson that is read', map, place('lesson', 'a'), { title: '“About a” is read.', lead: 'Next is “x”.', next: { text: 'Open the exercise', href: 'x/index.html' } }],
    ['the last, with something left before it', [item('lesson', 'a'), item('lesson', 'b', true)], place('lesson', 'b'), { title: '“About b” is read.', lead: 'Next is “About a”.', next: { text: 'Go on with 2.1 About a', href: 'a/index.html' } }],
    ['the end', [item('lesson', 'a', true)], place('lesson', 'a'), { title: 'Every lesson is read, and every exercise is proved.', lead: expect.any(String) as unknown as string, next: null }],
  ])('%s', (_name, items, where, expected) => {
    expect(resumeAt(items, where)).toEqual(expected);
  });

  it('counts', () => {
    expect(countDone(map)).toBe('1 of 2 lessons read, 0 of 1 exercise proved');
    expect(countDone([item('lesson', 'a', true)])).toBe('1 of 1 lesson read');
  });
});

describe('records', () => {
  it('come back as they were kept, and nothing else does', () => {
    expect(decodePlace(encodePlace(place('lesson', 'b', { anchor: 'why', text: 'Why' })))).toEqual(place('lesson', 'b', { anchor: 'why', text: 'Why' }));
    expect(decodeLesson(encodeLesson('read'))).toBe('read');
    const beside = { format: 1, exercise: 'x', source: '', from: 'share', atMs: 3 } as const;
    expect(decodeBeside(encodeBeside(beside))).toEqual(beside);
    for (const text of [null, '', '{', 'null', '[]', '{"format":2,"state":"read"}', '{"format":1}', '{"format":1,"kind":"x","id":"a","atMs":1,"state":"x","from":"x"}']) {
      expect([decodePlace(text), decodeLesson(text), decodeBeside(text), passedVersion(text)]).toEqual([null, null, null, null]);
    }
  });

  it('know which version was passed', () => {
    const result = (fields: object): string => JSON.stringify({ format: 1, exercise: 'x', exerciseVersion: 3, ...fields });
    expect(passedVersion(result({ passedOnRun: 2 }))).toBe(3);
    expect(passedVersion(result({ passedOnRun: null }))).toBeNull();
    expect(passedVersion(result({ passedOnRun: null, passedVersion: 1 }))).toBe(1);
  });
});

describe('calibrationOf', () => {
  const made = (confidence: Confidence, score: number | null): MadePrediction => ({ format: 1, id: 'x', given: 1, confidence, madeAtMs: 1, measured: 2, score });
  it('counts a near miss as half, and leaves out what was never run', () => {
    expect(calibrationOf([made(1, 0), made(4, 1), made(4, 0.5), made(4, null)])).toEqual([
      { confidence: 1, count: 1, rightPct: 0 }, { confidence: 2, count: 0, rightPct: null }, { confidence: 3, count: 0, rightPct: null }, { confidence: 4, count: 2, rightPct: 75 },
    ]);
  });
});
