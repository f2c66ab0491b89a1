import { describe, expect, it } from 'vitest';
import type { VirtualAddress } from '../../../src/infrastructure/model.ts';
import { masterDownMs } from '../../../src/simulation/keepalived/timers.ts';
import { Bench } from './bench.ts';

const HOP = 0.3;
const DOWN_100 = masterDownMs(2, 100, 1000);
const DOWN_150 = masterDownMs(2, 150, 1000);
type Script = NonNullable<VirtualAddress['trackScript']>;

/** A pair; only the first host's script ever fails, since the second has no way to hear of it. */
function pair(script: Partial<Script>, priorities: [number, number] = [150, 100]): Bench {
  const bench = new Bench(priorities.map((priority) => ({ priority })), { trackScript: { check: 'process', intervalMs: 1000, fall: 2, rise: 2, weight: 0, ...script } });
  (bench.vrrp.layout[1] as { script: unknown }).script = null;
  return bench;
}

function started(script: Partial<Script>, priorities?: [number, number]): Bench {
  const bench = pair(script, priorities);
  for (const i of [0, 1]) bench.start(i);
  bench.until(6500);
  return bench;
}

describe('a script without weight', () => {
  it('puts its host into FAULT: priority 0, the skew of the other', () => {
    const bench = started({});
    bench.test = 'bad';
    bench.until(20_000);
    // Runs are at whole seconds: the second failure is at 8 s.
    expect([bench.when(0, 'advert 0'), bench.when(0, 'released'), bench.when(1, 'taken')]).toEqual([8000, 8000, 8000 + HOP + 609.375]);
    bench.test = 'good';
    bench.until(40_000);
    expect(bench.when(0, 'taken', 20_000)).toBe(22_000 + DOWN_150);
  });
  it('that hangs fails after its interval', () => {
    const bench = started({ intervalMs: 2000 });
    bench.test = 'later';
    bench.until(30_000);
    // It begins to hang at 8 s, has failed at 10 s, and again at 12 s.
    expect(bench.when(0, 'advert 0')).toBe(12_000);
  });
  it('keeps its host in FAULT from the start; one good run is enough at first, `rise` good ones later', () => {
    const bench = pair({ rise: 3 });
    bench.test = 'bad';
    for (const i of [0, 1]) bench.start(i);
    bench.until(9500);
    expect(bench.owners()).toEqual([1]);
    bench.test = 'good';
    bench.until(30_000);
    expect(bench.when(0, 'taken')).toBe(12_000 + DOWN_150);
  });
});

describe('a script with weight', () => {
  it('lowers the priority, which the next advert says; the other waits from the last high advert', () => {
    const bench = started({ weight: -60 });
    bench.test = 'bad';
    bench.until(20_000);
    // Adverts at 3.414 s and every second: the last high one before the second failure at 8 s is at 7.414 s.
    const high = DOWN_150 + 4000;
    expect([bench.when(0, 'advert 90'), bench.when(1, 'taken'), bench.when(0, 'released')]).toEqual([high + 1000, high + HOP + DOWN_100, expect.closeTo(high + 2 * HOP + DOWN_100, 6)]);
    expect(bench.owners()).toEqual([1]);
  });
  it('raises it again: the skew of the new priority counts from the last advert it put up with', () => {
    const bench = started({ weight: -60 });
    bench.test = 'bad';
    bench.until(20_500);
    bench.test = 'good';
    bench.until(40_000);
    const adverts = bench.diary.filter((one) => one.node === 1 && one.what === 'advert 100' && one.atMs < 22_000);
    expect(bench.when(0, 'taken', 20_500)).toBeCloseTo(adverts.at(-1)!.atMs + HOP + DOWN_150, 6);
  });
  it('that is too small changes nothing', () => {
    const bench = started({ weight: -5 });
    bench.test = 'bad';
    bench.until(40_000);
    expect([bench.when(0, 'advert 145') > 0, bench.owners()]).toEqual([true, [0]]);
  });
  it('above 0 counts while it is good; 254 is the most', () => {
    const bench = started({ weight: 60 }, [90, 100]);
    expect([bench.owners(), bench.when(0, 'advert 150') > 0]).toEqual([[0], true]);
    const high = started({ weight: 253 }, [200, 100]);
    expect(high.when(0, 'advert 254')).toBeGreaterThan(0);
  });
  it('counts for nothing at an owner', () => {
    const bench = started({ weight: -60 }, [255, 100]);
    bench.test = 'bad';
    bench.until(20_000);
    expect(bench.owners()).toEqual([0]);
  });
});
