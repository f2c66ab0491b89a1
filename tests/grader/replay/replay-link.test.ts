import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack } from '../../../src/grader/adapter/web/pack.ts';
import { replayFragment, replayIn } from '../../../src/grader/adapter/web/replay-link.ts';
import { readReplay } from '../../../src/grader/replay/read-replay.ts';
import type { Replay } from '../../../src/grader/replay/replay.ts';
import type { Fault } from '../../../src/simulation/index.ts';

const KINDS: Fault[] = [
  { atMs: 60_000, untilMs: null, kind: 'host-loss', host: 'web1' }, { atMs: 0, untilMs: 0.5, kind: 'machine-loss', machine: 'Chassis A' }, { atMs: 1, untilMs: 2, kind: 'zone-loss', zone: 'north' },
  { atMs: 1, untilMs: null, kind: 'process-crash', target: 'lb-1' }, { atMs: 1, untilMs: null, kind: 'process-pause', target: 'app1' }, { atMs: 1, untilMs: null, kind: 'slow', target: 'app1', speed: 0.1 },
  { atMs: 1, untilMs: null, kind: 'bad-answers', target: 'app1', answer: 'cuts' }, { atMs: 1, untilMs: null, kind: 'bad-answers', target: 'app1', answer: 503 },
  { atMs: 1, untilMs: null, kind: 'partition', from: 'a', to: 'b', oneWay: true }, { atMs: 1, untilMs: null, kind: 'load-spike', factor: 3 },
];
const REPLAY: Replay = {
  format: 1, exercise: 'weights', exerciseVersion: 2, grader: '3', source: "export default { text: 'ü \u2028 負荷' };\n", spec: { run: 'steady', seed: 3, faults: KINDS, durationMs: 90_500 },
};

describe('a run in a link', () => {
  it('comes back as it was, with every kind of fault', async () => {
    const fragment = await replayFragment(REPLAY);
    expect(fragment).toMatch(/^#run=1\.[\w-]+$/);
    expect(await replayIn(fragment!)).toEqual({ kind: 'replay', replay: REPLAY });
  });

  it('is none where the address has another fragment', async () => {
    for (const hash of ['', '#what-is-run', '#design=1.AAAA']) expect(await replayIn(hash)).toEqual({ kind: 'none' });
  });

  it.each(['#run=', '#run=1.', '#run=1.%%%', '#run=1.AAAA', '#run=2.AAAA', `#run=1.${'A'.repeat(70_000)}`])('is told when it is damaged: %.24s', async (hash) => {
    expect(await replayIn(hash)).toMatchObject({ kind: 'damaged', message: expect.stringMatching(/^The link .*\.$/) });
  });

  it('is damaged wherever it was cut, and when it unpacks to something huge', async () => {
    const fragment = (await replayFragment(REPLAY))!;
    for (let length = 5; length < fragment.length; length += 7) expect((await replayIn(fragment.slice(0, length))).kind).toBe('damaged');
    expect((await replayIn((await replayFragment({ ...REPLAY, source: 'x'.repeat(1_000_000) }))!)).kind).toBe('damaged');
  });

  it('reads any text without an error', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(fc.string(), fc.base64String()), async (text) => {
      expect((await replayIn(`#run=1.${text}`)).kind).toBe('damaged');
    }));
    await fc.assert(fc.asyncProperty(fc.jsonValue(), async (value) => {
      expect((await replayIn(`#run=1.${await pack(value)}`)).kind).toBe('damaged');
    }));
  });

  it('is too long for a link with a design that is', async () => {
    let state = 1;
    const noise = Array.from({ length: 90_000 }, () => String.fromCharCode(33 + (((state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9 | 0) >>> 24) % 90))).join('');
    expect(await replayFragment({ ...REPLAY, source: noise })).toBeNull();
  });
});

describe('what a run in a link may hold', () => {
  const withSpec = (change: object) => ({ ...REPLAY, spec: { ...REPLAY.spec, ...change } });
  const withFault = (change: object) => withSpec({ faults: [{ ...KINDS[0], ...change }] });
  const bad: [string, unknown][] = [
    ['another format', { ...REPLAY, format: 2 }], ['a path for an exercise', { ...REPLAY, exercise: '../x' }], ['a version that is a text', { ...REPLAY, exerciseVersion: '2' }], ['half a version', { ...REPLAY, exerciseVersion: 1.5 }],
    ['a grader that writes on the terminal', { ...REPLAY, grader: '\u001b[31m' }], ['no source', { ...REPLAY, source: null }], ['no spec', { ...REPLAY, spec: null }], ['a list for a spec', { ...REPLAY, spec: [] }],
    ['a negative seed', withSpec({ seed: -1 })], ['a seed of 33 bits', withSpec({ seed: 2 ** 32 })], ['no time', withSpec({ durationMs: 0 })], ['two hours', withSpec({ durationMs: 7_200_000 })], ['NaN', withSpec({ durationMs: Number.NaN })],
    ['a run that is no name', withSpec({ run: 'a run' })], ['faults that are no list', withSpec({ faults: {} })], ['17 faults', withSpec({ faults: Array.from({ length: 17 }, () => KINDS[0]) })],
    ['a fault before the run', withFault({ atMs: -1 })], ['a fault that ends before it begins', withFault({ untilMs: 60_000 })], ['an end that is missing', withFault({ untilMs: undefined })],
    ['a host without a name', withFault({ host: '' })], ['a host that writes on the terminal', withFault({ host: 'a\u001b[2J' })], ['a host that turns the text round', withFault({ host: 'a\u202eb' })], ['a name of 101 characters', withFault({ host: 'a'.repeat(101) })],
    ['a load of Infinity', withFault({ kind: 'load-spike', factor: Infinity })], ['a target that is a list', withFault({ target: ['a'] })], ['a fault without a kind', withFault({ kind: undefined })],
  ];
  it.each(bad)('not %s', (_, value) => expect(readReplay(value)).toBeNull());

  it('leaves behind what it does not know', () => {
    const read = readReplay({ ...withFault({ extra: 1 }), ['__proto__']: { polluted: true }, more: 2 });
    expect(Object.keys(read!).sort()).toEqual(['exercise', 'exerciseVersion', 'format', 'grader', 'source', 'spec']);
    expect(read!.spec.faults).toEqual([KINDS[0]]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
