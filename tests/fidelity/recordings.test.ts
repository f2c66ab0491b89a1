// Every recording of a real daemon, replayed in the simulator.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FAMILIES, RecordingError, judge, splitRecording } from '../../src/fidelity/index.ts';

const FOLDER = fileURLToPath(new URL('./recordings', import.meta.url));
const files = readdirSync(FOLDER).filter((name) => /^[A-E]-.*\.json$/.test(name)).sort();
const read = (name: string): { [field: string]: unknown } => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as { [field: string]: unknown };

describe('the recordings', () => {
  it('are all there', () => {
    const count = (letter: string): number => files.filter((name) => name.startsWith(letter)).length;
    expect(['A', 'B', 'C', 'D', 'E'].map(count)).toEqual([88, 55, 12, 34, 28]);
  });

  it.each(files)('%s', (name) => {
    const { question, answer } = splitRecording(read(name));
    const { verdict, differences, reason } = judge(FAMILIES, question, answer);
    expect({ verdict, differences, reason }).toEqual({ verdict: 'same', differences: [], reason: undefined });
  });

  it('are predicted from what was done alone', () => {
    for (const name of files) {
      const { outputs: _outputs, outputs_by_run: _runs, model: _model, notes: _notes, ...recording } = read(name);
      const blind = splitRecording(recording);
      expect(blind.answer).toBeNull();
      const { verdict, predicted } = judge(FAMILIES, blind.question, null);
      const { question, answer } = splitRecording(read(name));
      expect({ name, verdict, predicted }).toEqual({ name, verdict: 'no outputs', predicted: judge(FAMILIES, question, answer).predicted });
    }
  });
});

describe('what is no recording', () => {
  it.each([
    [null, 'It is not a JSON object.'], [[], 'It is not a JSON object.'], [{}, 'Its field `id` is not a text.'], [{ id: 'x' }, 'Its field `family` is not a text.'],
    [{ id: 'x', family: 'y' }, 'Its field `daemon` does not name a daemon.'],
    [{ id: 'x', family: 'y', daemon: { name: 'z' } }, 'Its field `config` is neither a text nor an object of texts.'],
    [{ id: 'x', family: 'y', daemon: { name: 'z' }, config: { a: 1 } }, 'Its field `config` is neither a text nor an object of texts.'],
  ])('%j: %s', (value, message) => expect(() => splitRecording(value)).toThrow(new RecordingError(message)));

  it('of an unknown family is not modelled', () => {
    const { question } = splitRecording({ id: 'x', family: 'apache', daemon: { name: 'apache' }, config: '' });
    expect(judge(FAMILIES, question, null)).toMatchObject({ verdict: 'not modelled', reason: 'The family apache is not known.' });
  });
});
