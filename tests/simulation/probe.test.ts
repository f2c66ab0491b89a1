import { describe, expect, it } from 'vitest';
import { createProbe } from '../../src/simulation/probe.ts';
import { STATUS } from '../../src/simulation/calls.ts';
import type { FaultKind } from '../../src/simulation/scenario.ts';
import { application, backend, haproxy, model, server, timeouts } from './build.ts';

const pair = (given: Parameters<typeof backend>[1] = {}) => model({ loadBalancers: [haproxy([backend([server('a'), server('b')], given)])], applications: [application('a'), application('b')] });

describe('a probe', () => {
  it('sends requests one by one', () => {
    const probe = createProbe(pair());
    const seen = [1, 2, 3, 4].map(() => {
      const request = probe.send({ workMs: 5 });
      probe.runUntil(probe.now + 1);
      const at = probe.serverOf(request);
      return [at, probe.answer(request)?.status];
    });
    expect(seen).toEqual([['a', 200], ['b', 200], ['a', 200], ['b', 200]]);
  });

  it('holds a request until it is released, and lets the client go', () => {
    const probe = createProbe(pair());
    const held = probe.send({ workMs: Infinity });
    expect(probe.answer(held, 40_000)).toBeNull();
    probe.release(held);
    expect(probe.answer(held)?.status).toBe(200);
    const left = probe.send({ workMs: Infinity });
    probe.runUntil(probe.now + 100);
    probe.abort(left);
    expect(probe.answer(left)?.status).toBe(0);
  });

  it.each<[FaultKind, number]>([
    [{ kind: 'bad-answers', target: 'a', answer: 500 }, 500],
    [{ kind: 'bad-answers', target: 'a', answer: 'closes' }, 502],
    [{ kind: 'bad-answers', target: 'a', answer: 'cuts' }, STATUS.cut],
    [{ kind: 'bad-answers', target: 'a', answer: 'stalls' }, STATUS.stalled],
    [{ kind: 'process-pause', target: 'a' }, 504],
    [{ kind: 'process-crash', target: 'a' }, 503],
    [{ kind: 'host-loss', host: 'host-a' }, 503],
  ])('%j: the client sees %i', (fault, status) => {
    const probe = createProbe(pair({ retries: 0, timeouts: timeouts({ connectMs: 300, serverMs: 400 }) }));
    const end = probe.begin(fault);
    expect(probe.answer(probe.send())?.status).toBe(status);
    end();
    probe.answer(probe.send());
    expect(probe.answer(probe.send())?.status).toBe(200);
  });
});
