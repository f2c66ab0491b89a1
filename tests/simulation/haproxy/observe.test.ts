// `observe`, `on-error` and `on-marked-down`, with the log lines of HAProxy 2.6.12.
import { describe, expect, it } from 'vitest';
import type { BackendServer } from '../../../src/infrastructure/model.ts';
import type { FaultKind } from '../../../src/simulation/scenario.ts';
import type { Probe } from '../../../src/simulation/probe.ts';
import { answers, bench, crash, lines, play } from './hand.ts';

const check = (given: Partial<NonNullable<BackendServer['check']>> = {}) => ({ interMs: 60000, fall: 3, rise: 2, fastinterMs: null, downinterMs: null, ...given });
type Given = Parameters<typeof bench>[1];

/** s1 is observed and behaves badly after its first good check; s2 is there for the rest. */
function observed(server: Partial<BackendServer>, fault: FaultKind, given: Given = {}): Probe {
  const probe = bench([{ check: check(), observe: 'layer7', errorLimit: 2, onError: 'mark-down', ...server }, {}], { retries: 0, ...given });
  probe.runUntil(100);
  probe.begin(fault);
  return probe;
}
const states = (probe: Probe): string[] => probe.log.health.lines.map((line) => line.text);
const ten = (probe: Probe): Probe => {
  play(probe, new Array(10).fill({}));
  return probe;
};
const DOWN = (last: string, sessions: number): string => `Server web/s1 is DOWN, reason: Health analyze, info: "Detected 2 consecutive errors, last one was: ${last}". 1 active and 0 backup servers left. ${sessions} sessions active, 0 requeued, 0 remaining in queue.`;

describe('observe layer7, error-limit 2, on-error mark-down', () => {
  // Tried one by one: the session is still counted where its answer is what was wrong.
  it.each<[string, FaultKind, string]>([
    ['an error page', answers('s1', 503), DOWN('Wrong http response', 1)], ['a closed connection', answers('s1', 'closes'), DOWN('Close from server (http)', 0)],
    ['a connection that is reset', answers('s1', 'resets'), DOWN('Read error (http)', 0)],
    ['silence', { kind: 'process-pause', target: 's1' }, DOWN('Read timeout (http)', 0)], ['a refusal', crash('s1'), DOWN('L4 unsuccessful connection', 1)],
  ])('counts %s', (_, fault, line) => expect(states(ten(observed({}, fault, { timeouts: { serverMs: 150 } })))).toEqual([line]));
  it.each<[string, FaultKind]>([['404', answers('s1', 404)], ['501', answers('s1', 501)], ['505', answers('s1', 505)], ['half a body', answers('s1', 'cuts')], ['a body that stalls', answers('s1', 'stalls')]])(
    'does not count %s', (_, fault) => expect(states(ten(observed({}, fault, { timeouts: { serverMs: 150 } })))).toEqual([]));
  it.each<[string, FaultKind, 500 | 'empty-response' | 'response-timeout']>([['an error page', answers('s1', 500), 500], ['a closed connection', answers('s1', 'closes'), 'empty-response'], ['silence', { kind: 'process-pause', target: 's1' }, 'response-timeout']])(
    'does not count %s that is retried', (_, fault, on) => expect(states(ten(observed({}, fault, { retries: 3, redispatch: 1, retryOn: [on === 500 ? '500' : on], timeouts: { serverMs: 150 } })))).toEqual([]));
  it('a good answer, or a good check, begins the count anew', () => {
    const probe = observed({}, answers('s1', 404));
    const [bad, later] = [probe.begin(answers('s1', 500)), () => probe.begin(answers('s1', 500))];
    play(probe, [{}, {}]);
    bad();
    play(probe, [{}, {}]);
    later();
    play(probe, [{}, {}]);
    expect(states(probe)).toEqual([]);
    const checked = observed({ check: check({ interMs: 1000 }) }, answers('s1', 500));
    for (let second = 1; second < 5; second++) {
      play(checked, [{}, {}]);
      checked.runUntil(second * 1000 + 500);
    }
    expect(states(checked)).toEqual([]);
  });
});

