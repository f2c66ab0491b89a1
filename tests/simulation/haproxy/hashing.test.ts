import { describe, expect, it } from 'vitest';
import type { Balance } from '../../../src/infrastructure/model.ts';
import { createProbe, type ProbeRequest } from '../../../src/simulation/probe.ts';
import { avalanche, crc32, djb2, hashText, sdbm, wt6 } from '../../../src/simulation/haproxy/balance/functions.ts';
import { hashedPart } from '../../../src/simulation/haproxy/keys.ts';
import { application, backend, haproxy, model, server } from '../build.ts';

describe('hash functions', () => {
  it('agree with published values', () => {
    expect(crc32('123456789')).toBe(0xcbf43926);
    expect(crc32('56789', crc32('1234'))).toBe(0xcbf43926);
    expect([djb2(''), djb2('a'), djb2('ab')]).toEqual([5381, 177670, 5863208]);
    expect([sdbm(''), sdbm('a'), sdbm('ab')]).toEqual([0, 97, 97 * 65599 + 98]);
  });
  it('stay within 32 bits', () => {
    for (const name of ['sdbm', 'djb2', 'wt6', 'crc32'] as const) {
      const hash = hashText('/a/rather/long/path/that/overflows/many/times?x=1', name);
      expect(hash).toBe(hash >>> 0);
      expect(avalanche(hash)).toBe(avalanche(hash) >>> 0);
    }
    expect(wt6('')).toBe((0xa53c965a ^ 0x5ca6953a) >>> 0);
  });
});

describe('what is hashed of a path', () => {
  it.each<[string, boolean, number | null, string]>([
    ['/a/b?x=/y', false, null, '/a/b'], ['/a/b?x=/y', true, null, '/a/b?x=/y'], ['/a/b/c', false, 1, '/a'], ['/a/b/c', false, 2, '/a/b'], ['/a', false, 3, '/a'],
    ['/a/b?x=/y/z', true, 2, '/a/b?x='], ['/', false, 1, '/'], ['/a?x=/y', false, 1, '/a'],
  ])('%s, whole %j, depth %j: %s', (uri, whole, depth, part) => expect(hashedPart(uri, whole, depth)).toBe(part));
});

type Hash = Extract<Balance, { algorithm: 'hash' }>;

/** Servers of requests by hand, as positions in the backend from 1. */
function servers(key: Hash['key'], requests: ProbeRequest[], given: Partial<Hash> = {}, list: Parameters<typeof server>[1][] = [{}, {}, {}]): string {
  const balance: Hash = { algorithm: 'hash', key, hashType: 'map-based', function: 'sdbm', avalanche: false, balanceFactor: null, ...given };
  const names = list.map((_, i) => `s${i + 1}`);
  const probe = createProbe(model({ loadBalancers: [haproxy([backend(list.map((one, i) => server(names[i]!, one)), { balance })])], applications: names.map((name) => application(name)) }));
  return requests.map((request) => {
    const number = probe.send({ workMs: 1, ...request });
    probe.runUntil(probe.now + 0.6);
    const at = probe.serverOf(number)!.slice(1);
    probe.answer(number);
    return at;
  }).join('');
}

describe('keys', () => {
  // Recorded: A-hdr-map-1-1-1, user1 to user10.
  it('a header', () => {
    expect(servers({ header: 'X-User' }, Array.from({ length: 10 }, (_, i) => ({ headers: { 'x-user': `user${i + 1}` } })))).toBe('1231231233');
  });
  it('an absent or empty header takes its turn, and of a list the first entry counts', () => {
    expect(servers({ header: 'X-User' }, [{}, { headers: { 'x-user': '' } }, {}, {}])).toBe('1231');
    expect(servers({ header: 'X-User' }, [{ headers: { 'x-user': 'user3, user1' } }, { headers: { 'x-user': 'user3' } }])).toBe('33');
  });
  it('a parameter, wherever it stands; another that ends alike does not count', () => {
    const [one, two, none] = ['/?uid=user3', '/a?b=1&uid=user3&c', '/?xuid=user3'].map((uri) => ({ uri }));
    expect(servers({ urlParam: 'uid' }, [one!, two!, one!])).toMatch(/^(.)\1\1$/);
    expect(servers({ urlParam: 'uid' }, [none!, none!, none!])).toBe('123');
  });
  // Recorded: A-source-map-1-1-1.
  it('an address is its own hash, whatever the function', () => {
    const requests = [2, 3, 4, 5].map((last) => ({ address: `127.0.0.${last}` }));
    expect(servers('source', requests, { function: 'djb2' })).toBe(servers('source', requests));
    expect(servers('source', requests)).toBe('1231');
  });
  it('the ring goes by id: another order of servers with the same ids changes nothing', () => {
    const requests = Array.from({ length: 60 }, (_, i) => ({ uri: `/item/${i}` }));
    const ring = { hashType: 'consistent', avalanche: true } as const;
    const path = { path: { whole: false, depth: null } };
    const forth = servers(path, requests, ring, [{ id: 1 }, { id: 2 }, { id: 3 }]);
    const back = servers(path, requests, ring, [{ id: 3 }, { id: 2 }, { id: 1 }]);
    expect(back).toBe(forth.replace(/[13]/g, (digit) => (digit === '1' ? '3' : '1')));
  });
});

describe('hash-balance-factor', () => {
  it('sends the crowd of one key on along the ring', () => {
    const balance: Hash = { algorithm: 'hash', key: 'source', hashType: 'consistent', function: 'sdbm', avalanche: true, balanceFactor: 125 };
    const held = (factor: number | null): number[] => {
      const names = ['s1', 's2', 's3', 's4'];
      const probe = createProbe(model({ loadBalancers: [haproxy([backend(names.map((name) => server(name)), { balance: { ...balance, balanceFactor: factor } })])], applications: names.map((name) => application(name, { workers: 100 })) }));
      const requests = Array.from({ length: 40 }, () => probe.send({ workMs: Infinity }));
      probe.runUntil(1);
      return names.map((name) => requests.filter((request) => probe.serverOf(request) === name).length).sort((a, b) => b - a);
    };
    expect(held(null)).toEqual([40, 0, 0, 0]);
    expect(Math.max(...held(125))).toBeLessThanOrEqual(13);
  });
});
