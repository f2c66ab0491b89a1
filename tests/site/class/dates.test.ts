// Dates as learners and instructors of a class read them.
import { describe, expect, it } from 'vitest';
import { agoBrief, agoText, aheadOf, briefMoment, dayText, leftText, momentText, spanText, weekdayText, zoneText } from '../../../src/site/class/dates.ts';

const [HOUR, DAY] = [3_600_000, 86_400_000];
const at = (text: string): number => Date.parse(text);
const NOW = at('2026-12-02T13:02:00Z');
const BERLIN = 'Europe/Berlin';

describe('dates', () => {
  it('have a weekday, the day before the month, 24 hours, and the year where it is another', () => {
    expect(momentText(at('2026-12-04T17:00:00Z'), NOW, BERLIN)).toBe('Fri 4 Dec, 18:00');
    expect(momentText(at('2027-01-04T17:00:00Z'), NOW, BERLIN)).toBe('Mon 4 Jan 2027, 18:00');
    expect(momentText(at('2026-12-04T23:30:00Z'), NOW, BERLIN)).toBe('Sat 5 Dec, 00:30');
    expect(weekdayText(at('2026-12-04T17:00:00Z'), NOW, BERLIN)).toBe('Fri 4 Dec');
    expect(dayText(at('2026-12-04T17:00:00Z'), BERLIN)).toBe('4 Dec');
  });

  it('are a time alone today, by the day of the zone', () => {
    expect(briefMoment(at('2026-12-02T08:05:00Z'), NOW, BERLIN)).toBe('09:05');
    expect(briefMoment(at('2026-12-01T22:59:00Z'), NOW, BERLIN)).toBe('Tue 1 Dec, 23:59');
    expect(briefMoment(at('2026-12-01T23:00:00Z'), NOW, BERLIN)).toBe('00:00');
  });

  it('name the zone with its distance from UTC', () => {
    expect(zoneText(NOW, BERLIN)).toBe('Europe/Berlin (UTC+1)');
    expect(zoneText(NOW, 'America/New_York')).toBe('America/New York (UTC-5)');
    expect(zoneText(NOW, 'UTC')).toBe('UTC');
  });

  it.each([[2 * DAY, '2 days'], [2 * DAY - 1, '47 hours'], [HOUR, '60 minutes'], [60_000, '1 minute'], [59_999, 'less than a minute']])('%i ms left is %s', (ms, words) => {
    expect(leftText(ms)).toBe(words);
  });

  it.each([[3 * DAY, '3 days'], [DAY, '1 day'], [36 * HOUR, '36 hours'], [90 * 60_000, '90 minutes'], [HOUR, '1 hour']])('%i ms that somebody has set is %s', (ms, words) => {
    expect(spanText(ms)).toBe(words);
  });

  it('know how wrong the clock of the computer is, whatever the way to the server takes', () => {
    expect(aheadOf(NOW, NOW - 5 * DAY - 400, NOW - 5 * DAY + 400)).toBe(5 * DAY);
    expect(aheadOf(NOW, NOW + HOUR, NOW + HOUR + 3)).toBe(-HOUR - 1);
  });

  it('say in one unit what is long ago', () => {
    expect([0, 119_000, 120_000, HOUR, 47 * HOUR, 3 * DAY].map((ago) => agoBrief(NOW - ago, NOW))).toEqual(['now', 'now', '2 min', '1 h', '1 d', '3 d']);
    expect([0, 120_000, HOUR, 3 * DAY].map((ago) => agoText(NOW - ago, NOW))).toEqual(['just now', '2 minutes ago', '1 hour ago', '3 days ago']);
  });
});
