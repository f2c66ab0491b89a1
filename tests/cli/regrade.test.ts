import { join } from 'node:path';
import { expect, it } from 'vitest';
import { addHistory } from '../../src/cli/bench/regrade-history.ts';
import { migrate } from '../../src/server/store/migrate.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { folderWith, nsp } from './shell.ts';

/** A folder of a server: 12 submissions of 3 designs, each graded 50 once. */
async function dataFolder(): Promise<string> {
  const data = folderWith({});
  const database = openSqlite(join(data, 'course.db'));
  await migrate(database, Date.now);
  await addHistory(database, { submissions: 12, models: 3 }, 'load-balancing', 0);
  await database.run("INSERT INTO staff (cohort_id, instructor_id, role) VALUES ('class', 'teacher', 'owner')");
  await database.close();
  return data;
}

it('regrade grades a class again, tells who changes and why, and commits or drops once', async () => {
  const data = await dataFolder();
  // Ctrl+C is never pressed.
  const regrade = (...more: string[]) => nsp(['regrade', '--data', data, '--cohort', 'class', ...more], undefined, () => new Promise(() => {}));
  expect(await regrade('--commit')).toMatchObject({ code: 1, err: 'No regrade of this class waits for a decision.' });
  const first = await regrade();
  const lines = first.out.split('\n');
  expect([first.code, lines.length, lines[0]]).toEqual([0, 14, 'weights  Learner 0  s0: 50 → 0, exercise and grader have changed; the learner has 50 → 0']);
  expect(lines.slice(-2)).toEqual(['12 submissions, 6 different texts, 3 different models, 3 simulated, 0 that could not be graded.', '12 change. --commit lets the new grades count, --drop removes them.']);
  expect((await regrade('--exercise', 'weights')).err).toBe('A regrade of all exercises is not decided yet. Commit or drop it first.');
  expect((await regrade('--commit')).out).toBe('Committed: the new grades count.');
  expect((await regrade('--exercise', 'weights')).out).toBe('12 submissions, 6 different texts, 3 different models, 0 simulated, 0 that could not be graded.\n0 change. --commit lets the new grades count, --drop removes them.');
  expect((await regrade('--drop')).out).toBe('Dropped: nothing has changed.');
  const server = openSqlite(join(data, 'course.db'));
  expect((await regrade())).toMatchObject({ code: 1, err: expect.stringMatching(/^Another process serves this folder/) as string });
  await server.close();
  expect(await nsp(['regrade', '--data', data, '--cohort', 'nobody'])).toMatchObject({ code: 1, err: 'There is no class nobody.' });
  expect(await nsp(['regrade', '--data', join(data, 'none'), '--cohort', 'class'])).toMatchObject({ code: 1 });
  expect((await nsp(['regrade'])).code).toBe(2);
});
