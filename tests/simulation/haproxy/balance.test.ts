import { describe, expect, it } from 'vitest';
import type { Balance } from '../../../src/infrastructure/model.ts';
import type { BackendLayout } from '../../../src/simulation/layout/haproxy.ts';
import { Farm } from '../../../src/simulation/haproxy/farm.ts';
import { staticMap } from '../../../src/simulation/haproxy/balance/static-map.ts';
import { createStreams } from '../../../src/simulation/random/streams.ts';
import { backend, server } from '../build.ts';

type Given = Parameters<typeof server>[1] & object;

/** A farm whose servers are called s1, s2, …; only its choices are used. */
function farm(algorithm: Balance, servers: Given[], allbackups = false): Farm {
  const layout = { backend: backend(servers.map((one, i) => server(`s${i + 1}`, one)), { balance: algorithm, allbackups }), bound: false } as BackendLayout;
  return new Farm(layout, createStreams(1, 1), 0);
}

const weights = (...list: number[]): Given[] => list.map((weight) => ({ weight }));
const name = (picked: number): string => (picked < 0 ? '-' : String(picked + 1));
/** Requests one after another; each ends before the next. */
function get(one: Farm, count: number): string {
  let sequence = '';
  for (let i = 0; i < count; i++) {
    const picked = one.pick(-1, 0);
    if (picked >= 0) {
      one.count(picked, 1);
      one.count(picked, -1);
    }
    sequence += name(picked);
  }
  return sequence;
}
function open(one: Farm): string {
  const picked = one.pick(-1, 0);
  if (picked >= 0) one.count(picked, 1);
  return name(picked);
}

const ROUND_ROBIN: Balance = { algorithm: 'roundrobin' };

describe('roundrobin', () => {
  it.each([
    [[1, 1, 1], '123123'], [[3, 1], '11121112'], [[5, 3, 2], '12131212131213121213'], [[1, 2, 3], '3231323231323231323'.slice(0, 7)], [[2, 2, 1], '1212312123'],
  ])('weights %j: %s', (list, expected) => expect(get(farm(ROUND_ROBIN, weights(...list)), expected.length)).toBe(expected));
  it('gives a small weight its turn late: the 101st of 100/1, the 194th and 579th of 256/128/1', () => {
    expect(get(farm(ROUND_ROBIN, weights(100, 1)), 202).split('').flatMap((s, i) => (s === '2' ? [i + 1] : []))).toEqual([101, 202]);
    expect(get(farm(ROUND_ROBIN, weights(256, 128, 1)), 600).split('').flatMap((s, i) => (s === '3' ? [i + 1] : []))).toEqual([194, 579]);
  });
  // Recorded: A-runtime-mixed3-roundrobin-4-3-2, HAProxy 2.6.12.
  it('goes on as recorded when servers leave and come back', () => {
    const one = farm(ROUND_ROBIN, weights(4, 3, 2));
    const played: string[] = [get(one, 20)];
    for (const [which, away, back] of [[0, 9, 18], [-1, 13, 0], [0, 10, 18], [-1, 22, 0], [1, 10, 18], [-1, 21, 0], [0, 1, 18], [-1, 10, 0], [1, 9, 18], [-1, 8, 0], [0, 8, 18], [-1, 19, 0], [2, 8, 18]]) {
      if (which >= 0) one.mark(which, false);
      played.push(get(one, away));
      if (which < 0) continue;
      one.mark(which, true);
      played.push(get(one, back));
    }
    expect(played).toEqual([
      '12132112312132112312', '323223232', '123121321123121321', '1231213211231', '2232322323', '213211231213211231', '2132112312132112312132', '1311311311', '312132112312132112',
      '312132112312132112312', '3', '123121231123121231', '1231212311', '311311311', '231213121212132112', '31213211', '23232232', '321123121321123121', '3211231213211231213', '21211212', '121312123121312123',
    ]);
  });
  // Recorded: A-runtime-halfweight-roundrobin.
  it('goes on as recorded when a weight changes', () => {
    const one = farm(ROUND_ROBIN, weights(4, 4));
    const played = [get(one, 5)];
    for (const weight of [2, 1, 4]) {
      one.setWeight(0, weight);
      played.push(get(one, 12));
    }
    expect(played).toEqual(['12121', '222122122122', '222212222122', '212121212121']);
  });
  it('passes a full server over, and says so when all are full', () => {
    const one = farm(ROUND_ROBIN, [{ maxconn: 1 }, { maxconn: 2 }]);
    expect([open(one), open(one), open(one), open(one)]).toEqual(['1', '2', '2', '-']);
  });
  it('avoids a server while there is another', () => {
    expect(farm(ROUND_ROBIN, weights(1, 1)).pick(0, 0)).toBe(1);
    expect(farm(ROUND_ROBIN, weights(1)).pick(0, 0)).toBe(0);
  });
});

