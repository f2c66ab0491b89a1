// What happens beside a server that works: a second one, a backup, the same submission several times at once.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { databaseFile } from '../../../src/server/store/place.ts';
import { readSqlite } from '../../../src/server/store/sqlite.ts';
import { prepareSite, seed } from './lab/server.ts';
import { put, startStream } from './lab/stream.ts';
import { lookAt } from './lab/verdict.ts';

const site = prepareSite();
const folder = mkdtempSync(join(tmpdir(), 'nsp-beside-'));
afterAll(async () => {
  await site.end();
  site.remove();
  rmSync(folder, { recursive: true, force: true });
});

const LEARNERS = 300;
const MAIN = join(import.meta.dirname, '../../../src/cli/main.ts');
const nsp = (...args: string[]): Promise<{ stdout: string }> => promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], { env: { ...process.env, DATABASE_URL: '' } });

it('a second server on a folder is refused with a sentence, the first goes on; once it is killed, the next one has the folder', async () => {
  const data = join(folder, 'two');
  await seed(data, 3);
  const first = await site.start(data);
  const second = await site.start(data);
  expect(second.reason).toBe(`InUse: Another process serves this folder: ${join(data, 'course.db.lock')} is locked. End that process, or name another folder.`);
  expect((await put(first.url, 0, randomUUID(), 'x')).status).toBe(201);
  await first.signal('SIGKILL');
  const third = await site.start(data);
  expect((await put(third.url, 0, randomUUID(), 'x')).status).toBe(201);
  await third.signal('SIGTERM');
});

it('a backup of a server that takes submissions holds all that was acknowledged before, and a server runs on it', async () => {
  const data = join(folder, 'backed');
  await seed(data, LEARNERS);
  const server = await site.start(data);
  const stream = startStream(LEARNERS, 6);
  try {
    stream.to(server.url);
    await stream.further(20);
    const before = new Map(stream.acknowledged);
    const out = join(folder, 'class.db');
    await nsp('backup', '--data', data, '--out', out);
    const meanwhile = stream.acknowledged.size - before.size;
    await server.signal('SIGKILL');
    await nsp('restore', out, '--data', join(folder, 'restored'));
    const { lost, problems, rows } = lookAt(join(folder, 'restored'), before);
    console.log(`backup while writing: ${before.size} acknowledged before, ${meanwhile} while it was made, ${rows} rows in it, ${lost} lost`);
    expect([lost, problems]).toEqual([0, []]);
    expect(meanwhile).toBeGreaterThan(0);
    const again = await site.start(join(folder, 'restored'));
    stream.to(again.url);
    await stream.further(1);
    await again.signal('SIGTERM');
  } finally {
    await site.end();
    await stream.end();
  }
});

it('a submission that is sent five times at once, and again after a kill, is one row, and is graded once', async () => {
  const data = join(folder, 'same');
  await seed(data, 2);
  const first = await site.start(data);
  const [id, source] = [randomUUID(), 'export default {};'];
  const sent = await Promise.all(Array.from({ length: 5 }, () => put(first.url, 0, id, source)));
  expect(sent.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 201]);
  expect((await put(first.url, 1, id, source)).status).toBe(409);
  await first.signal('SIGKILL');
  const second = await site.start(data);
  expect((await put(second.url, 0, id, source)).status).toBe(200);
  const another = randomUUID();
  await Promise.all(Array.from({ length: 5 }, () => put(second.url, 1, another, source)));
  let grades = 0;
  while (grades === 0) {
    await wait(50);
    grades = count(data, `SELECT COUNT(*) AS count FROM grade WHERE submission_id = '${another}'`);
  }
  await second.signal('SIGTERM');
  expect([grades, count(data, 'SELECT COUNT(*) AS count FROM submission')]).toEqual([1, 2]);
  expect(count(data, 'SELECT COUNT(*) AS count FROM grade GROUP BY submission_id ORDER BY count DESC')).toBe(1);
  console.log('same submission: 11 times sent, 2 rows, none with two grades');
});

function count(data: string, sql: string): number {
  const database = readSqlite(databaseFile(data));
  try {
    return Number(database.prepare(sql).get()!['count']);
  } finally {
    database.close();
  }
}
