import { describe, expect, it } from 'vitest';
import type { Backend } from '../../../src/infrastructure/model.ts';
import type { Fault, RequestClass } from '../../../src/simulation/scenario.ts';
import { OUTCOMES, simulate } from '../../../src/simulation/index.ts';
import { ONE_CLASS, application, backend, haproxy, model, scenario, server, timeouts } from '../build.ts';

const SERVICE_MS = 10;

/** Outcomes and times of requests, far apart, to two servers of which the first is dead from the start, though nobody checks. */
function requests(death: 'refused' | 'dropped' | 'hangs', given: Partial<Backend>, names = ['s1', 's2'], dead = ['s1'], classes: RequestClass[] = [ONE_CLASS]): { outcome: string; ms: number }[] {
  const kind = { refused: 'process-crash', dropped: 'host-loss', hangs: 'process-pause' }[death];
  const faults = dead.map((name) => ({ atMs: 0, untilMs: null, kind, ...(death === 'dropped' ? { host: `host-${name}` } : { target: name }) }) as Fault);
  const { requests: rows } = simulate(model({ loadBalancers: [haproxy([backend(names.map((name) => server(name)), given)])], applications: names.map((name) => application(name)) }),
    scenario(0.02, 1000, { faults, warmupMs: 0, clientTimeoutMs: 100000, service: { distribution: 'fixed', ms: SERVICE_MS }, classes }), { seed: 2, limits: { events: 1e6 }, record: true }).history!;
  return Array.from({ length: rows.count }, (_, row) => ({ outcome: OUTCOMES[rows.outcome[row]], ms: Math.round(rows.endMs[row] - rows.arrivalMs[row]) }));
}
/** Different results, the fast ones (served by the live server at once) left out. */
const slow = (list: { outcome: string; ms: number }[]): string[] => [...new Set(list.filter((one) => one.outcome !== 'ok' || one.ms > 20).map((one) => `${one.outcome} ${one.ms}`))];
const good = (list: { outcome: string }[]): number => list.filter((one) => one.outcome === 'ok').length;
const CONNECT = timeouts({ connectMs: 2000 });

describe('a dead server that nobody has noticed', () => {
  it('refused, no options: every second request gets 503 after three pauses of a second', () => {
    const list = requests('refused', {});
    expect(slow(list)).toEqual(['error-503 3002']);
    expect(Math.abs(good(list) - list.length / 2)).toBeLessThanOrEqual(1);
  });
  it('refused with a short timeout connect: the pauses are as short', () => expect(slow(requests('refused', { timeouts: timeouts({ connectMs: 200 }) }))).toEqual(['error-503 602']));
  it('refused, retries 0: 503 at once', () => expect(slow(requests('refused', { retries: 0 }))).toEqual(['error-503 1']));
  it('refused, redispatch: answered by the other at once', () => {
    for (const algorithm of ['roundrobin', 'static-rr', 'leastconn', 'first'] as const) {
      const list = requests('refused', { redispatch: -1, balance: { algorithm } });
      expect([good(list), slow(list)]).toEqual([list.length, []]);
    }
  });
  it('refused, redispatch, retries 0: neither retry nor redispatch', () => expect(slow(requests('refused', { redispatch: -1, retries: 0 }))).toEqual(['error-503 1']));
  it('refused, redispatch, one server: 503 after 3 s', () => expect(slow(requests('refused', { redispatch: -1 }, ['s1']))).toEqual(['error-503 3002']));
  it('refused, redispatch, two dead of three: answered at once', () => {
    const list = requests('refused', { redispatch: -1 }, ['s1', 's2', 's3'], ['s1', 's2']);
    expect([good(list), slow(list)]).toEqual([list.length, []]);
  });
  it('refused, redispatch, source: the map gives the same server again, 503 after 2 s', () => expect(slow(requests('refused', { redispatch: -1, balance: { algorithm: 'source' } }))).toEqual(['error-503 2002']));
  it('dropped, no options: 503 after four times timeout connect', () => expect(slow(requests('dropped', { timeouts: CONNECT }))).toEqual(['error-503 8000']));
  it('dropped, retries 0: 503 after timeout connect', () => expect(slow(requests('dropped', { timeouts: CONNECT, retries: 0 }))).toEqual(['error-503 2000']));
  it('dropped, redispatch: answered by the other after timeout connect', () => expect(slow(requests('dropped', { timeouts: CONNECT, redispatch: -1 }))).toEqual(['ok 2010']));
});

