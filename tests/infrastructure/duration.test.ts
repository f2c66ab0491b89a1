import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from '../../src/infrastructure/index.ts';

describe('parseDuration', () => {
  it.each([['500ms', 500], ['2s', 2000], ['0.5s', 500], ['1.5m', 90_000], ['1h', 3_600_000], ['30d', 2_592_000_000], ['0s', 0], ['0.001s', 1], ['1.10s', 1100]])('reads %s as %d ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '2', 's', '-2s', '+2s', '2 s', '1e3ms', '0x10s', '1.5ms', '0.0001s', '.5s', '1.s', '2S', '2sec', 'Infinitys', 'NaNs', '٢s', '99999999999999999999d', '40000d', `${'1'.repeat(1000)}s`])('refuses "%s"', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  it('reads what formatDuration writes', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 3_000_000_000_000 }), (ms) => parseDuration(formatDuration(ms)) === ms), { seed: 1 });
  });
});

describe('formatDuration', () => {
  it.each([[0, '0ms'], [1500, '1500ms'], [2000, '2s'], [90_000, '90s'], [86_400_000, '1d']])('writes %d ms as %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});
