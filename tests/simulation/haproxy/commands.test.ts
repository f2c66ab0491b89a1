import { describe, expect, it } from 'vitest';
import type { Backend } from '../../../src/infrastructure/model.ts';
import { createProbe, type Probe } from '../../../src/simulation/probe.ts';
import { application, backend, haproxy, model, server } from '../build.ts';

function probe(given: Partial<Backend> = {}, weights = [4, 2], maxconn = 0): Probe {
  const names = weights.map((_, i) => `s${i + 1}`);
  return createProbe(model({ loadBalancers: [haproxy([backend(weights.map((weight, i) => server(names[i]!, { weight, maxconn })), { name: 'be', ...given })])], applications: names.map((name) => application(name)) }));
}

// The answers of HAProxy 2.6.12 to the same lines in the same order, `balance static-rr`, weights 4 and 2.
const ANSWERS: [string, string][] = [
  ['set weight be/s1', 'Require <weight> or <weight%>.'], ['set weight be/s1 x', 'Empty weight string empty or preceded by garbage'], ['set weight be/s1 5x', 'Trailing garbage in weight string'],
  ['set weight be/s1 -1', 'Absolute weight can only be between 0 and 256 inclusive.'], ['set weight be/s1 -5%', 'Relative weight must be positive.'], ['set weight be/s9 1', 'No such server.'],
  ['set weight bx/s1 1', 'No such backend.'], ['set weight be 1', "Require 'backend/server'."], ['set server be/s1 state foo', "'set server <srv> state' expects 'ready', 'drain' and 'maint'."],
  ['set server be/s9 state ready', 'No such server.'], ['get weight be/s9', 'No such server.'], ['get weight be/s1', '4 (initial 4)'], ['set weight be/s1 4', ''], ['set weight be/s1 0', ''],
  ['get weight be/s1', '0 (initial 4)'], ['set weight be/s1 100%', ''], ['disable server be/s1', ''], ['get weight be/s1', '4 (initial 4)'], ['enable server be/s1', ''],
  ['set maxconn server be/s1 3', ''], ['set maxconn server be/s1 x', 'maxconn string empty or preceded by garbage'], ['set server be/s1 weight', 'Require <weight> or <weight%>.'],
  ['set server be/s1', 'usage: set server <backend>/<server> addr | agent | agent-addr | agent-port | agent-send | check-addr | check-port | fqdn | health | ssl | state | weight'],
  ['set weight', "Require 'backend/server'."], ['set server be/s1 state', "'set server <srv> state' expects 'ready', 'drain' and 'maint'."],
  ['set weight be/s1 50%', "Backend is using a static LB algorithm and only accepts weights '0%' and '100%'."],
];

describe('the runtime API', () => {
  it('answers as HAProxy does', () => {
    const one = probe({ balance: { algorithm: 'static-rr' } });
    expect(ANSWERS.map(([line]) => [line, one.command(line)])).toEqual(ANSWERS);
  });
  it('says which commands it does not know', () => {
    for (const line of ['show stat', 'set server be/s1 addr 1.2.3.4', 'set server be/s1 health stopping', 'set maxconn frontend fe 3']) expect(() => probe().command(line)).toThrow(RangeError);
  });
  it('a percentage is of the weight in the file, rounded down, 256 at most', () => {
    const one = probe({}, [1, 3]);
    expect(['set weight be/s1 50%', 'get weight be/s1', 'set weight be/s2 50%', 'get weight be/s2', 'set weight be/s2 99999%', 'get weight be/s2'].map((line) => one.command(line)))
      .toEqual(['', '0 (initial 1)', '', '1 (initial 3)', '', '256 (initial 3)']);
  });
  it('a server that comes back takes from the queue', () => {
    const one = probe({}, [1, 1], 1);
    one.command('set server be/s2 state maint');
    const [first, second] = [one.send({ workMs: Infinity }), one.send({ workMs: Infinity })];
    one.runUntil(10);
    expect([one.serverOf(first), one.serverOf(second)]).toEqual(['s1', null]);
    one.command('set server be/s2 state ready');
    one.runUntil(20);
    expect(one.serverOf(second)).toBe('s2');
  });
  it('a slot more is taken at once', () => {
    const one = probe({}, [1], 1);
    const [, second] = [one.send({ workMs: Infinity }), one.send({ workMs: Infinity })];
    one.runUntil(10);
    expect(one.serverOf(second)).toBeNull();
    one.command('set maxconn server be/s1 2');
    one.runUntil(20);
    expect(one.serverOf(second)).toBe('s1');
  });
  it('health down takes a server out, health up brings it back', () => {
    const one = probe({}, [1, 1]);
    const get = (): string | null => {
      const number = one.send({ workMs: 1 });
      one.runUntil(one.now + 0.6);
      const at = one.serverOf(number);
      one.answer(number);
      return at;
    };
    expect(one.command('set server be/s1 health down')).toBe('');
    expect([get(), get()]).toEqual(['s2', 's2']);
    expect(one.command('set server be/s1 health up')).toBe('');
    expect(new Set([get(), get()])).toEqual(new Set(['s1', 's2']));
    expect(one.command('set server be/s1 health')).toBe("'set server <srv> health' expects 'up', 'stopping', or 'down'.");
  });
});
