// nsp backup, restore, db: what is said, and with which exit code. What they do is in tests/server/store.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chosenPlace } from '../../src/cli/class-database.ts';
import { openSqlite } from '../../src/server/store/sqlite.ts';
import { fill } from '../server/harness/class.ts';
import { folderWith, nsp } from './shell.ts';

async function classIn(root: string, submissions = 4): Promise<string> {
  const database = openSqlite(join(root, 'data/course.db'));
  await fill(database, submissions);
  await database.close();
  return join(root, 'data');
}

describe('nsp backup and nsp restore', () => {
  it('write one file, and put it back into an empty folder', async () => {
    const root = folderWith({});
    const data = await classIn(root);
    const out = join(root, 'class.db');
    const backed = await nsp(['backup', '--data', data, '--out', out]);
    expect([backed.code, backed.err]).toEqual([0, '']);
    expect(backed.out).toMatch(/^submission +4 {2}[0-9a-f]{16}$/m);
    expect(backed.out).toMatch(/class\.db is whole: \d+ KB\.$/);
    const restored = await nsp(['restore', out, '--data', join(root, 'new')]);
    expect([restored.code, restored.err]).toEqual([0, '']);
    expect(restored.out).toMatch(/course\.db is restored, as it was on \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/);
    expect(readFileSync(join(root, 'new/course.db')).subarray(0, 15).toString()).toBe('SQLite format 3');
  });

  it('say what they refuse, with exit code 1; 2 for bad use', async () => {
    const root = folderWith({});
    const data = await classIn(root);
    const out = join(root, 'class.db');
    expect(await nsp(['backup', '--data', join(root, 'none'), '--out', out])).toMatchObject({ code: 1, err: `There is no database ${join(root, 'none/course.db')}.` });
    expect(await nsp(['backup', '--data', data])).toMatchObject({ code: 2, err: 'nsp backup needs --out FILE, the file to write.' });
    await nsp(['backup', '--data', data, '--out', out]);
    expect(await nsp(['backup', '--data', data, '--out', out])).toMatchObject({ code: 1, err: `${out} is there already. Name a new file.` });
    const refused = await nsp(['restore', out, '--data', data]);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toMatch(/has rows \(.*submission: 4.*\)\. --replace puts the backup in its place, and keeps what is there beside it\.$/);
    const replaced = await nsp(['restore', out, '--data', data, '--replace']);
    expect(replaced.code).toBe(0);
    expect(existsSync(/What was there before: (\S+)/.exec(replaced.out)![1]!)).toBe(true);
    mkdirSync(join(root, 'folder'));
    expect(await nsp(['restore', join(root, 'folder')])).toMatchObject({ code: 1, err: `There is no file ${join(root, 'folder')}.` });
    expect((await nsp(['backup', '--data', data, '--out', join(root, 'no/such/folder.db')])).code).toBe(1);
  });

  it('mean one database: a folder, or that of DATABASE_URL', () => {
    expect(chosenPlace(undefined, undefined)).toEqual({ kind: 'sqlite', file: join('data', 'course.db') });
    expect(chosenPlace('x', '')).toEqual({ kind: 'sqlite', file: join('x', 'course.db') });
    expect(chosenPlace(undefined, 'postgresql://a/b')).toEqual({ kind: 'postgresql', url: 'postgresql://a/b' });
    expect(() => chosenPlace('x', 'postgresql://a/b')).toThrow('leave one of them out');
  });
});

describe('nsp db', () => {
  it('check counts, and tells what is wrong', async () => {
    const root = folderWith({});
    const data = await classIn(root);
    const well = await nsp(['db', 'check', '--data', data]);
    expect([well.code, well.err]).toEqual([0, '']);
    expect(well.out).toMatch(/course\.db, schema \d+: nothing is wrong\.$/);
    const database = openSqlite(join(data, 'course.db'));
    await database.run('DELETE FROM grade');
    await database.close();
    expect(await nsp(['db', 'check', '--data', data])).toMatchObject({ code: 1, err: 'wrong: 2 submissions are graded without a grade' });
  });

  it('copy prints the sums of both sides, and refuses a folder with rows, one that is served, one that is not there', async () => {
    const root = folderWith({});
    const data = await classIn(root);
    const to = join(root, 'other.db');
    const copied = await nsp(['db', 'copy', data, to]);
    expect([copied.code, copied.err]).toEqual([0, '']);
    expect(copied.out).toMatch(/^submission +4 {2}([0-9a-f]{16}) {2}\1$/m);
    expect(copied.out).toContain(`Every row of ${join(data, 'course.db')} is in ${to}.`);
    expect(await nsp(['db', 'copy', data, to])).toMatchObject({ code: 1, err: expect.stringContaining('has rows already') });
    expect(await nsp(['db', 'copy', join(root, 'none'), join(root, 'new')])).toMatchObject({ code: 1, err: `There is no database ${join(root, 'none/course.db')}.` });
    const server = openSqlite(join(data, 'course.db'));
    expect(await nsp(['db', 'copy', data, join(root, 'new')])).toMatchObject({ code: 1, err: expect.stringContaining('Another process serves this folder') });
    await server.close();
    expect((await nsp(['db', 'copy', data, 'postgresql://nobody:secret@127.0.0.1:1/none'])).err).toMatch(/^The database cannot be used: (?!.*secret)/);
    expect((await nsp(['db', 'mend'])).code).toBe(2);
  });
});
