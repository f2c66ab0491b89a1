import { copyFileSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it } from 'vitest';
import { backupDatabase } from '../../../src/server/store/backup.ts';
import { checkDatabase } from '../../../src/server/store/check.ts';
import { migrate } from '../../../src/server/store/migrate.ts';
import { placeOf } from '../../../src/server/store/place.ts';
import { restoreDatabase } from '../../../src/server/store/restore.ts';
import { STEPS } from '../../../src/server/store/schema.ts';
import { openSqlite } from '../../../src/server/store/sqlite.ts';
import { fill } from '../harness/class.ts';
import { describeDatabases, type Lab } from '../harness/databases.ts';

const folder = mkdtempSync(join(tmpdir(), 'nsp-backup-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = (): string => {
  mkdirSync(join(folder, `${++files}`));
  return join(folder, `${files}`, 'class.db');
};
const nowMs = (): number => Date.UTC(2026, 10, 21, 20, 5, 1);
const restore = (file: string, place: string, replaces = false): ReturnType<typeof restoreDatabase> => restoreDatabase(file, placeOf(place), { nowMs, replaces, keepIn: dirname(file) });

/** A database with a class in it, closed. */
async function filled(lab: Lab, submissions: number): Promise<string> {
  const place = await lab.fresh();
  const database = lab.open(place);
  await fill(database, submissions);
  await database.close();
  return place;
}

async function counted(lab: Lab, place: string): Promise<number> {
  const database = lab.open(place);
  try {
    await migrate(database, nowMs);
    return (await database.first<{ count: number }>('SELECT COUNT(*) AS count FROM submission'))!.count;
  } finally {
    await database.close();
  }
}

describeDatabases('a backup', (lab) => {
  it('made while rows are added holds every row from before, is one moment, and can be restored', async () => {
    const place = await filled(lab, 450);
    const database = lab.open(place);
    let [added, isDone] = [0, false];
    const writing = (async () => {
      while (!isDone) {
        // A pair of rows that are one change: a backup never has one of them only.
        await database.transaction(async (connection) => {
          for (const half of ['a', 'b']) await connection.run("INSERT INTO submission (id, learner_id, exercise, source, source_hash, received_ms, state) VALUES (?, 'learner 0', 'weights', 'x', 'h', 1, 'queued')", `${half}${added}`);
        });
        added++;
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    while (added < 5) await new Promise((resolve) => setTimeout(resolve, 1));
    const before = added;
    const out = newFile();
    const sums = await backupDatabase(placeOf(place), out, nowMs);
    isDone = true;
    await writing;
    await database.close();
    const rows = sums.find(({ table }) => table === 'submission')!.rows;
    expect((rows - 450) % 2).toBe(0);
    expect(rows).toBeGreaterThanOrEqual(450 + 2 * before);
    expect(readdirSync(dirname(out))).toEqual(['class.db']);
    const empty = await lab.fresh();
    expect(await restore(out, empty)).toEqual({ sums, madeMs: nowMs(), kept: null });
    expect(await checkDatabase(placeOf(empty))).toEqual({ version: STEPS.length, sums, problems: [] });
    console.log(`backup on ${lab.kind}: ${before} changes acknowledged before, ${added - before} meanwhile, lost 0`);
  });

  it('is never written over another file', async () => {
    const out = newFile();
    writeFileSync(out, 'mine');
    await expect(backupDatabase(placeOf(await filled(lab, 1)), out, nowMs)).rejects.toThrow(`${out} is there already. Name a new file.`);
    expect(readFileSync(out, 'utf8')).toBe('mine');
  });

  it('is restored over a class only when asked, which is kept then', async () => {
    const [old, other] = [await filled(lab, 7), await filled(lab, 3)];
    const [out, again] = [newFile(), newFile()];
    await backupDatabase(placeOf(other), out, nowMs);
    await expect(restore(out, old)).rejects.toThrow('submission: 7');
    expect(await counted(lab, old)).toBe(7);
    const { kept } = await restore(out, old, true);
    expect(kept).toMatch(/course\.db\.before-20261121-200501$/);
    expect(await counted(lab, old)).toBe(3);
    const back = await lab.fresh();
    await restore(kept!, back);
    expect(await counted(lab, back)).toBe(7);
    await backupDatabase(placeOf(back), again, nowMs);
  });

  it('of one kind of database can be restored into the other', async () => {
    const out = newFile();
    const sums = await backupDatabase(placeOf(await filled(lab, 40)), out, nowMs);
    const file = join(dirname(out), 'restored.db');
    expect((await restore(out, file)).sums).toEqual(sums);
    const second = newFile();
    await backupDatabase(placeOf(file), second, nowMs);
    const place = await lab.fresh();
    expect((await restore(second, place)).sums).toEqual(sums);
  });
});

describe('restoring refuses, and changes nothing:', () => {
  const bent: readonly [string, (file: string) => void, RegExp][] = [
    ['a file that is cut off', (file) => truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096), /damaged/],
    ['a file with a page that is empty', (file) => put(file, 8192, Buffer.alloc(4096)), /damaged/],
    ['a file with one letter changed in a text', (file) => put(file, readFileSync(file).lastIndexOf('Otter 1') + 6, Buffer.from('7')), /damaged/],
    ['a file of a row fewer', (file) => change(file, "DELETE FROM grade WHERE submission_id = '4'"), /damaged: its rows of grade are not those that were backed up/],
    ['a row that points nowhere', (file) => change(file, 'DROP TABLE backup; PRAGMA foreign_keys = OFF; DELETE FROM cohort'), /damaged: a row of \w+ points at a row of cohort that is not there/],
    ['a file that is no database', (file) => writeFileSync(file, 'PK zip'.repeat(4000)), /damaged, or not a backup: .*not a database/],
    ['an empty file', (file) => writeFileSync(file, ''), /another program/],
    ['a database of another program', (file) => change(file, 'PRAGMA application_id = 252006673'), /is a database of another program/],
    ['a backup of a newer server', (file) => change(file, `INSERT INTO schema_version (version, at_ms) VALUES (${STEPS.length + 1}, 1)`), /has schema \d+, and this server knows \d+\. Restore it with the newer version/],
  ];

  it.each(bent)('%s', async (_what, bend, message) => {
    const place = join(dirname(newFile()), 'course.db');
    const database = openSqlite(place);
    await fill(database, 30);
    await database.close();
    const out = newFile();
    await backupDatabase(placeOf(place), out, nowMs);
    bend(out);
    const before = readFileSync(place);
    await expect(restore(out, place, true)).rejects.toThrow(message);
    expect(readFileSync(place).equals(before)).toBe(true);
    expect(readdirSync(dirname(place)).filter((name) => name !== 'course.db.lock')).toEqual(['course.db']);
  });

  it('a file that is not there, and a folder that is served', async () => {
    const place = join(dirname(newFile()), 'course.db');
    await expect(restore(join(folder, 'nothing.db'), place)).rejects.toThrow('There is no file');
    const database = openSqlite(place);
    await fill(database, 1);
    const out = newFile();
    await backupDatabase(placeOf(place), out, nowMs);
    await expect(restore(out, place, true)).rejects.toThrow('Another process serves this folder');
    await database.close();
  });

  it('but takes the place of a database that is damaged, with --replace, and of a plain copy it says that nothing can be compared', async () => {
    const place = join(dirname(newFile()), 'course.db');
    const database = openSqlite(place);
    await fill(database, 5);
    await database.close();
    const copy = newFile();
    copyFileSync(place, copy);
    put(place, 0, Buffer.alloc(4096, 'x'));
    await expect(restore(copy, place)).rejects.toThrow('it cannot be read');
    const { kept, madeMs } = await restore(copy, place, true);
    expect([madeMs, existsSync(kept!)]).toEqual([null, true]);
    expect((await checkDatabase(placeOf(place))).problems).toEqual([]);
  });
});

describe('a look at a database', () => {
  it('says what is wrong in it', async () => {
    const place = join(dirname(newFile()), 'course.db');
    const database = openSqlite(place);
    await fill(database, 6);
    await database.run("DELETE FROM grade WHERE submission_id = '2'");
    await database.run("UPDATE submission SET state = 'queued' WHERE id = '4'");
    expect((await checkDatabase(placeOf(place))).problems).toEqual(['1 submissions are graded without a grade', '1 submissions are waiting, and graded already']);
    await database.close();
    change(place, 'PRAGMA foreign_keys = OFF; DELETE FROM cohort');
    expect((await checkDatabase(placeOf(place))).problems[0]).toContain('points at a row of cohort that is not there');
  });

  it('does not touch databases of others', async () => {
    const file = newFile();
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE song (title TEXT)');
    other.close();
    const before = readFileSync(file);
    expect(() => openSqlite(file)).toThrow('is a database of another program');
    await expect(checkDatabase(placeOf(file))).rejects.toThrow('is a database of another program');
    await expect(backupDatabase(placeOf(file), newFile(), nowMs)).rejects.toThrow('is a database of another program');
    expect(readFileSync(file).equals(before)).toBe(true);
  });
});

function put(file: string, at: number, bytes: Buffer): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, bytes, 0, bytes.length, at);
  closeSync(handle);
}

function change(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}
