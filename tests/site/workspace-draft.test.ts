import { describe, expect, it } from 'vitest';
import type { Exercise } from '../../src/course/course.ts';
import type { Report } from '../../src/grader/report.ts';
import { decodeDraft, decodeResult, type Draft, encodeDraft, encodeResult, REPORT_CHARS_MAX, type StoredResult } from '../../src/site/elements/draft.ts';
import { finishedRun } from '../../src/site/elements/explained.ts';

const DRAFT: Draft = { format: 1, exercise: 'weights', source: 'export default {}; // ü \u2028', hints: 2, savedAtMs: 1_700_000_000_000 };
const REPORT: Report = {
  format: 1, exercise: 'weights', exerciseVersion: 3, grader: '1', status: 'fail', stage: 'check', diagnostics: [], diagnosis: null, checks: [],
  runs: [{ run: 'steady', seed: 1, seconds: 1, requests: [1], failed: [0], p50Ms: [null], p99Ms: [null], servers: [], replicas: [], events: [] }],
};
const RESULT: StoredResult = { format: 1, exercise: 'weights', exerciseVersion: 3, runs: 4, passedOnRun: null, report: REPORT, source: 'x' };

describe('a draft as text', () => {
  it('comes back as it was', () => {
    expect(decodeDraft(encodeDraft(DRAFT))).toEqual(DRAFT);
  });

  it.each([null, '', 'not JSON', '[]', 'null', '{"format":2,"exercise":"weights","source":"x"}', '{"format":1,"exercise":"weights"}'])('is none when the text is %s', (text) => {
    expect(decodeDraft(text)).toBeNull();
  });

  it('keeps the source when a lesser field is damaged', () => {
    expect(decodeDraft('{"format":1,"exercise":"weights","source":"x","hints":"many","savedAtMs":-1}')).toEqual({ format: 1, exercise: 'weights', source: 'x', hints: 0, savedAtMs: 0 });
  });
});

describe('a result as text', () => {
  it('comes back as it was', () => {
    expect(decodeResult(encodeResult(RESULT), 3)).toEqual(RESULT);
  });

  it('keeps that the exercise was passed, and drops the report, when the exercise has another version', () => {
    expect(decodeResult(encodeResult({ ...RESULT, passedOnRun: 2 }), 4)).toEqual({ ...RESULT, exerciseVersion: 4, passedOnRun: 2, report: null });
  });

  it('loses its charts when it is too large, and nothing else', () => {
    const requests = Array.from({ length: REPORT_CHARS_MAX / 2 }, () => 1);
    const large = { ...RESULT, report: { ...REPORT, runs: [{ ...REPORT.runs[0]!, requests }] } };
    const text = encodeResult(large);
    expect(text.length).toBeLessThan(REPORT_CHARS_MAX);
    expect(decodeResult(text, 3)).toEqual({ ...RESULT, report: { ...REPORT, runs: [] } });
  });

  it('drops the report of another grader', () => {
    expect(decodeResult(encodeResult({ ...RESULT, report: { ...REPORT, grader: 'of tomorrow' } }), 3)).toEqual({ ...RESULT, report: null });
  });

  it('is not shown again when it is damaged', () => {
    const exercise = { id: 'weights', checks: [], runs: [], diagnoses: [], seeds: [1] } as unknown as Exercise;
    expect(finishedRun(RESULT, exercise)).toMatchObject({ number: 4, source: 'x' });
    expect(finishedRun({ ...RESULT, report: { ...REPORT, checks: [null] } as unknown as Report }, exercise)).toBeNull();
    expect(finishedRun(null, exercise)).toBeNull();
  });

  it('has no report when that is not one', () => {
    expect(decodeResult('{"format":1,"exercise":"weights","exerciseVersion":3,"report":{"format":9}}', 3)?.report).toBeNull();
  });
});
