import { describe, expect, it } from 'vitest';
import type { Nginx } from '../../../src/infrastructure/model.ts';
import type { Fault, RequestClass } from '../../../src/simulation/scenario.ts';
import { OUTCOMES, simulate } from '../../../src/simulation/index.ts';
import { createProbe, type Probe, type ProbeRequest } from '../../../src/simulation/probe.ts';
import { ONE_CLASS, application, backend, haproxy, model, nginx, scenario, server } from '../build.ts';

type Given = Partial<Nginx['servers'][number]>;

/** An nginx in front of applications s1, s2, …, to be asked by hand. */
function front(servers: Given[], given: Partial<Nginx> = {}): Probe {
  const applications = servers.map((_, i) => application(`s${i + 1}`, { port: 8000 + i }));
  return createProbe(model({ loadBalancers: [nginx('n', servers.map((one, i) => ({ target: `s${i + 1}`, ...one })), given)], applications }));
}

/** Requests one after another: the servers that each tried, `x` for "no live upstreams". */
function tries(one: Probe, count: number, request: ProbeRequest = {}): string[] {
  return Array.from({ length: count }, () => {
    const number = one.send(request);
    one.answer(number);
    return one.log.tries[number]!.map(({ target }) => target?.slice(1) ?? 'x').join('');
  });
}

/** Requests that are all held: the server of each. */
function hold(one: Probe, count: number): string {
  return Array.from({ length: count }, () => {
    const number = one.send({ workMs: Infinity });
    one.runUntil(one.now + 1);
    return one.serverOf(number)?.slice(1) ?? 'x';
  }).join('');
}

const crash = (one: Probe, ...servers: number[]): (() => void)[] => servers.map((server) => one.begin({ kind: 'process-crash', target: `s${server}` }));
const weights = (...list: number[]): Given[] => list.map((weight) => ({ weight }));
const wait = (one: Probe, ms: number): void => one.runUntil(one.now + ms);

describe('choosing a peer', () => {
  it.each([[[5, 1, 1], '1121311'], [[3, 1], '1121'], [[3, 2, 1], '121321'], [[1, 2, 3], '321323'], [[1, 1, 1], '123123']])('round robin %j: %s', (list, expected) => {
    expect(tries(front(weights(...list)), expected.length).join('')).toBe(expected);
  });
  it('least_conn keeps the scores of earlier ties: four connections on 1/1/1 go to 1, 2, 3, 3', () => {
    expect(hold(front(weights(1, 1, 1), { method: { kind: 'least_conn' } }), 4)).toBe('1233');
  });
  it('random two takes the less loaded of two different ones; random draws by weight', () => {
    const two = front(weights(1, 1, 1), { method: { kind: 'random_two' } });
    const held = hold(two, 30);
    for (const server of ['1', '2', '3']) expect(held.split(server).length - 1).toBeGreaterThanOrEqual(9);
    const plain = tries(front(weights(3, 1), { method: { kind: 'random' } }), 600);
    expect(Math.abs(plain.filter((server) => server === '1').length - 450)).toBeLessThan(45);
  });
  it('leaves out down and full ones', () => {
    const one = front([{ down: true }, { maxConns: 1 }, {}]);
    expect(hold(one, 2)).toBe('23');
    expect(tries(one, 4)).toEqual(['3', '3', '3', '3']);
  });
  it('a lone server that is full or down is no live upstream', () => {
    expect(tries(front([{ down: true }]), 1)).toEqual(['x']);
    const full = front([{ maxConns: 1 }]);
    expect(hold(full, 1)).toBe('1');
    expect(tries(full, 1)).toEqual(['x']);
  });
  it('backups are in weighted round robin among themselves', () => {
    const one = front([{}, { backup: true, weight: 2 }, { backup: true }]);
    crash(one, 1);
    expect(tries(one, 4)).toEqual(['12', '3', '2', '2']);
  });
});

