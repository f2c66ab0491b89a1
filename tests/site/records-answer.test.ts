import { describe, expect, it } from 'vitest';
import { answered, decodeAnswer, encodeAnswer, isDue, REVIEW_DAYS, type Answer } from '../../src/site/records/answer.ts';

const at = (text: string): number => new Date(text).getTime();
const NOW = at('2026-11-21T20:15:00');
const day = (date: string): number => at(`${date}T00:00:00`);

/** The answers one after the other: at which time, and whether right. */
const after = (...steps: [string, boolean][]): Answer => steps.reduce<Answer | null>((before, [time, isRight]) => answered(before, 'q', isRight, at(time)), null)!;

describe('when a question comes back', () => {
  it('the first answer, right or not, starts with two days, at the beginning of that day', () => {
    expect(answered(null, 'q', true, NOW)).toEqual({ format: 1, question: 'q', step: 0, dueAtMs: day('2026-11-23'), lastRight: true, lastAtMs: NOW, times: 1, right: 1 });
    expect(answered(null, 'q', false, NOW)).toMatchObject({ step: 0, dueAtMs: day('2026-11-23'), lastRight: false, times: 1, right: 0 });
  });

  it('right each time: after 2, 9 and 30 days, then no more', () => {
    expect(REVIEW_DAYS).toEqual([2, 9, 30]);
    const first = after(['2026-11-21T20:15:00', true]);
    const second = answered(first, 'q', true, first.dueAtMs!);
    expect(second).toMatchObject({ step: 1, dueAtMs: day('2026-12-02') });
    const third = answered(second, 'q', true, second.dueAtMs!);
    expect(third).toMatchObject({ step: 2, dueAtMs: day('2027-01-01') });
    expect(answered(third, 'q', true, third.dueAtMs!)).toMatchObject({ step: 3, dueAtMs: null, times: 4, right: 4 });
  });

  it('late: the next date counts from the answer', () => {
    expect(after(['2026-11-21T20:15:00', true], ['2027-03-01T08:00:00', true])).toMatchObject({ step: 1, dueAtMs: day('2027-03-10') });
  });

  it('right before its day: no date changes', () => {
    expect(after(['2026-11-21T20:15:00', true], ['2026-11-22T23:59:59', true])).toMatchObject({ step: 0, dueAtMs: day('2026-11-23'), times: 2, right: 2 });
    expect(after(['2026-11-21T20:15:00', false], ['2026-11-21T20:16:00', true])).toMatchObject({ step: 0, dueAtMs: day('2026-11-23'), lastRight: true });
  });

  it('a miss takes one step back, never below the first', () => {
    const waiting: Answer = { ...answered(null, 'q', true, NOW), step: 2, dueAtMs: day('2026-11-20') };
    expect(answered(waiting, 'q', false, NOW)).toMatchObject({ step: 1, dueAtMs: day('2026-11-30') });
    expect(answered({ ...waiting, step: 0 }, 'q', false, NOW)).toMatchObject({ step: 0, dueAtMs: day('2026-11-23') });
    expect(answered({ ...waiting, step: 3, dueAtMs: null }, 'q', false, NOW)).toMatchObject({ step: 2, dueAtMs: day('2026-12-21') });
  });

  it('an early miss takes one step back and never puts the date off; a second in a row changes nothing', () => {
    const soon: Answer = { ...answered(null, 'q', true, NOW), step: 2, dueAtMs: day('2026-11-24') };
    const missed = answered(soon, 'q', false, NOW);
    expect(missed).toMatchObject({ step: 1, dueAtMs: day('2026-11-24') });
    expect(answered({ ...soon, dueAtMs: day('2026-12-20') }, 'q', false, NOW)).toMatchObject({ step: 1, dueAtMs: day('2026-11-30') });
    expect(answered(missed, 'q', false, NOW + 1000)).toMatchObject({ step: 1, dueAtMs: day('2026-11-24'), times: 3 });
  });

  it('is due from the first moment of its day', () => {
    const answer = answered(null, 'q', true, NOW);
    expect(isDue(answer, day('2026-11-23') - 1)).toBe(false);
    expect(isDue(answer, day('2026-11-23'))).toBe(true);
    expect(isDue({ ...answer, dueAtMs: null }, NOW + 1e12)).toBe(false);
  });

  it('a clock set back by years does not hide a question for years; one set right by an hour changes nothing', () => {
    const answer = after(['2036-11-21T20:15:00', true]);
    expect(isDue(answer, NOW)).toBe(true);
    expect(answered(answer, 'q', true, NOW)).toMatchObject({ step: 1, dueAtMs: day('2026-11-30'), lastAtMs: NOW });
    expect(isDue(answered(null, 'q', true, NOW), NOW - 3_600_000)).toBe(false);
  });

  it('counts days by the calendar where clocks change', () => {
    for (let start = at('2026-01-01T01:30:00'); start < at('2027-01-01T00:00:00'); start += 86_400_000) {
      const due = new Date(answered(null, 'q', true, start).dueAtMs!);
      expect([due.getHours(), due.getMinutes()]).toEqual([0, 0]);
      expect(Math.round((due.getTime() - new Date(start).setHours(0, 0, 0, 0)) / 86_400_000)).toBe(2);
    }
  });
});

describe('a kept answer', () => {
  it('comes back as it was', () => {
    const answer = answered(null, 'q', true, NOW);
    expect(decodeAnswer(encodeAnswer(answer))).toEqual(answer);
  });

  it.each([
    ['nothing', {}], ['another format', { format: 2 }], ['a step beyond the last', { step: 4 }], ['half a step', { step: 0.5 }], ['a negative date', { dueAtMs: -1 }], ['a date as text', { dueAtMs: '2026' }],
    ['a count beyond whole numbers', { times: 1e300 }], ['no answer', { lastRight: 'yes' }],
  ])('is none with %s', (name, change) => {
    const text = name === 'nothing' ? null : JSON.stringify({ ...answered(null, 'q', true, NOW), ...change });
    expect(decodeAnswer(text)).toBeNull();
  });
});
