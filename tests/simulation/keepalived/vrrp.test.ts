import { describe, expect, it } from 'vitest';
import { masterDownMs, skewMs } from '../../../src/simulation/keepalived/timers.ts';
import { kill, loseHost, setLink, start, stop } from '../../../src/simulation/keepalived/vrrp.ts';
import { Bench } from './bench.ts';

/** An advert takes a hop: what an advert causes is late by this. */
const HOP = 0.3;
const PAIR = [{ priority: 150 }, { priority: 100 }];
const DOWN_150 = masterDownMs(2, 150, 1000);
const DOWN_100 = masterDownMs(2, 100, 1000);

/** A pair whose first host has had the address for a while; 500 ms after an advert of it, whose moment is the second value. */
function settled(members: ConstructorParameters<typeof Bench>[0] = PAIR, given: ConstructorParameters<typeof Bench>[1] = {}): [Bench, number] {
  const bench = Bench.started(members, given);
  bench.until(6000);
  return [bench, bench.afterAdvert(0, (given?.advertIntMs ?? 1000) / 2)];
}

describe('timers', () => {
  it.each([[2, 100, 1000, 609.375, 3609.375], [2, 100, 5000, 609.375, 15609.375], [3, 100, 200, 121.875, 721.875], [3, 50, 2000, 1609.375, 7609.375], [2, 255, 1000, 3.90625, 3003.90625]] as const)(
    'version %i, priority %i, advert_int %i ms', (version, priority, advertMs, skew, down) => expect([skewMs(version, priority, advertMs), masterDownMs(version, priority, advertMs)]).toEqual([skew, down]),
  );
});

describe('start', () => {
  it('state MASTER is no faster, and the highest priority is first', () => {
    for (const state of ['MASTER', 'BACKUP'] as const) {
      const bench = Bench.started([{ priority: 100 }, { priority: 150, state }]);
      bench.until(10_000);
      expect([bench.owners(), bench.when(1, 'taken'), bench.when(0, 'taken')]).toEqual([[1], 5 + DOWN_150, NaN]);
    }
  });
  it('priority 255 is master at once with state MASTER, and waits like others with BACKUP', () => {
    expect(Bench.started([{ priority: 255, state: 'MASTER' }]).when(0, 'taken')).toBe(0);
    const bench = Bench.started([{ priority: 255, state: 'BACKUP' }]);
    bench.until(4000);
    expect(bench.when(0, 'taken')).toBe(masterDownMs(2, 255, 1000));
  });
  it('of equals the first stays, even when the other has the higher address', () => {
    const bench = Bench.started([{ priority: 100 }, { priority: 100 }]);
    bench.until(20_000);
    expect([bench.owners(), bench.when(1, 'taken')]).toEqual([[0], NaN]);
  });
  it('a new master sends gratuitous ARPs at once and 5 s later', () => {
    const bench = Bench.started([{ priority: 255, state: 'MASTER' }]);
    bench.until(20_000);
    expect(bench.diary.filter((one) => one.what === 'arp').map((one) => one.atMs)).toEqual([0, 5000]);
  });
});

describe('loss of the master', () => {
  it.each([[2, 1000, 150, 100], [3, 200, 150, 100], [3, 2000, 150, 50], [2, 3000, 200, 1]] as const)('SIGKILL, version %i, advert_int %i, priorities %i and %i: master_down after the last advert, and the address stays behind', (version, advertIntMs, first, second) => {
    const [bench, advert] = settled([{ priority: first }, { priority: second }], { version, advertIntMs });
    kill(bench.vrrp, 0);
    bench.until(advert + 60_000);
    expect([bench.owners(), bench.when(1, 'taken', advert)]).toEqual([[0, 1], advert + HOP + masterDownMs(version, second, advertIntMs)]);
  });
  it('SIGTERM: priority 0, the skew, and the address is gone', () => {
    const [bench, advert] = settled();
    stop(bench.vrrp, 0);
    bench.until(advert + 5000);
    expect([bench.owners(), bench.when(0, 'advert 0'), bench.when(1, 'taken')]).toEqual([[1], advert + 500, advert + 500 + HOP + 609.375]);
  });
  it('a link that goes down sends nothing, and keepalived takes the address off', () => {
    const [bench, advert] = settled();
    setLink(bench.vrrp, 0, false);
    expect(bench.owners()).toEqual([]);
    bench.until(advert + 5000);
    expect([bench.when(0, 'advert 0'), bench.when(1, 'taken')]).toEqual([NaN, advert + HOP + DOWN_100]);
    setLink(bench.vrrp, 0, true);
    bench.until(advert + 20_000);
    expect([bench.owners(), bench.when(0, 'taken', advert)]).toEqual([[0], advert + 5000 + DOWN_150]);
  });
  it('of three the next one takes over, and only it', () => {
    const [bench, advert] = settled([{ priority: 150 }, { priority: 100 }, { priority: 120 }]);
    loseHost(bench.vrrp, 0);
    bench.until(advert + 10_000);
    expect([bench.owners(), bench.when(1, 'taken')]).toEqual([[2], NaN]);
  });
});