describe('hashing', () => {
  const from = (one: Probe, addresses: string[]): string[] => addresses.flatMap((address) => tries(one, 1, { address }));
  it('ip_hash sees three octets only', () => {
    const one = front(weights(1, 1, 1), { method: { kind: 'ip_hash' } });
    expect(new Set(tries(one, 1, { address: '127.0.0.2' }).concat(tries(one, 1, { address: '127.0.0.250' }))).size).toBe(1);
  });
  // Recorded: D-iphash-1-1-1 and D-iphash-1-1-1-down2, addresses 127.0.1.1 to 127.0.6.1.
  it('ip_hash moves the clients of a server that is down, and no others', () => {
    const addresses = [1, 2, 3, 4, 5, 6].map((i) => `127.0.${i}.1`);
    const all = from(front(weights(1, 1, 1), { method: { kind: 'ip_hash' } }), addresses);
    const some = from(front([{}, { down: true }, {}], { method: { kind: 'ip_hash' } }), addresses);
    expect(some).toEqual(['1', '1', '3', '1', '1', '3']);
    all.forEach((server, i) => server !== '2' && expect(some[i]).toBe(server));
  });
  it('hash fills in variables; an empty key goes round', () => {
    const one = front(weights(1, 1, 1), { method: { kind: 'hash', key: '$arg_user', consistent: false } });
    expect(tries(one, 3)).toEqual(['1', '2', '3']);
    const same = ['/a?user=x', '/b?y=1&user=x'].flatMap((uri) => tries(one, 1, { uri }));
    expect(new Set(same).size).toBe(1);
  });
  it('hash looks again when its server has failed, and finds the rest', () => {
    for (const consistent of [false, true]) {
      const one = front(weights(1, 1, 1), { method: { kind: 'hash', key: '$request_uri', consistent } });
      const [home] = tries(one, 1, { uri: '/k' });
      crash(one, Number(home));
      const [path] = tries(one, 1, { uri: '/k' });
      expect(path).toMatch(new RegExp(`^${home}[123]$`));
      expect(tries(one, 1, { uri: '/k' })).toEqual([path![1]]);
    }
  });
  it('behind HAProxy every client has the address of HAProxy\'s host', () => {
    const applications = ['s1', 's2', 's3'].map((name) => application(name));
    const n = nginx('n', applications.map(({ name }) => ({ target: name })), { method: { kind: 'ip_hash' } });
    const probe = createProbe(model({ loadBalancers: [haproxy([backend([server('n', { target: { kind: 'load-balancer', name: 'n' } })])]), n], applications }));
    const seen = Array.from({ length: 20 }, (_, i) => {
      const number = probe.send({ address: `10.${i}.7.1`, workMs: 5 });
      probe.runUntil(probe.now + 2);
      return probe.serverOf(number);
    });
    expect(new Set(seen).size).toBe(1);
  });
  it('consistent: another order of the servers changes nothing', () => {
    const method = { kind: 'hash', key: '$request_uri', consistent: true } as const;
    const uris = Array.from({ length: 40 }, (_, i) => ({ uri: `/item/${i}` }));
    const forth = front(weights(1, 1, 1), { method });
    const back = createProbe(model({ loadBalancers: [nginx('n', [3, 2, 1].map((i) => ({ target: `s${i}` })), { method })], applications: [1, 2, 3].map((i) => application(`s${i}`, { port: 7999 + i })) }));
    expect(uris.flatMap((uri) => tries(back, 1, uri))).toEqual(uris.flatMap((uri) => tries(forth, 1, uri)));
  });
});

