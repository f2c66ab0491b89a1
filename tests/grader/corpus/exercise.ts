import type { Exercise } from '../../../src/course/index.ts';

/** A small exercise that the corpus is graded with: two servers, one twice as strong, 20 seconds. */
export const corpusExercise: Exercise = {
  format: 1, id: 'corpus', module: 'm', lesson: 'l', version: 1, title: 'Corpus', level: 1, minutes: 1, story: [], goals: [], hints: ['', '', ''], starter: '', hostAvailability: null, gold: null,
  predict: { ask: '', form: { kind: 'number', unit: '%', least: 0, most: 100, measure: { run: 'steady', query: { metric: 'availabilityPct', of: null, class: null, windowMs: null } } } },
  beforeSolution: { id: 'corpus', lesson: 'l', ask: '', misconception: null, why: '', form: { kind: 'choice', options: [{ id: 'a', text: '', right: true, because: '' }, { id: 'b', text: '', right: false, because: '' }] } },
  seeds: [1, 2, 3],
  runs: [{
    id: 'steady', title: 'Steady', durationMs: 20_000, warmupMs: 5_000, faults: [],
    workload: {
      arrivals: [{ fromMs: 0, ratePerSecond: 180 }],
      service: { distribution: 'exponential', meanMs: 50 },
      clientTimeoutMs: 5_000,
      classes: [{ name: 'all', share: 1, method: 'GET', database: null, service: null }],
      clientAddresses: 1_000,
      replication: { oneWayDelayMs: 1, apply: { distribution: 'fixed', ms: 1 } },
    },
  }],
  checks: [
    { id: 'in-time', title: 'Users are answered in time', run: 'steady', query: { metric: 'availabilityPct', of: null, class: null, windowMs: null }, limit: { atLeast: 99.9 }, aggregate: 'median', why: 'There is room.', lookAt: 'Compare the servers.' },
    { id: 'p99', title: 'Even the slow answers come quickly', run: 'steady', query: { metric: 'p99Ms', of: null, class: null, windowMs: null }, limit: { atMost: 300 }, aggregate: 'median', why: 'There is room.', lookAt: 'Compare the servers.' },
    { id: 'cost', title: 'It costs little', run: null, query: { metric: 'costUnits', of: null, class: null, windowMs: null }, limit: { atMost: 4 }, aggregate: 'worst', why: 'Money.', lookAt: 'Count the hosts.' },
  ],
  diagnoses: [
    {
      id: 'inverted', misconception: 'M03', check: 'in-time',
      when: [
        { on: 'metric', run: null, query: { metric: 'loadSharePct', of: 'oldApp', class: null, windowMs: null }, limit: { above: 55 } },
        { on: 'field', path: 'haproxy.backends.*.servers.*.weight', test: { limit: { above: 1 } } },
      ],
      say: 'The old one got {share} % of the requests.',
      values: { share: { run: null, query: { metric: 'loadSharePct', of: 'oldApp', class: null, windowMs: null } } },
    },
    { id: 'weight-range', misconception: 'M03', check: null, when: [{ on: 'problem', code: 'out-of-range', path: 'haproxy.backends.*.servers.*.weight' }], say: 'A weight is a share.', values: {} },
  ],
};
