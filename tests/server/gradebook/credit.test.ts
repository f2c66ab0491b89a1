import { describe, expect, it } from 'vitest';
import { creditPct } from '../../../src/server/gradebook/credit.ts';
import { standing, type Graded } from '../../../src/server/gradebook/select.ts';

const DAY = 86_400_000;
const deadline = { opensMs: 10, dueMs: 10 * DAY, lateMs: 5 * DAY, latePct: 50 };

describe('credit', () => {
  it.each([
    [9, 0], [10, 100], [10 * DAY, 100], [10 * DAY + 1, 99], [11 * DAY, 90], [12.5 * DAY, 75], [15 * DAY, 50], [15 * DAY + 1, 0],
  ])('at %d is %d %%', (at, pct) => expect(creditPct(deadline, at)).toBe(pct));

  it('is full without a date, and gone at once without late time', () => {
    expect(creditPct({ ...deadline, dueMs: null }, 1e15)).toBe(100);
    expect(creditPct({ ...deadline, lateMs: 0 }, 10 * DAY)).toBe(100);
    expect(creditPct({ ...deadline, lateMs: 0 }, 10 * DAY + 1)).toBe(0);
  });
});

describe('what counts', () => {
  const graded = (id: string, receivedMs: number, points: number, credit = 100): Graded => ({ id, receivedMs, points, creditPct: credit });

  it('is the best after credit, of equal ones the first', () => {
    expect(standing([], [])).toEqual({ points: null, submission: null, override: null });
    expect(standing([graded('a', 1, 60), graded('b', 2, 100, 50), graded('c', 3, 60)], [])).toMatchObject({ points: 60, submission: 'a' });
    expect(standing([graded('c', 3, 60), graded('a', 1, 60)], [])).toMatchObject({ submission: 'a' });
    expect(standing([graded('a', 1, 33, 50)], [])).toMatchObject({ points: 16 });
  });

  it('is the newest override, until it is taken back', () => {
    const given = (givenMs: number, points: number | null) => ({ givenMs, points, reason: 'oral exam' });
    expect(standing([graded('a', 1, 60)], [given(5, 80), given(9, 10)])).toMatchObject({ points: 10, submission: null, override: { givenMs: 9 } });
    expect(standing([graded('a', 1, 60)], [given(9, null), given(5, 80)])).toMatchObject({ points: 60, submission: 'a', override: null });
  });
});
