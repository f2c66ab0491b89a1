// A healthy server more behind a healthy balancer: a verdict that was green stays green.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Exercise } from '../../src/course/index.ts';
import { grade, type Report } from '../../src/grader/index.ts';
import { createEvaluator } from '../../src/grader/adapter/node/index.ts';
import { corpusExercise } from '../grader/corpus/index.ts';
import { runs } from './cases.ts';

const evaluator = createEvaluator();

const drawn = fc.record({
  servers: fc.integer({ min: 1, max: 4 }),
  size: fc.constantFrom('small', 'medium', 'large'),
  app: fc.record({ workers: fc.constantFrom(undefined, 2, 4, 12), listenBacklog: fc.constantFrom(undefined, 20), dropQueuedAfter: fc.constantFrom(undefined, '2s') }),
  server: fc.record({ weight: fc.constantFrom(undefined, 1, 7, 256), check: fc.constantFrom(undefined, true, { inter: '500ms', fall: 2 }), maxconn: fc.constantFrom(undefined, 4, 20), slowstart: fc.constantFrom(undefined, '5s'), maxqueue: fc.constantFrom(undefined, 50) }),
  backend: fc.record({
    balance: fc.constantFrom(undefined, 'roundrobin', 'static-rr', 'leastconn', 'first', 'source', 'random', { random: 3 }, { hash: 'uri' }, { hash: 'uri', hashType: 'consistent' }, { hash: 'source', hashType: 'consistent', balanceFactor: 150 }),
    redispatch: fc.constantFrom(undefined, true), httpchk: fc.constantFrom(undefined, { uri: '/health' }), cookie: fc.constantFrom(undefined, { name: 'SRV', mode: 'insert' }), retries: fc.constantFrom(undefined, 0, 3),
  }),
  rate: fc.integer({ min: 5, max: 150 }),
  p99Ms: fc.constantFrom(300, 600, 1500),
  loses: fc.boolean(),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

/** One balancer before so many equal servers, each on a host of its own. */
function designOf({ size, app, server, backend }: Drawn, count: number): object {
  const list = Array.from({ length: count }, (_, at) => at);
  const named = (prefix: string, one: (at: number) => object): object => Object.fromEntries(list.map((at) => [`${prefix}${at}`, one(at)]));
  return {
    hosts: { lb: { size: 'small' }, ...named('h', () => ({ size })) },
    apps: named('a', (at) => ({ host: `h${at}`, ...app })),
    haproxy: { on: 'lb', backends: { web: { ...backend, servers: named('s', (at) => ({ to: `a${at}`, ...server })) } } },
  };
}

function exerciseOf({ rate, p99Ms, loses }: Drawn): Exercise {
  const [availability, p99] = corpusExercise.checks;
  const run = corpusExercise.runs[0]!;
  return {
    ...corpusExercise,
    runs: [{
      ...run, workload: { ...run.workload, arrivals: [{ fromMs: 0, ratePerSecond: rate }], clientTimeoutMs: 3000, pages: { count: 200, frontShare: 0 } },
      faults: loses ? [{ atMs: 10_000, untilMs: null, kind: 'process-crash', target: 'a0' }] : [],
    }],
    checks: [{ ...availability!, limit: { atLeast: loses ? 97 : 99.9 } }, { ...p99!, limit: { atMost: p99Ms } }],
  };
}

const gradeIt = (design: object, exercise: Exercise): Promise<Report> => grade({ source: `export default ${JSON.stringify(design)};`, exercise, evaluator });

it('stays green when a healthy server is added behind a healthy balancer', async () => {
  let green = 0;
  await fc.assert(fc.asyncProperty(drawn, async (one) => {
    const exercise = exerciseOf(one);
    const before = await gradeIt(designOf(one, one.servers), exercise);
    expect(before.diagnostics).toEqual([]);
    if (before.status !== 'pass') return;
    green += 1;
    const after = await gradeIt(designOf(one, one.servers + 1), exercise);
    expect(after.checks.filter(({ status }) => status !== 'pass')).toEqual([]);
    expect(after.status).toBe('pass');
  }), runs(80));
  expect(green).toBeGreaterThan(20);
});