describe('static-rr', () => {
  it.each([[[1, 1, 1], '123123'], [[3, 1], '1112'], [[5, 3, 2], '1121312123'], [[1, 2, 3], '132323'], [[2, 2, 1], '12123']])('weights %j: %s', (list, expected) => {
    expect(get(farm({ algorithm: 'static-rr' }, weights(...list)), expected.length)).toBe(expected);
  });
  it('256/128/1 reaches the third server as no. 385 and 770', () => {
    expect(get(farm({ algorithm: 'static-rr' }, weights(256, 128, 1)), 770).split('').flatMap((s, i) => (s === '3' ? [i + 1] : []))).toEqual([385, 770]);
  });
  // Recorded: A-runtime-drain-static-rr.
  it('goes on as recorded after a drain', () => {
    const one = farm({ algorithm: 'static-rr' }, weights(1, 1));
    const played = [get(one, 3)];
    one.mark(0, false);
    played.push(get(one, 4));
    one.mark(0, true);
    expect([...played, get(one, 6)]).toEqual(['121', '2222', '212121']);
  });
});

describe('leastconn', () => {
  it('gives every idle server one request, whatever its weight', () => {
    const one = farm({ algorithm: 'leastconn' }, weights(3, 1));
    expect(Array.from({ length: 7 }, () => open(one)).join('')).toBe('1211112');
  });
  // Recorded: the first 40 steps of A-leastconn-random3-3-2-1; a negative number closes the connection opened as that number.
  it('follows the recording of opened and closed connections', () => {
    const one = farm({ algorithm: 'leastconn' }, weights(3, 2, 1));
    const steps = [1, 2, 3, 4, -1, -3, 5, 6, -6, 7, 8, 9, -4, -9, 10, 11, -5, -11, 12, -8, 13, -12, -13, 14, -14, -2, -7, 15, 16, 17, -16, 18, -17, 19, 20, 21, 22, -10, -21, -18];
    const at = new Map<number, number>();
    const opened: string[] = [];
    for (const step of steps) {
      if (step < 0) {
        one.count(at.get(-step)!, -1);
        continue;
      }
      const server1 = open(one);
      opened.push(server1);
      at.set(step, Number(server1) - 1);
    }
    expect(opened.join('')).toBe('1231311211131332121211'.slice(0, opened.length));
  });
  it('skips a server at its maxconn', () => {
    const one = farm({ algorithm: 'leastconn' }, [{ maxconn: 2 }, { maxconn: 4 }]);
    expect(Array.from({ length: 6 }, () => open(one)).join('')).toBe('121222'.slice(0, 6));
    expect(open(one)).toBe('-');
  });
});

describe('first', () => {
  // Recorded: A-first-max2.
  it('fills the lowest id up to its maxconn', () => {
    const one = farm({ algorithm: 'first' }, [{ maxconn: 2 }, { maxconn: 2 }, { maxconn: 2 }]);
    const opened = Array.from({ length: 5 }, () => open(one));
    one.count(0, -1);
    expect([...opened, open(one)].join('')).toBe('112231');
  });
  it('goes by id, not by position', () => {
    expect(open(farm({ algorithm: 'first' }, [{ id: 9 }, { id: 2 }]))).toBe('2');
  });
});

describe('source', () => {
  // Recorded: A-source-map-3-1, addresses 127.0.0.2 to 127.0.0.13.
  it('takes the address modulo the length of the map', () => {
    const one = farm({ algorithm: 'source' }, weights(3, 1));
    expect(Array.from({ length: 12 }, (_, i) => name(one.pick(-1, 0x7f000002 + i))).join('')).toBe('121112111211');
    expect([...staticMap([3, 1])]).toEqual([0, 0, 0, 1]);
  });
});

describe('random', () => {
  it('random(2) keeps the less loaded of two: held connections 3/1 end near 150/50 of 200, as recorded', () => {
    const one = farm({ algorithm: 'random', draws: 2 }, weights(3, 1));
    const opened = Array.from({ length: 200 }, () => open(one));
    expect(Math.abs(opened.filter((s) => s === '1').length - 150)).toBeLessThanOrEqual(3);
  });
  it('random(1) does not compare: its share follows the arcs of the ring (about 67 %)', () => {
    const one = farm({ algorithm: 'random', draws: 1 }, weights(3, 1));
    const share = get(one, 4000).split('').filter((s) => s === '1').length / 4000;
    expect(share).toBeGreaterThan(0.62);
    expect(share).toBeLessThan(0.72);
  });
  it('never draws a server that is out', () => {
    const one = farm({ algorithm: 'random', draws: 2 }, weights(3, 1, 2));
    one.mark(2, false);
    expect(get(one, 300)).not.toContain('3');
  });
});

describe('backups', () => {
  // Recorded: A-backup-two and A-backup-two-allbackups.
  it.each([[false, ['1212', '33333', '4444', '3333', '222']], [true, ['1212', '34343', '4444', '3434', '222']]])('allbackups %j', (all, expected) => {
    const one = farm(ROUND_ROBIN, [{}, {}, { backup: true }, { backup: true }], all);
    const played = [get(one, 4)];
    one.mark(0, false);
    one.mark(1, false);
    played.push(get(one, 5));
    one.mark(2, false);
    played.push(get(one, 4));
    one.mark(2, true);
    played.push(get(one, 4));
    one.mark(1, true);
    played.push(get(one, 3));
    expect(played.slice(0, 3)).toEqual(expected.slice(0, 3));
    expect([played[3].split('').sort().join(''), played[4]]).toEqual([expected[3].split('').sort().join(''), expected[4]]);
  });
  it('a weight of 0 is out, and nobody is left', () => {
    expect(get(farm(ROUND_ROBIN, [{ weight: 0 }, { weight: 0, backup: true }]), 2)).toBe('--');
  });
});
