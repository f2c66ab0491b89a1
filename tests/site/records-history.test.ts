import { describe, expect, it } from 'vitest';
import { ATTEMPTS_KEPT, type Attempt, decodeHistory, encodeHistory, mergeHistories, noHistory, SOURCES_CHARS, SOURCES_KEPT, withRun } from '../../src/site/records/history.ts';

const attempt = (run: number, source: string | null = `design ${run}`): Attempt => ({ run, passed: false, holds: 1, checks: 4, costUnits: 12, p99Ms: 240.5, writesAtRisk: 0, source });
const after = (...attempts: Attempt[]) => attempts.reduce(withRun, noHistory('weights', 2));

describe('the last runs of an exercise', () => {
  it('come back as they were', () => {
    const history = after(attempt(1), attempt(2));
    expect(decodeHistory(encodeHistory(history))).toEqual(history);
  });

  it('are bounded in number, in designs and in characters', () => {
    const many = after(...Array.from({ length: 50 }, (_, at) => attempt(at + 1)));
    expect(many.attempts.map(({ run }) => run)).toEqual(Array.from({ length: ATTEMPTS_KEPT }, (_, at) => at + 21));
    expect(many.attempts.filter(({ source }) => source !== null).map(({ run }) => run)).toEqual(Array.from({ length: SOURCES_KEPT }, (_, at) => at + 45));
    const large = after(attempt(1), attempt(2, 'x'.repeat(SOURCES_CHARS - 5)), attempt(3, 'short'));
    expect(large.attempts.map(({ source }) => source?.length ?? null)).toEqual([null, SOURCES_CHARS - 5, 5]);
  });

  it('keep a design once, under its last run', () => {
    expect(after(attempt(1, 'a'), attempt(2, 'b'), attempt(3, 'b')).attempts.map(({ run }) => run)).toEqual([1, 3]);
  });

  it('of two computers are all kept, of two versions the later', () => {
    const [own, other] = [after(attempt(1, 'a'), attempt(3, 'c')), after(attempt(1, 'z'), attempt(2, 'b'))];
    expect(mergeHistories(own, other).attempts.map(({ source }) => source)).toEqual(['a', 'b', 'c']);
    const later = { ...noHistory('weights', 3), attempts: [attempt(9)] };
    expect([mergeHistories(own, later), mergeHistories(later, own)]).toEqual([later, later]);
  });

  it.each([null, '', '{}', '{"format":2}', '{"format":1,"exercise":"a","exerciseVersion":1,"attempts":[{}]}', '{"format":1,"exercise":"a","exerciseVersion":1,"attempts":[{"run":1,"passed":true,"holds":1,"checks":1,"costUnits":-1,"p99Ms":null,"writesAtRisk":null,"source":null}]}'])('%s is none', (text) => {
    expect(decodeHistory(text)).toBeNull();
  });
});
