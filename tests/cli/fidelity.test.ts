import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, folderWith, nsp } from './shell.ts';

const RECORDINGS = join(ROOT, 'tests/fidelity/recordings');
const read = (name: string): { [field: string]: unknown } => JSON.parse(readFileSync(join(RECORDINGS, name), 'utf8')) as { [field: string]: unknown };
const folderOf = (...recordings: object[]): string => folderWith(Object.fromEntries(recordings.map((recording, i) => [`${i}.json`, JSON.stringify(recording)])));
const SWRR = 'D-swrr-5-1-1.json';

describe('nsp fidelity', () => {
  it('says of each recording whether it is the same, and leaves out the checkers', async () => {
    const folder = folderWith({ 'notes.json': '{"schema":"something else"}', 'readme.txt': 'x' });
    for (const name of [SWRR, 'A-backup-one.json', 'F-nginx-valid.json', 'F-haproxy-fall-zero.json']) cpSync(join(RECORDINGS, name), join(folder, name));
    const { code, out, err } = await nsp(['fidelity', folder]);
    expect([code, err]).toEqual([0, '']);
    expect(out.trim().split('\n')).toEqual(['same A-backup-one', 'same D-swrr-5-1-1', '', '2 recordings: 2 same, 0 differ, 0 not modelled, 0 without outputs']);
  });

  it('shows expected and actual where they differ: exit code 1', async () => {
    const { code, out } = await nsp(['fidelity', folderOf({ ...read(SWRR), outputs: { steps: ['12345'] } })]);
    expect(code).toBe(1);
    expect(out).toMatch(/^differs D-swrr-5-1-1\n {2}steps: .*\n {4}expected \["12345"\]\n {4}actual {3}\["1121311/);
  });

  it('prints one array as JSON, predicts without outputs, and never looks at them', async () => {
    const { outputs, outputs_by_run: _runs, model: _model, ...blind } = read(SWRR);
    const { code, out } = await nsp(['fidelity', folderOf(blind, { ...read(SWRR), outputs: { steps: ['12345'] } }, { ...read(SWRR), family: 'apache' }), '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual([
      { id: 'D-swrr-5-1-1', verdict: 'no outputs', predicted: outputs }, { id: 'D-swrr-5-1-1', verdict: 'differs', predicted: outputs }, { id: 'D-swrr-5-1-1', verdict: 'not modelled' },
    ]);
  });

  it('names a file that cannot be read, and goes on: exit code 2', async () => {
    const folder = folderOf(read(SWRR), { schema: 'fidelity/1', id: 'x' });
    writeFileSync(join(folder, 'broken.json'), '{');
    const { code, out, err } = await nsp(['fidelity', folder]);
    expect(code).toBe(2);
    expect(out).toContain('same D-swrr-5-1-1');
    expect(err).toMatch(/1\.json cannot be read as a recording: Its field `family` is not a text\./);
    expect(err).toMatch(/broken\.json cannot be read as a recording: /);
  });

  it.each([[[], 'fidelity'], [['no-such-folder'], 'The folder no-such-folder cannot be read'], [[join(ROOT, 'tests/cli')], 'holds no recording of schema fidelity/1']])('%j is used in a wrong way', async (args, sentence) => {
    const { code, err } = await nsp(['fidelity', ...args]);
    expect(code).toBe(2);
    expect(err).toContain(sentence);
  });
});
