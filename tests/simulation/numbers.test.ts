import { describe, expect, it } from 'vitest';
import { ln } from '../../src/simulation/numbers/ln.ts';
import { percentile } from '../../src/simulation/numbers/percentile.ts';
import { below, bits32, createStreams, exponential, uniform } from '../../src/simulation/random/streams.ts';
import { sampleMs } from '../../src/simulation/random/sample.ts';

describe('ln', () => {
  it('agrees with Math.log to 2⁻⁵¹ over the range of the generator', () => {
    const streams = createStreams(7, 1);
    for (let i = 0; i < 20000; i++) {
      const x = i % 2 === 0 ? uniform(streams, 0) : uniform(streams, 0) * 2 ** -Math.floor(uniform(streams, 0) * 11);
      expect(Math.abs(ln(x) - Math.log(x))).toBeLessThanOrEqual(Math.abs(Math.log(x)) * 2 ** -51);
    }
  });
  it('is exact at 1 and gives these bits in every engine', () => {
    expect(ln(1)).toBe(0);
    expect(ln(0.5)).toBe(-0.6931471805599453);
    expect(ln(0.1)).toBe(-2.3025850929940455);
    expect(ln(2 ** -53)).toBe(-36.7368005696771);
  });
});

describe('percentile', () => {
  it('is the nearest rank', () => {
    const ten = Float64Array.from({ length: 10 }, (_, i) => i + 1);
    expect([percentile(ten, 50), percentile(ten, 99), percentile(ten, 90), percentile(ten, 1)]).toEqual([5, 10, 9, 1]);
    expect(percentile(new Float64Array(0), 50)).toBeNull();
  });
});

describe('random streams', () => {
  it('give these numbers for seed 1', () => {
    const streams = createStreams(1, 2);
    expect([bits32(streams, 0), bits32(streams, 0), bits32(streams, 1)]).toMatchInlineSnapshot(`
      [
        598206473,
        3797887005,
        3822992346,
      ]
    `);
  });
  it('do not touch each other', () => {
    const a = createStreams(5, 3);
    const b = createStreams(5, 9);
    for (let i = 0; i < 100; i++) bits32(b, 1);
    for (let i = 0; i < 20; i++) expect(bits32(a, 2)).toBe(bits32(b, 2));
  });
  it('differ by seed and by stream', () => {
    const first = [0, 1, 2, 3].map((seed) => bits32(createStreams(seed, 2), 0));
    expect(new Set([...first, ...[0, 1, 2, 3].map((seed) => bits32(createStreams(seed, 2), 1))]).size).toBe(8);
  });
  it('have the right means', () => {
    const streams = createStreams(3, 1);
    const mean = (draw: () => number): number => Array.from({ length: 100000 }, draw).reduce((sum, x) => sum + x, 0) / 100000;
    expect(mean(() => uniform(streams, 0))).toBeCloseTo(0.5, 2);
    expect(mean(() => exponential(streams, 0))).toBeCloseTo(1, 1);
    expect(mean(() => below(streams, 0, 4))).toBeCloseTo(1.5, 1);
    expect(mean(() => sampleMs({ distribution: 'mix', parts: [{ share: 0.95, ms: 20 }, { share: 0.05, ms: 800 }] }, streams, 0)) / 59).toBeCloseTo(1, 1);
    expect(sampleMs({ distribution: 'fixed', ms: 7 }, streams, 0)).toBe(7);
  });
});
