// Every recording of MariaDB, replayed.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mariadb } from '../../src/fidelity/families/mariadb.ts';
import { judge, splitRecording } from '../../src/fidelity/judge.ts';

const FOLDER = join(import.meta.dirname, 'recordings');
const recordings = readdirSync(FOLDER).filter((name) => name.startsWith('E-')).map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as { id: string });

describe('recordings of MariaDB', () => {
  it('are all there', () => expect(recordings.length).toBe(28));
  it.each(recordings.map((recording) => [recording.id, recording] as const))('%s', (_, recording) => {
    const { question, answer } = splitRecording(recording);
    const judgement = judge([mariadb], question, answer);
    expect(judgement).toMatchObject({ verdict: 'same', differences: [] });
  });
});
