import { describe, expect, it } from 'vitest';
import type { CheckSpec, Exercise } from '../../../src/course/index.ts';
import { describeSmallest, GRADER_LIMITS } from '../../../src/grader/index.ts';
import { smallestOf } from '../../../src/grader/replay/smallest.ts';
import type { Model } from '../../../src/infrastructure/index.ts';
import type { Fault, Metric } from '../../../src/simulation/index.ts';
import { corpusExercise } from '../corpus/index.ts';
import { application, backend, check, haproxy, host, model, node, scenario, server, virtualAddress } from '../../simulation/build.ts';

/** Two balancers behind one address, three applications. */
function pair(priorities: number[]): Model {
  const names = ['a', 'b', 'c'];
  const one = haproxy([backend(names.map((name) => server(name, { check: check(1000, 2) })))]);
  const base = model({
    loadBalancers: ['lb-1', 'lb-2'].map((name) => ({ ...one, name, host: name })), applications: names.map((name) => application(name)),
    hosts: ['lb-1', 'lb-2', ...names.map((name) => `host-${name}`)].map((name) => host(name)),
  });
  return { ...base, virtualAddresses: [virtualAddress(priorities.map((priority, i) => ({ host: `lb-${i + 1}`, priority })))] };
}

/** What the smallest failure says of a design under some faults. */
function said(one: Model, faults: Fault[], metric: Metric, limit: CheckSpec['limit'], classes?: Exercise['runs'][number]['workload']['classes']): string | null {
  const run = { ...scenario(100, 90, { faults, ...(classes === undefined ? {} : { classes }) }), id: 'run', title: 'Run' };
  const spec: CheckSpec = { ...corpusExercise.checks[0]!, id: 'it', run: 'run', query: { metric, of: null, class: null, windowMs: null }, limit };
  const exercise: Exercise = { ...corpusExercise, runs: [run], checks: [spec] };
  const smallest = smallestOf(one, exercise, 'it', GRADER_LIMITS);
  return smallest === null ? null : describeSmallest(smallest, exercise);
}

const loss = (name: string, atMs = 60_000): Fault => ({ kind: 'host-loss', host: name, atMs, untilMs: null });

describe('what stands out in a smallest failure', () => {
  it('is an address that nobody holds', () => {
    expect(said(pair([150]), [loss('lb-1')], 'availabilityPct', { atLeast: 95 })).toMatch(/^Lose host `lb-1` at 60 s(, until [\d.]+ s)?: nobody holds the virtual address for [\d.]+ s, \d+ requests fail\.$/);
    expect(said(pair([150, 100]), [loss('lb-1')], 'addressUnownedS', { atMost: 1.9 })).toMatch(/^Lose host `lb-1` at 60 s.*: nobody holds the virtual address for 2\.0 s/);
  });

  it('is two owners at once', () => {
    const cut: Fault = { kind: 'partition', from: 'lb-1', to: 'lb-2', oneWay: false, atMs: 30_000, untilMs: null };
    expect(said(pair([150, 100]), [cut, loss('host-a', 20_000)], 'splitBrainS', { equals: 0 })).toMatch(/^`lb-1` and `lb-2` do not reach each other from 30 s (on|to [\d.]+ s): two hosts hold the virtual address at once for/);
  });

  it('is a primary that nobody replaces', () => {
    const access = { writer: { kind: 'node' as const, name: 'p' }, readers: [], queryTimeoutMs: null, connectTimeoutMs: 1000, readAfterWrite: { kind: 'none' as const } };
    const one = model({ loadBalancers: [haproxy([backend([server('a'), server('b')])])], applications: ['a', 'b'].map((name) => application(name, { database: access })), nodes: [node('p'), node('r', { replicateFrom: 'p', readOnly: true })] });
    const writes = [{ name: 'write', share: 1, method: 'POST' as const, database: { access: 'write' as const, query: { distribution: 'fixed' as const, ms: 2 } }, service: null }];
    expect(said(one, [{ kind: 'process-crash', target: 'p', atMs: 60_000, untilMs: null }], 'availabilityPct', { atLeast: 95 }, writes)).toMatch(/^Kill `p` at 60 s: the primary `p` is gone, and no replica takes its place for [\d.]+ s, \d+ requests fail\.$/);
  });

  it('is nothing where nothing accounts for half of what failed: then only what was done and what failed is said', () => {
    const one = model({ loadBalancers: [haproxy([backend(['a', 'b', 'c'].map((name) => server(name, { check: check(1000, 2) })))])], applications: ['a', 'b', 'c'].map((name) => application(name)) });
    expect(said(one, [{ kind: 'bad-answers', target: 'a', answer: 500, atMs: 30_000, untilMs: null }], 'errorRatePct', { atMost: 0.1 })).toMatch(/^`a` answers with status 500 from 30 s (on|to [\d.]+ s): /);
    expect(said(one, [loss('host-a')], 'availabilityPct', { atLeast: 1 })).toBeNull();
  });
});
