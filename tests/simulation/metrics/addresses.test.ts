import { describe, expect, it } from 'vitest';
import type { HistoryEvent, MetricQuery, Run } from '../../../src/simulation/index.ts';
import { measure, simulate } from '../../../src/simulation/index.ts';
import { host, model, scenario, virtualAddress } from '../build.ts';

const DESIGN = { ...model({ hosts: [host('lb1'), host('lb2')] }), virtualAddresses: [virtualAddress([{ host: 'lb1', priority: 150 }, { host: 'lb2', priority: 100 }])] };
const event = (atMs: number, kind: 'address-taken' | 'address-released', at: string): HistoryEvent => ({ atMs, kind, at, about: '10.0.0.100' });

/** A run of 20 s with 2 s of warm-up and these changes. */
function run(events: HistoryEvent[]): Run {
  const bare = simulate(DESIGN, scenario(1, 20, { warmupMs: 2000 }), { seed: 1, limits: { events: 1e6 }, record: true });
  return { ...bare, history: { ...bare.history!, events } };
}
const value = (one: Run, metric: 'splitBrainS' | 'addressUnownedS', given: Partial<MetricQuery> = {}, design = DESIGN): number | null => measure({ metric, of: null, class: null, windowMs: null, ...given }, one, design);

describe('owners of a virtual address', () => {
  const one = run([
    event(1000, 'address-taken', 'lb1'), event(5000, 'address-released', 'lb1'), event(8000, 'address-taken', 'lb2'), event(10_000, 'address-taken', 'lb1'), event(10_001, 'address-released', 'lb2'),
    event(12_000, 'address-taken', 'lb2'), event(16_000, 'address-released', 'lb2'),
  ]);
  it('two at once for longer than a handover', () => {
    expect(value(one, 'splitBrainS')).toBe(4);
    expect(value(one, 'splitBrainS', { windowMs: [0, 13_000] })).toBe(1);
    expect(value(one, 'splitBrainS', { of: 'vip' })).toBe(4);
    expect(value(one, 'splitBrainS', { of: '10.0.0.100' })).toBe(4);
  });
  it('none at all, before the first one too', () => {
    expect(value(one, 'addressUnownedS')).toBe(3);
    expect(value(one, 'addressUnownedS', { windowMs: [0, 6000] })).toBe(2);
    expect(value(run([]), 'addressUnownedS')).toBe(18);
  });
  it('nothing to measure without an address, or of another one', () => {
    expect(value(one, 'splitBrainS', {}, { ...DESIGN, virtualAddresses: [] })).toBeNull();
    expect(value(one, 'addressUnownedS', { of: 'other' })).toBeNull();
  });
});
