import { expect, it } from 'vitest';
import { patiently } from '../../../src/server/serve/patiently.ts';
import { Unavailable } from '../../../src/server/store/database.ts';

const away = new Unavailable('away', { cause: null });

it('begins anew while the database is away, also in the middle', async () => {
  const [done, told]: [string[], unknown[]] = [[], []];
  let troubles = 2;
  const result = await patiently(async () => {
    done.push('schema');
    if (troubles-- > 0) throw away;
    return 'up';
  }, (error) => told.push(error), new AbortController().signal);
  expect([result, done, told]).toEqual(['up', ['schema', 'schema', 'schema'], [away, away]]);
});

it('gives up at anything else, and when the server ends', async () => {
  const ending = new AbortController();
  await expect(patiently(() => Promise.reject(new Error('too new')), () => undefined, ending.signal)).rejects.toThrow('too new');
  await expect(patiently(() => Promise.reject(away), () => ending.abort(), ending.signal)).rejects.toThrow('aborted');
});