describe('return', () => {
  /** Takes the first host away, brings it back 2.2 s after the takeover, and says when it was back and when it had the address again. */
  function comeBack(members: ConstructorParameters<typeof Bench>[0], end = kill): { bench: Bench; afterMs: number } {
    const [bench, advert] = settled(members);
    end(bench.vrrp, 0);
    bench.until(bench.queue.now + 4000);
    const back = bench.afterAdvert(1, 200) + 200;
    start(bench.vrrp, 0);
    bench.until(back + 30_000);
    expect(advert).toBeLessThan(back);
    return { bench, afterMs: bench.when(0, 'taken', back) - back };
  }
  it('takes the address back after its own master_down', () => expect(comeBack(PAIR).afterMs).toBeCloseTo(DOWN_150, 6));
  it('at once as owner', () => expect(comeBack([{ priority: 255, state: 'MASTER' }, { priority: 100 }]).afterMs).toBe(0));
  it('not at all with nopreempt; what SIGKILL left behind is removed', () => {
    const { bench, afterMs } = comeBack([{ priority: 150, nopreempt: true }, { priority: 100, nopreempt: true }]);
    expect([afterMs, bench.owners()]).toEqual([NaN, [1]]);
  });
  it('nopreempt and preempt_delay count for nothing with state MASTER', () => {
    expect(comeBack([{ priority: 150, nopreempt: true, state: 'MASTER' }, { priority: 100 }]).afterMs).toBeCloseTo(DOWN_150, 6);
    expect(comeBack([{ priority: 150, preemptDelayMs: 3000, state: 'MASTER' }, { priority: 100 }]).afterMs).toBeCloseTo(DOWN_150, 6);
  });
  it('preempt_delay runs from the first lower advert; the last one within it is answered by master_down', () => {
    // First advert 800 ms after the start, delay until 3800, adverts at 1800 and 2800 are put up with, the one at 3800 is not.
    expect(comeBack([{ priority: 150, preemptDelayMs: 3000 }, { priority: 100 }], stop).afterMs).toBeCloseTo(800 + 2000 + HOP + DOWN_150, 6);
  });
  it('an equal stays backup', () => expect(comeBack([{ priority: 100 }, { priority: 100 }]).bench.owners()).toEqual([1]));
});

describe('partitions', () => {
  it('both directions: two masters; the lower yields at the next advert it hears', () => {
    const [bench, advert] = settled();
    bench.cuts = [[0, 1], [1, 0]];
    bench.until(advert + 4500);
    expect(bench.owners()).toEqual([0, 1]);
    bench.cuts = [];
    bench.until(advert + 8000);
    // The next advert is the lower one's, at master_down + 1 s: the higher one answers it at once, and claims the traffic.
    const answer = advert + HOP + DOWN_100 + 1000 + HOP;
    expect([bench.owners(), bench.when(0, 'arp', advert + 4500), bench.when(1, 'released')]).toEqual([[0], expect.closeTo(answer, 6), expect.closeTo(answer + HOP, 6)]);
  });
  it('where the higher one is heard first, nobody claims the traffic', () => {
    const [bench, advert] = settled();
    bench.cuts = [[0, 1], [1, 0]];
    bench.until(advert + 7700);
    bench.cuts = [];
    bench.until(advert + 8100);
    expect([bench.owners(), bench.when(1, 'released'), bench.when(0, 'arp', advert + 7700)]).toEqual([[0], expect.closeTo(advert + 8000 + HOP, 6), NaN]);
  });
  it('one direction is enough, and the other alone does nothing', () => {
    const [bench, advert] = settled();
    bench.cuts = [[1, 0]];
    bench.until(advert + 10_000);
    expect(bench.owners()).toEqual([0]);
    bench.cuts = [[0, 1]];
    bench.until(advert + 20_000);
    expect(bench.owners()).toEqual([0, 1]);
  });
  it('between equals the higher address stays', () => {
    const [bench, advert] = settled([{ priority: 100 }, { priority: 100 }]);
    bench.cuts = [[0, 1], [1, 0]];
    bench.until(advert + 6000);
    bench.cuts = [];
    bench.until(advert + 10_000);
    expect(bench.owners()).toEqual([1]);
  });
});
