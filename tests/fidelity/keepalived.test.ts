import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepalived } from '../../src/fidelity/families/keepalived.ts';
import { judge, splitRecording } from '../../src/fidelity/judge.ts';

const FOLDER = join(import.meta.dirname, 'recordings');

describe('recordings of keepalived', () => {
  const names = readdirSync(FOLDER).filter((name) => name.startsWith('C-'));
  it('are there', () => expect(names).toHaveLength(12));
  it.each(names)('%s comes out the same', (name) => {
    const { question, answer } = splitRecording(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')));
    const { verdict, differences, reason } = judge([keepalived], question, answer);
    expect({ verdict, differences, reason }).toEqual({ verdict: 'same', differences: [], reason: undefined });
  });
});
