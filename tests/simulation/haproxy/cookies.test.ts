import { describe, expect, it } from 'vitest';
import type { Backend, Balance } from '../../../src/infrastructure/model.ts';
import type { Workload } from '../../../src/simulation/scenario.ts';
import { digestOf, simulate } from '../../../src/simulation/index.ts';
import { application, backend, haproxy, model, scenario, server } from '../build.ts';

const NAMES = ['a', 'b', 'c', 'd'];

/** Shares of the servers in the requests of two minutes. */
function shares(balance: Balance, given: Partial<Workload>, of: Partial<Backend> = {}): number[] {
  const design = model({ loadBalancers: [haproxy([backend(NAMES.map((name) => server(name, { cookie: of.cookie ? name : null })), { balance, ...of })])], applications: NAMES.map((name) => application(name, { workers: 50 })) });
  const { attempts } = simulate(design, scenario(100, 120, given), { seed: 1, limits: { events: 1e7 }, record: true }).history!;
  return NAMES.map((_, i) => attempts.server.filter((one) => one === i).length / attempts.count);
}
const COOKIE = { cookie: { name: 'SRV', mode: 'insert' } } as const;
const SOURCE: Balance = { algorithm: 'source' };
const URI: Balance = { algorithm: 'hash', key: { path: { whole: false, depth: null } }, hashType: 'consistent', function: 'sdbm', avalanche: true, balanceFactor: null };

describe('cookies of users', () => {
  it('one client stays where its first answer came from', () => {
    expect(Math.max(...shares({ algorithm: 'roundrobin' }, { clientAddresses: 1 }, COOKIE))).toBeGreaterThan(0.99);
    expect(Math.max(...shares({ algorithm: 'roundrobin' }, { clientAddresses: 1 }))).toBeLessThan(0.26);
  });
  it('many clients are spread as the algorithm spreads their first requests', () => {
    for (const share of shares({ algorithm: 'roundrobin' }, { clientAddresses: 400 }, COOKIE)) expect(Math.abs(share - 0.25)).toBeLessThan(0.03);
  });
});

describe('a crowd behind one address', () => {
  it('goes to one server by its address, and is spread by its cookies', () => {
    const crowd = { clientAddresses: 1000, sharedAddress: 0.35 };
    expect(Math.max(...shares(SOURCE, crowd))).toBeGreaterThan(0.45);
    expect(Math.max(...shares(SOURCE, { clientAddresses: 1000 }))).toBeLessThan(0.32);
    expect(Math.max(...shares({ algorithm: 'roundrobin' }, crowd, COOKIE))).toBeLessThan(0.3);
  });
});

describe('pages', () => {
  it('one page a class without any: all on one server', () => expect(Math.max(...shares(URI, {}))).toBe(1));
  it('many equal ones are spread; a front page that everybody wants is not', () => {
    expect(Math.max(...shares(URI, { pages: { count: 2000, frontShare: 0 } }))).toBeLessThan(0.45);
    expect(Math.max(...shares(URI, { pages: { count: 2000, frontShare: 0.6 } }))).toBeGreaterThan(0.6);
  });
  it('a workload that has none draws nothing for them', () => {
    const design = model({ loadBalancers: [haproxy([backend(NAMES.map((name) => server(name)), { balance: SOURCE })])], applications: NAMES.map((name) => application(name)) });
    const run = (given: Partial<Workload>): string => digestOf(simulate(design, scenario(50, 30, given), { seed: 3, limits: { events: 1e7 }, record: true }));
    expect(run({ sharedAddress: 0 })).toBe(run({}));
    expect(run({ pages: { count: 5, frontShare: 0.2 } })).not.toBe(run({}));
  });
});
