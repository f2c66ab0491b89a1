import { describe, expect, it } from 'vitest';
import type { Nginx } from '../../../src/infrastructure/model.ts';
import type { Fault, RequestClass } from '../../../src/simulation/scenario.ts';
import { compileNginx } from '../../../src/simulation/layout/nginx.ts';
import { EventQueue } from '../../../src/simulation/engine/queue.ts';
import { createStreams } from '../../../src/simulation/random/streams.ts';
import { Peers } from '../../../src/simulation/nginx/peers.ts';
import { OUTCOMES, simulate } from '../../../src/simulation/index.ts';
import { ONE_CLASS, application, model, nginx, scenario } from '../build.ts';

function peers(servers: Partial<Nginx['servers'][number]>[], given: Partial<Nginx> = {}): Peers {
  return new Peers(compileNginx(nginx('n', servers, given), { application: new Map(), loadBalancer: new Map(), node: new Map() }, new EventQueue()), createStreams(1, 1), 0);
}
const sequence = (one: Peers, count: number): string => Array.from({ length: count }, () => String(one.pick(() => false, 0) + 1)).join('');

/** Requests one after another as nginx makes them of its peers: the servers tried, some of which refuse. */
function tries(one: Peers, count: number, refusing: number[], seconds: number, limit = 9): string[] {
  return Array.from({ length: count }, () => {
    const tried: number[] = [];
    while (tried.length < limit) {
      const peer = one.pick((other) => tried.includes(other), seconds);
      if (peer < 0) break;
      tried.push(peer);
      one.result(peer, !refusing.includes(peer + 1), seconds);
      if (!refusing.includes(peer + 1)) break;
    }
    return tried.map((peer) => peer + 1).join('');
  });
}
const weights = (...list: number[]) => list.map((weight) => ({ weight }));

describe('choosing a peer', () => {
  it.each([[[5, 1, 1], '1121311'], [[3, 1], '1121'], [[3, 2, 1], '121321'], [[1, 2, 3], '321323'], [[1, 1, 1], '123123']])('round robin %j: %s', (list, expected) => {
    expect(sequence(peers(weights(...list)), expected.length)).toBe(expected);
  });
  it('least_conn keeps the scores of earlier ties: four connections on 1/1/1 go to 1, 2, 3, 3', () => {
    const one = peers(weights(1, 1, 1), { method: { kind: 'least_conn' } });
    const opened = Array.from({ length: 4 }, () => {
      const peer = one.pick(() => false, 0);
      one.state.connections[peer]++;
      return peer + 1;
    });
    expect(opened).toEqual([1, 2, 3, 3]);
  });
  it('random two takes the less loaded of two different ones', () => {
    const one = peers(weights(1, 1, 1), { method: { kind: 'random_two' } });
    one.state.connections[0] = 5;
    expect(sequence(one, 200)).not.toContain('1');
  });
  it('leaves out down and full ones', () => {
    const one = peers([{ down: true }, { maxConns: 1 }, {}]);
    one.state.connections[1] = 1;
    expect(sequence(one, 4)).toBe('3333');
  });
});

describe('passive checks', () => {
  // Recorded: D-fail-111-2s.
  it('skips a peer that failed until fail_timeout is over, then tries it with a live request', () => {
    const one = peers(new Array(3).fill({ failTimeoutMs: 2000 }));
    expect(tries(one, 3, [], 1000)).toEqual(['1', '2', '3']);
    expect(tries(one, 9, [2], 1000)).toEqual(['1', '23', '3', '1', '3', '1', '3', '1', '3']);
    expect(tries(one, 6, [2], 1003)).toEqual(['1', '3', '1', '23', '1', '3']);
    expect(tries(one, 9, [], 1006)).toEqual(['1', '3', '1', '2', '3', '1', '2', '3', '1']);
  });
  // Recorded: D-fail-max3-2s.
  it('loses effective weight with max_fails 3', () => {
    const one = peers(new Array(2).fill({ maxFails: 3, failTimeoutMs: 2000 }));
    expect(tries(one, 12, [1], 1000)).toEqual(['12', '2', '12', '2', '12', '2', '2', '2', '2', '2', '2', '2']);
    expect(tries(one, 4, [1], 1003)).toEqual(['2', '12', '2', '2']);
    expect(tries(one, 6, [], 1006)).toEqual(['2', '1', '2', '1', '2', '1']);
  });
  // Recorded: D-backup-one.
  it('uses the backup while the others are left out', () => {
    const one = peers([{ failTimeoutMs: 2000 }, { failTimeoutMs: 2000 }, { backup: true }]);
    expect(tries(one, 4, [], 1000)).toEqual(['1', '2', '1', '2']);
    expect(tries(one, 5, [1, 2], 1000)).toEqual(['123', '3', '3', '3', '3']);
    expect(tries(one, 3, [], 1000)).toEqual(['3', '3', '3']);
    expect(tries(one, 6, [], 1004)).toEqual(['2', '2', '1', '2', '1', '2']);
  });
  it('never leaves a lone peer out', () => expect(tries(peers([{}]), 3, [1], 1000)).toEqual(['1', '1', '1']));
  // Recorded: D-next-tries2.
  it('stops after proxy_next_upstream_tries', () => {
    expect(tries(peers(new Array(4).fill({ maxFails: 0 })), 6, [1, 2, 3], 1000, 2)).toEqual(['12', '34', '24', '13', '4', '23']);
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
