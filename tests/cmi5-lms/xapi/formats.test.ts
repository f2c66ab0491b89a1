// Data types with the examples that the specifications give, and with near misses.
import { describe, expect, it } from 'vitest';
import { durationOf, isDuration, isIri, isLanguageTag, isTimestamp, isUtc, isUuid, timeOf } from './formats.ts';

const GOOD: readonly (readonly [name: string, test: (value: unknown) => boolean, good: readonly string[], bad: readonly unknown[]])[] = [
  ['UUID', isUuid, ['760e3480-ba55-4991-94b0-01820dbd23a2', '760E3480-BA55-4991-94B0-01820DBD23A2'], ['760e3480ba55499194b001820dbd23a2', '{760e3480-ba55-4991-94b0-01820dbd23a2}', '760e3480-ba55-4991-c4b0-01820dbd23a2', '', 7]],
  ['IRI', isIri, ['https://example.com/a', 'mailto:a@example.com', 'tag:adlnet.gov,2013:expapi', 'http://example.com/فعل/خواندن', 'urn:uuid:1'], ['example.com/a', '/a', 'a', 'http://example.com/a b', 'http://', 'http:///%zz', '', null]],
  ['duration', isDuration, ['PT0S', 'PT1H0M0S', 'P3Y1M29DT4H35M59.14S', 'PT16559.14S', 'P4W', 'PT0.5H', 'P1D'], ['P', 'PT', 'P1DT', '1S', 'PT1.5H3S', 'P2S', 'PT5D', 'p1d', '-PT1S', 'P1W1D', 60]],
  ['timestamp', isTimestamp, ['2026-11-21T10:00:00Z', '2026-11-21T10:00:00.123Z', '2026-11-21T10:00:00+02:00', '2026-11-21T10:00:00-0500', '2024-02-29T23:59:59+00:00'], ['2026-11-21', '2026-11-21T10:00:00', '2026-11-21 10:00:00Z', '2025-02-29T10:00:00Z', '2026-11-21T25:00:00Z', '2026-11-21T10:00:00-00:00', 1]],
  ['language tag', isLanguageTag, ['en', 'en-US', 'de-CH-1901', 'zh-Hant-TW', 'es-419', 'sr-Latn', 'x-klingon', 'i-navajo', 'und'], ['', 'e', 'english_us', 'en_US', 'toolonglanguage', 'en--US', 'en-US;q=1']],
];

describe('data types of xAPI (Data 4)', () => {
  it.each(GOOD)('%s', (_name, test, good, bad) => {
    expect(good.filter((one) => !test(one))).toEqual([]);
    expect(bad.filter((one) => test(one))).toEqual([]);
  });

  it('know UTC from other zones, and the same time in two spellings (cmi5 9.7)', () => {
    expect(['2026-11-21T10:00:00Z', '2026-11-21T10:00:00+00:00', '2026-11-21T10:00:00+0000'].map(isUtc)).toEqual([true, true, true]);
    expect(['2026-11-21T10:00:00+01:00', '2026-11-21T10:00:00-00:30'].map(isUtc)).toEqual([false, false]);
    expect(timeOf('2026-11-21T12:00:00+0200')).toBe(timeOf('2026-11-21T10:00:00Z'));
    expect(timeOf('2026-11-21T12:00:00+02')).toBe(timeOf('2026-11-21T10:00:00.000Z'));
  });

  it('write durations that are durations', () => {
    expect([0, 90_000, 1234, 10, -5].map(durationOf)).toEqual(['PT0S', 'PT90S', 'PT1.23S', 'PT0.01S', 'PT0S']);
    expect([0, 90_000, 1234, 100].map(durationOf).every(isDuration)).toBe(true);
  });
});
