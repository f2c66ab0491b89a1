import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { replayFragment } from '../../src/grader/adapter/web/replay-link.ts';
import { GRADER_VERSION, type Replay } from '../../src/grader/index.ts';
import { readFileSync } from 'node:fs';
import { ROOT, nsp } from './shell.ts';

const MISTAKE = join(ROOT, 'content/foundations/single-points-of-failure/spof-hunt/mistakes/balancer-left-behind.ts');
const REPLAY: Replay = {
  format: 1, exercise: 'spof-hunt', exerciseVersion: 2, grader: GRADER_VERSION, source: readFileSync(MISTAKE, 'utf8'),
  spec: { run: 'lose-a', seed: 1, faults: [{ kind: 'machine-loss', machine: 'A', atMs: 60_000, untilMs: null }], durationMs: 61_500 },
};
const linkOf = async (change: Partial<Replay> = {}): Promise<string> => (await replayFragment({ ...REPLAY, ...change }))!;

describe('nsp replay', () => {
  it('simulates what nsp grade found, with the address around it or without', async () => {
    const { code, out } = await nsp(['grade', 'spof-hunt', MISTAKE]);
    expect(code).toBe(1);
    expect(out).toContain('Smallest failure: Lose machine `A` at 60 s: users reach nothing for 1.5 s, 214 requests fail.');
    const fragment = /nsp replay '(#run=[^']+)'/.exec(out)![1]!;
    const alone = await nsp(['replay', fragment]);
    expect([alone.code, alone.err]).toEqual([0, '']);
    expect(alone.out).toContain('Lose machine `A` at 60 s. The run takes 61.5 s, with seed 1.');
    expect(alone.out).toContain('214 of them not answered in time.');
    expect(alone.out).toMatch(/60\.0 s {2}fault begins: machine A silent[^]*Digest [0-9a-f]{16}$/);
    expect((await nsp(['replay', `https://course.example/x/exercises/spof-hunt/index.html${fragment}`])).out).toBe(alone.out);
  });

  it('prints what was asked for and what came of it with --json, and nothing else', async () => {
    const { code, out } = await nsp(['replay', await linkOf(), '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ format: 1, replay: REPLAY, differences: [], replayed: { spec: REPLAY.spec, digest: expect.stringMatching(/^[0-9a-f]{16}$/) } });
  });

  it('says when exercise or grader have changed, and simulates all the same', async () => {
    const { code, out } = await nsp(['replay', await linkOf({ exerciseVersion: 7, grader: '0' })]);
    expect(code).toBe(0);
    expect(out).toContain('The link was made with version 7 of the exercise');
    expect(out).toContain('The link was made with version 0 of the grader');
    expect(out).toContain('Digest ');
  });

  it.each([
    ['is no link', 'https://course.example/index.html', 'This is no link to a run'],
    ['was cut', '#run=1.fVJNj5wwDP0rli-0EmgY', 'The link is damaged'],
    ['is of a later version', '#run=9.AAAA', 'another version of the course'],
  ])('says so when it %s', async (_, link, message) => {
    const { code, out, err } = await nsp(['replay', link]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(message);
  });

  it('says so when the exercise is unknown, the run is none of it, or the design is not valid', async () => {
    expect(await nsp(['replay', await linkOf({ exercise: 'no-such-exercise' })])).toMatchObject({ code: 2, err: expect.stringContaining('There is no exercise no-such-exercise') });
    for (const change of [{ spec: { ...REPLAY.spec, run: 'other' } }, { spec: { ...REPLAY.spec, durationMs: 3_000_000 } }, { source: 'export default 1;' }]) {
      expect(await nsp(['replay', await linkOf(change)])).toMatchObject({ code: 1, err: '', out: expect.stringContaining('Its run cannot be simulated.') });
    }
  });
});