describe('passive checks', () => {
  // Recorded: D-fail-111-2s.
  it('skips a peer that failed until fail_timeout is over, then tries it with a live request', () => {
    const one = front(new Array(3).fill({ failTimeoutMs: 2000 }));
    expect(tries(one, 3)).toEqual(['1', '2', '3']);
    const [end] = crash(one, 2);
    expect(tries(one, 9)).toEqual(['1', '23', '3', '1', '3', '1', '3', '1', '3']);
    wait(one, 3200);
    expect(tries(one, 6)).toEqual(['1', '3', '1', '23', '1', '3']);
    end!();
    wait(one, 3200);
    expect(tries(one, 9)).toEqual(['1', '3', '1', '2', '3', '1', '2', '3', '1']);
  });
  // Recorded: D-fail-max3-2s.
  it('loses effective weight with max_fails 3', () => {
    const one = front(new Array(2).fill({ maxFails: 3, failTimeoutMs: 2000 }));
    const [end] = crash(one, 1);
    expect(tries(one, 12)).toEqual(['12', '2', '12', '2', '12', '2', '2', '2', '2', '2', '2', '2']);
    wait(one, 3200);
    expect(tries(one, 4)).toEqual(['2', '12', '2', '2']);
    end!();
    wait(one, 3200);
    expect(tries(one, 6)).toEqual(['2', '1', '2', '1', '2', '1']);
  });
  // Recorded: D-backup-one.
  it('uses the backup while the others are left out', () => {
    const one = front([{ failTimeoutMs: 2000 }, { failTimeoutMs: 2000 }, { backup: true }]);
    expect(tries(one, 4)).toEqual(['1', '2', '1', '2']);
    const ends = crash(one, 1, 2);
    expect(tries(one, 5)).toEqual(['123', '3', '3', '3', '3']);
    for (const end of ends) end();
    expect(tries(one, 3)).toEqual(['3', '3', '3']);
    wait(one, 3200);
    expect(tries(one, 6)).toEqual(['2', '2', '1', '2', '1', '2']);
  });
  it('never leaves a lone peer out', () => {
    const one = front([{}]);
    crash(one, 1);
    expect(tries(one, 3)).toEqual(['1', '1', '1']);
  });
  // Recorded: D-next-tries2.
  it('stops after proxy_next_upstream_tries', () => {
    const one = front(new Array(4).fill({ maxFails: 0 }), { proxyNextUpstreamTries: 2 });
    crash(one, 1, 2, 3);
    expect(tries(one, 6)).toEqual(['12', '34', '24', '13', '4', '23']);
  });
  it('an error page counts against its server only where another try follows', () => {
    const one = front([{}, {}], { proxyNextUpstream: ['error', 'timeout', 'http_503', 'http_404'] });
    const end = one.begin({ kind: 'bad-answers', target: 's1', answer: 503 });
    expect(tries(one, 3, { method: 'POST' })).toEqual(['1', '2', '1']);
    expect(tries(one, 3)).toEqual(['2', '12', '2']);
    end();
    const other = front([{}, {}], { proxyNextUpstream: ['http_404'] });
    other.begin({ kind: 'bad-answers', target: 's1', answer: 404 });
    expect(tries(other, 4)).toEqual(['12', '2', '12', '2']);
  });
});

describe('proxy_next_upstream', () => {
  /** Different outcomes of GET or POST requests when the first of two servers has something. */
  function outcomes(kind: 'process-crash' | 'process-pause' | 'host-loss', method: RequestClass['method'], given: Partial<Nginx> = {}): string[] {
    const fault = { atMs: 0, untilMs: null, kind, ...(kind === 'host-loss' ? { host: 'host-s1' } : { target: 's1' }) } as Fault;
    const { requests } = simulate(model({ loadBalancers: [nginx('n', [{ target: 's1', maxFails: 0 }, { target: 's2', maxFails: 0 }], { proxyReadTimeoutMs: 400, proxyConnectTimeoutMs: 300, ...given })], applications: [application('s1'), application('s2')] }),
      scenario(0.1, 200, { warmupMs: 0, faults: [fault], classes: [{ ...ONE_CLASS, method }], service: { distribution: 'fixed', ms: 10 } }), { seed: 1, limits: { events: 1e6 }, record: true }).history!;
    return [...new Set(Array.from({ length: requests.count }, (_, row) => OUTCOMES[requests.outcome[row]]))].sort();
  }
  it.each([
    ['process-crash', 'GET', {}, ['ok']], ['process-crash', 'POST', {}, ['ok']], ['process-crash', 'GET', { proxyNextUpstream: ['off'] }, ['error-502', 'ok']],
    ['process-pause', 'GET', {}, ['ok']], ['process-pause', 'POST', {}, ['error-504', 'ok']], ['process-pause', 'POST', { proxyNextUpstream: ['error', 'timeout', 'non_idempotent'] }, ['ok']],
    ['process-pause', 'GET', { proxyNextUpstream: ['error'] }, ['error-504', 'ok']], ['host-loss', 'POST', {}, ['ok']], ['host-loss', 'GET', { proxyNextUpstreamTimeoutMs: 200 }, ['error-504', 'ok']],
    ['process-crash', 'GET', { proxyNextUpstreamTries: 1 }, ['error-502', 'ok']],
  ] as const)('%s, %s, %j: %j', (kind, method, given, expected) => {
    expect(outcomes(kind, method, given as unknown as Partial<Nginx>)).toEqual([...expected]);
  });
});