describe('a server that accepts and stays silent', () => {
  const given = { timeouts: timeouts({ serverMs: 1500 }), redispatch: 1 };
  it('504 after timeout server', () => expect(slow(requests('hangs', given))).toEqual(['error-504 1500']));
  it('retry-on response-timeout: answered by the other', () => expect(slow(requests('hangs', { ...given, retryOn: ['response-timeout'] }))).toEqual(['ok 1511']));
  it('a POST is repeated too, unless it is disabled', () => {
    const post = [{ ...ONE_CLASS, method: 'POST' as const }];
    expect(slow(requests('hangs', { ...given, retryOn: ['all-retryable-errors'] }, undefined, undefined, post))).toEqual(['ok 1511']);
    expect(slow(requests('hangs', { ...given, retryOn: ['all-retryable-errors'], disableL7RetryForPost: true }, undefined, undefined, post))).toEqual(['error-504 1500']);
  });
});

describe('a server that dies with requests in it', () => {
  const die = (given: Partial<Backend>): string[] => {
    const { requests: rows } = simulate(model({ loadBalancers: [haproxy([backend([server('s1'), server('s2')], given)])], applications: [application('s1', { workers: 100 }), application('s2', { workers: 100 })] }),
      scenario(100, 4, { faults: [{ atMs: 2000, untilMs: null, kind: 'process-crash', target: 's1' }], warmupMs: 0, service: { distribution: 'fixed', ms: 500 } }), { seed: 1, limits: { events: 1e6 }, record: true }).history!;
    return [...new Set(Array.from({ length: rows.count }, (_, row) => row).filter((row) => rows.arrivalMs[row] < 1999).map((row) => OUTCOMES[rows.outcome[row]]))].sort();
  };
  it('502 for what it had begun', () => expect(die({ redispatch: -1 })).toEqual(['error-502', 'ok']));
  it('retry-on empty-response hides it', () => expect(die({ redispatch: -1, retryOn: ['conn-failure', 'empty-response'] })).toEqual(['ok']));
});

describe('maxconn and the queue', () => {
  /** Ten requests at almost the same moment. */
  function burst(servers: Parameters<typeof server>[1][], given: Partial<Backend>): { outcome: string; ms: number }[] {
    const { requests: rows } = simulate(model({ loadBalancers: [haproxy([backend(servers.map((one, i) => server(`s${i + 1}`, one)), given)])], applications: servers.map((_, i) => application(`s${i + 1}`, { workers: 50 })) }),
      scenario(0, 10, { warmupMs: 0, arrivals: [{ fromMs: 0, ratePerSecond: 100000 }, { fromMs: 0.1, ratePerSecond: 0 }], service: { distribution: 'fixed', ms: 300 } }), { seed: 3, limits: { events: 1e6 }, record: true }).history!;
    return Array.from({ length: rows.count }, (_, row) => ({ outcome: OUTCOMES[rows.outcome[row]], ms: Math.round((rows.endMs[row] - rows.arrivalMs[row]) / 10) * 10 }));
  }
  // Recorded as B-queue-max2-tq500: 2 answers after 300 ms, 2 after 600, the others 503 after 500.
  it('maxconn 2, answers of 300 ms, timeout queue 500 ms', () => {
    const list = burst([{ maxconn: 2 }], { timeouts: timeouts({ queueMs: 500 }) });
    expect(list.length).toBeGreaterThan(5);
    expect(list.map((one) => `${one.outcome} ${one.ms}`)).toEqual(['ok 300', 'ok 300', 'ok 600', 'ok 600', ...new Array(list.length - 4).fill('error-503 500')]);
  });
  it('a freed slot goes to the oldest waiter, on whichever server', () => {
    const list = burst([{ maxconn: 1 }, { maxconn: 2 }], { timeouts: timeouts({ queueMs: 2000 }) });
    expect(list.slice(0, 6).map((one) => one.ms)).toEqual([300, 300, 300, 600, 600, 600]);
  });
});