describe('observe layer4', () => {
  it('counts connections that fail, each try of a request', () => {
    const probe = observed({ observe: 'layer4' }, crash('s1'), { retries: 3 });
    expect(play(probe, [{}, {}, {}])).toEqual(['s1 503 SC-- 3 q=0/0 t=0/0/-1/-1/3002', 's2 200 ---- 0 q=0/0 t=0/0/0/0/0', 's2 200 ---- 0 q=0/0 t=0/0/0/0/0']);
    expect(states(probe)).toEqual([DOWN('L4 unsuccessful connection', 1)]);
  });
  // Tried: with one active server left a redispatched request waits a turn-around.
  it('with redispatch: the request that brings it down waits a second', () => {
    const probe = observed({ observe: 'layer4' }, crash('s1'), { retries: 3, redispatch: -1 });
    expect(play(probe, [{}, {}, {}])).toEqual(['s2 200 ---- +1 q=0/0 t=0/0/0/0/0', 's2 200 ---- +1 q=0/0 t=0/1000/0/0/1000', 's2 200 ---- 0 q=0/0 t=0/0/0/0/0']);
  });
  it('does not care for answers', () => expect(states(ten(observed({ observe: 'layer4' }, answers('s1', 500))))).toEqual([]));
});

describe('on-error', () => {
  const health = (onError: BackendServer['onError'], fastinterMs: number | null): { texts: string[]; health: number; nextCheckMs: number } => {
    const probe = observed({ onError, check: check({ fastinterMs }) }, answers('s1', 500));
    probe.log.health.logsChecks = true;
    play(probe, [{}, {}, {}]);
    const { state } = probe.world.farms[0]!;
    return { texts: states(probe), health: state.health[0]!, nextCheckMs: Math.floor(state.nextCheckMs[0]!) };
  };
  const text = (status: string): string => `Health check for server web/s1 failed, reason: Health analyze, info: "Detected 2 consecutive errors, last one was: Wrong http response", status: ${status}.`;
  it('fastinter only asks sooner', () => {
    expect(health('fastinter', 200)).toEqual({ texts: [], health: 4, nextCheckMs: 302 });
    expect(health('fastinter', null)).toEqual({ texts: [], health: 4, nextCheckMs: 60000 });
  });
  it('fail-check is one failed check', () => expect(health('fail-check', 200)).toEqual({ texts: [text('2/3 UP')], health: 3, nextCheckMs: 302 }));
  it('sudden-death leaves one more failure', () => expect(health('sudden-death', null)).toEqual({ texts: [text('1/3 UP')], health: 2, nextCheckMs: 60000 }));
  it('mark-down is the last failure', () => expect(health('mark-down', null)).toEqual({ texts: [text('0/2 DOWN'), expect.stringMatching(/^Server web\/s1 is DOWN\. 1 active/)], health: 0, nextCheckMs: 60000 }));
});

describe('on-marked-down shutdown-sessions', () => {
  const FAST = { check: check({ interMs: 100, fall: 2 }), onMarkedDown: 'shutdown-sessions' as const };
  const cut = (given: Given, behaviour?: FaultKind): { out: string[]; states: string[] } => {
    const probe = bench([FAST, {}], given, behaviour === undefined ? [] : [behaviour]);
    probe.runUntil(350);
    const request = probe.send({ workMs: behaviour === undefined ? 5000 : 0 });
    probe.runUntil(390);
    probe.begin({ kind: 'host-loss', host: 'host-s1' });
    probe.answer(request);
    probe.runUntil(probe.now + 1);
    return { out: lines(probe), states: states(probe) };
  };
  it('ends what waits for an answer, or may try it again', () => {
    expect(cut({}).out).toEqual(['s1 502 DH-- 0 q=0/0 t=0/0/0/-1/350']);
    expect(cut({}).states[0]).toMatch(/1 sessions active/);
    expect(cut({ redispatch: -1, retryOn: ['all-retryable-errors'], timeouts: { serverMs: 9000 } }).out).toEqual(['s2 200 ---- +1 q=0/0 t=0/350/0/5000/5350']);
  });
  it('cuts a body', () => expect(cut({}, answers('s1', 'stalls')).out).toEqual(['s1 200 DD-- 0 q=0/0 t=0/0/0/0/350']));
  it('without it sessions run on', () => {
    const probe = bench([{ ...FAST, onMarkedDown: null }, {}]);
    probe.runUntil(350);
    const request = probe.send({ workMs: 5000 });
    probe.runUntil(390);
    const end = probe.begin({ kind: 'host-loss', host: 'host-s1' });
    expect(probe.answer(request, 3000)).toBeNull();
    end();
  });
});
