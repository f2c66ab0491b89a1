import { describe, expect, it } from 'vitest';
import type { Exercise } from '../../src/course/course.ts';
import type { Report } from '../../src/grader/report.ts';
import { ATTEMPTS_WANTED, designHash, withAttempt } from '../../src/site/records/attempts.ts';
import { decodeDraft, type Draft, encodeDraft } from '../../src/site/records/draft.ts';
import { decodeResult, encodeResult, noResult, REPORT_CHARS_MAX, type StoredResult } from '../../src/site/records/result.ts';
import { GRADER_VERSION } from '../../src/grader/error-report.ts';
import { explained } from '../../src/site/elements/explained.ts';
import { finishedRun } from '../../src/site/elements/workspace-state.ts';

const DRAFT: Draft = { format: 1, exercise: 'weights', source: 'export default {}; // ü \u2028', hints: 2, chosen: { given: ['b', 'a'], typed: '', sure: 4 }, savedAtMs: 1_700_000_000_000 };
const REPORT: Report = {
  format: 1, exercise: 'weights', exerciseVersion: 3, grader: GRADER_VERSION, status: 'fail', stage: 'check', diagnostics: [], diagnosis: null, checks: [], predicted: [], gold: null, tradeOff: null, exploration: null, wiring: { nodes: [], edges: [], hosts: [] },
  runs: [{ run: 'steady', seed: 1, seconds: 1, requests: [1], failed: [0], p50Ms: [null], p99Ms: [null], servers: [], replicas: [], nodes: [], events: [], eventPlaces: [] }],
};
const RESULT: StoredResult = { ...noResult('weights', 3), runs: 4, predictionRun: 1, attempts: ['0a'], solutionSeenOnRun: 4, report: REPORT, source: 'x' };

describe('a draft as text', () => {
  it('comes back as it was', () => {
    expect(decodeDraft(encodeDraft(DRAFT))).toEqual(DRAFT);
  });

  it.each([null, '', 'not JSON', '[]', 'null', '{"format":2,"exercise":"weights","source":"x"}', '{"format":1,"exercise":"weights"}'])('is none when the text is %s', (text) => {
    expect(decodeDraft(text)).toBeNull();
  });

  it('keeps the source when a lesser field is damaged', () => {
    expect(decodeDraft('{"format":1,"exercise":"weights","source":"x","hints":"many","savedAtMs":-1}')).toEqual({ format: 1, exercise: 'weights', source: 'x', hints: 0, chosen: null, savedAtMs: 0 });
    expect(decodeDraft('{"format":1,"exercise":"weights","source":"x","chosen":{"given":{},"typed":7,"sure":9}}')?.chosen).toEqual({ given: null, typed: '', sure: null });
  });
});

describe('a result as text', () => {
  it('comes back as it was', () => {
    expect(decodeResult(encodeResult(RESULT), 3)).toEqual(RESULT);
  });

  it('keeps which version was passed, and drops report, attempts and solutions, when the exercise has another version', () => {
    const later = { ...noResult('weights', 4), runs: 4, predictionRun: 1 };
    expect(decodeResult(encodeResult(RESULT), 4)).toEqual(later);
    const passed = decodeResult(encodeResult({ ...RESULT, passedOnRun: 2 }), 4);
    expect(passed).toEqual({ ...later, passedVersion: 3 });
    expect(decodeResult(encodeResult(passed!), 5)?.passedVersion).toBe(3);
  });

  it('loses its charts when it is too large, and nothing else', () => {
    const requests = Array.from({ length: REPORT_CHARS_MAX / 2 }, () => 1);
    const large = { ...RESULT, report: { ...REPORT, runs: [{ ...REPORT.runs[0]!, requests }] } };
    const text = encodeResult(large);
    expect(text.length).toBeLessThan(REPORT_CHARS_MAX);
    expect(decodeResult(text, 3)).toEqual({ ...RESULT, report: { ...REPORT, runs: [], wiring: null } });
  });

  it('drops the report of another grader', () => {
    expect(decodeResult(encodeResult({ ...RESULT, report: { ...REPORT, grader: 'of tomorrow' } }), 3)).toEqual({ ...RESULT, report: null });
  });

  it('is not shown again when it is damaged', () => {
    const exercise = { id: 'weights', checks: [], runs: [], diagnoses: [], seeds: [1] } as unknown as Exercise;
    expect(finishedRun(RESULT, exercise, { explained })).toMatchObject({ number: 4, source: 'x' });
    expect(finishedRun({ ...RESULT, report: { ...REPORT, checks: [null] } as unknown as Report }, exercise, { explained })).toBeNull();
    expect(finishedRun(noResult('weights', 3), exercise, { explained })).toBeNull();
  });

  it('has no report when that is not one', () => {
    expect(decodeResult('{"format":1,"exercise":"weights","exerciseVersion":3,"report":{"format":9}}', 3)?.report).toBeNull();
  });
});

describe('attempts of one\'s own', () => {
  const STARTER = "export default { a: '1' }; // starter";

  it('are no designs that differ in comments and white space alone', () => {
    expect(designHash("export default {\n  a: '1',\n};")).not.toBe(designHash(STARTER));
    expect(designHash("/* mine */ export default  { a: '1' };\n\n// end")).toBe(designHash(STARTER));
    expect(designHash("export default { a: '//1' };")).not.toBe(designHash("export default { a: '//2' };"));
  });

  it('count once each, and the starter not at all', () => {
    let attempts: string[] = [];
    for (const source of [STARTER, 'one', 'two // again', 'two', STARTER, 'one', 'three', 'four']) attempts = withAttempt(attempts, source, STARTER);
    expect(attempts).toEqual(['one', 'two', 'three'].map(designHash));
    expect(attempts).toHaveLength(ATTEMPTS_WANTED);
  });
});
