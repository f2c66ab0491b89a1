import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/course/index.ts';

const TEXT = `duration: 60s
workload:
  rate:
    - { from: 0s, rate: 100 }
    - { from: 30s, rate: 0.5 }
  service: { mix: [ { share: 0.95, time: 20ms }, { share: 0.05, time: 800ms } ] }
  clientTimeout: 5s
`;

describe('a scenario file', () => {
  it('is read without id and title', () => {
    expect(parseScenario(TEXT, 's.yaml')).toMatchObject({
      scenario: {
        id: 'scenario', durationMs: 60_000, warmupMs: 0, faults: [],
        workload: {
          arrivals: [{ fromMs: 0, ratePerSecond: 100 }, { fromMs: 30_000, ratePerSecond: 0.5 }],
          service: { distribution: 'mix', parts: [{ share: 0.95, ms: 20 }, { share: 0.05, ms: 800 }] },
          classes: [{ name: 'request', share: 1, method: 'GET', database: null, service: null }],
        },
      },
    });
  });

  it('may have both', () => {
    expect(parseScenario(`id: night\ntitle: At night\n${TEXT}`, 's.yaml')).toMatchObject({ scenario: { id: 'night' } });
  });

  it('cuts a partition in both directions, or in one', () => {
    const faults = 'faults:\n  - { at: 10s, kind: partition, from: lb1, to: lb2 }\n  - { at: 20s, until: 30s, kind: partition, from: lb2, to: lb1, oneWay: true }\n';
    expect(parseScenario(TEXT + faults, 's.yaml')).toMatchObject({
      scenario: { faults: [{ atMs: 10_000, untilMs: null, kind: 'partition', from: 'lb1', to: 'lb2', oneWay: false }, { atMs: 20_000, untilMs: 30_000, kind: 'partition', from: 'lb2', to: 'lb1', oneWay: true }] },
    });
    const wrong = parseScenario(`${TEXT}faults: [{ at: 10s, kind: partition, from: lb1, to: lb2, oneWay: yes please }]`, 's.yaml');
    expect('problems' in wrong && wrong.problems[0]!.message).toContain('oneWay must be true or false');
  });

  it.each([
    ['', ['s.yaml:1: duration is missing: it must be a duration such as 500ms, 2s or 3m.', 's.yaml:1: workload is missing: it must be given.']],
    [`checks: []\n${TEXT}`, ['s.yaml:1: checks is not a field here: the fields are id, title, duration, warmup, workload, faults.']],
    ['- a\n- b\n', ['s.yaml:1: The file must be a group of fields, not a list: id, title, duration, warmup, workload, faults.']],
    ['just text', ['s.yaml:1: The file must be a group of fields: id, title, duration, warmup, workload, faults; it is "just text".']],
    ['a: [', ['s.yaml:1: YAML: Flow sequence in block collection must be sufficiently indented and end with a ].']],
    ['a: *nowhere\n', [expect.stringMatching('^s.yaml:1: YAML: ')]],
    ['a: 1\n---\nb: 2\n', [expect.stringMatching('^s.yaml:2: YAML: ')]],
  ])('%j', (text, expected) => {
    const read = parseScenario(text, 's.yaml');
    expect('problems' in read && read.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)).toEqual(expected);
  });

  it('survives aliases that would grow without bound', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]', ...'bcdefghi'.split('').map((name, at) => `${name}: &${name} [${Array(10).fill(`*${'abcdefgh'[at]}`).join(', ')}]`)].join('\n');
    const read = parseScenario(bomb, 's.yaml');
    expect('problems' in read && read.problems[0]!.message).toMatch(/^YAML: /);
  });
});
