import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { copyDatabase, requireAlone } from '../../../src/server/store/copy.ts';
import type { Database } from '../../../src/server/store/database.ts';
import { migrate } from '../../../src/server/store/migrate.ts';
import { STEPS, TABLES } from '../../../src/server/store/schema.ts';
import { newestShapes } from '../../../src/server/store/shape.ts';
import { openSqlite } from '../../../src/server/store/sqlite.ts';
import { fill, TEXTS } from '../harness/class.ts';
import { describeDatabases, type Lab } from '../harness/databases.ts';
import { childOf, endedBy } from '../harness/process.ts';

const folder = mkdtempSync(join(tmpdir(), 'nsp-copy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const newFile = (): string => join(folder, `${++files}`, 'course.db');

async function withBoth(lab: Lab, test: (sqlite: Database, other: Database) => Promise<void>): Promise<void> {
  const databases = [openSqlite(newFile()), lab.open(await lab.fresh())] as const;
  try {
    await test(...databases);
  } finally {
    await Promise.all(databases.map((database) => database.close()));
  }
}

const options = { nowMs: () => 1 };

it('every table of the schema is copied, in an order that its references allow', () => {
  expect(newestShapes().map(({ name }) => name)).toEqual([...TABLES]);
});

describeDatabases('a copy', (lab) => {
  it('of SQLite and back has the same rows: every kind of text, whole numbers up to 2⁵³ - 1, nothing', () => withBoth(lab, async (sqlite, other) => {
    await fill(sqlite);
    const there = await copyDatabase(sqlite, other, options);
    const again = openSqlite(newFile());
    const back = await copyDatabase(other, again, options);
    expect(there.to).toEqual(there.from);
    expect(back).toEqual(there);
    expect(there.to.find(({ table }) => table === 'submission')).toMatchObject({ rows: 450 });
    for (const table of TABLES) expect(await again.all(`SELECT * FROM ${table} ORDER BY 1, 2`), table).toEqual(await sqlite.all(`SELECT * FROM ${table} ORDER BY 1, 2`));
    // What the database itself makes of a text, not what this process reads back.
    const measured = await other.all<{ id: string; length: number; source_hash: string; source: string }>('SELECT id, LENGTH(source) AS length, source_hash, source FROM submission');
    for (const { id, length, source, source_hash } of measured) expect([length, createHash('sha256').update(source).digest('hex')], id).toEqual([[...TEXTS[Number(id) % TEXTS.length]!].length, source_hash]);
    await again.close();
  }));

  it('into a database with rows is refused, and changes nothing', () => withBoth(lab, async (sqlite, other) => {
    await fill(sqlite, 5);
    await migrate(other, () => 1);
    await other.run('INSERT INTO rate (key, window_ms, count) VALUES (?, ?, ?)', 'k', 1, 1);
    await expect(copyDatabase(sqlite, other, options)).rejects.toThrow('The database that is to be written has rows already (rate: 1). Name an empty one.');
    expect(await other.all('SELECT id FROM submission')).toEqual([]);
  }));

  it('of what is no class, or of another schema, is refused', () => withBoth(lab, async (sqlite, other) => {
    await expect(copyDatabase(other, sqlite, options)).rejects.toThrow('There is no database of a class server there.');
    await migrate(other, () => 1, [...STEPS, ['CREATE TABLE more (id TEXT PRIMARY KEY)']]);
    await expect(copyDatabase(other, sqlite, options)).rejects.toThrow(`has schema ${STEPS.length + 1}`);
  }));

  it('keeps nothing of a table whose rows do not arrive as they were', () => withBoth(lab, async (sqlite, other) => {
    await fill(sqlite, 5);
    const bent: Database = { ...bound(other), transaction: (work) => other.transaction((connection) => work({ ...connection, run: (sql, ...values) => connection.run(sql, ...values.map((value) => (value === 'Otter 1' ? 'Otter l' : value))) })) };
    await expect(copyDatabase(sqlite, bent, options)).rejects.toThrow('The rows of learner did not arrive as they were');
    for (const table of TABLES) expect(await other.all(`SELECT * FROM ${table}`), table).toEqual([]);
  }));

  it('takes the time that it needs, longer than a transaction of the server may take', () => withBoth(lab, async (sqlite, other) => {
    await fill(sqlite, 5);
    const slow: Database = { ...bound(sqlite), transaction: (work) => sqlite.transaction((connection) => work({ ...connection, all: async (sql, ...values) => {
      if (sql.includes('FROM "grade"')) await wait(5_200);
      return connection.all(sql, ...values);
    } })) };
    expect((await copyDatabase(slow, other, options)).to.find(({ table }) => table === 'submission')).toMatchObject({ rows: 5 });
  }));

  it('that is killed leaves an empty database, whenever it is killed', async () => {
    const from = newFile();
    const sqlite = openSqlite(from);
    await fill(sqlite, 300);
    await sqlite.close();
    let [killed, rows] = [0, 0];
    for (const after of [0, 3, 8, 15, 20, 1_000]) {
      const place = await lab.fresh();
      const end = await endedBy(childOf('copy-child.ts', [from, place, String(after)]));
      if (end === 'SIGKILL') killed++;
      const other = lab.open(place);
      await migrate(other, () => 1);
      const { count } = (await other.first<{ count: number }>('SELECT COUNT(*) AS count FROM submission'))!;
      expect([0, 300]).toContain(count);
      if (end === 'SIGKILL') for (const table of TABLES) expect(await other.all(`SELECT * FROM ${table}`), `${table} after ${after} statements`).toEqual([]);
      else rows = count;
      await other.close();
    }
    console.log(`copy on ${lab.kind}: ${killed} killed, 0 half`);
    expect([killed, rows]).toEqual([5, 300]);
  });
});

describeDatabases('a database that others use', (lab) => {
  it('is seen on PostgreSQL; a file has its lock', async () => {
    const place = await lab.fresh();
    const first = lab.open(place);
    await requireAlone(first);
    if (lab.kind === 'sqlite') expect(() => lab.open(place)).toThrow('Another process serves this folder');
    else {
      const second = lab.open(place);
      await second.first('SELECT 1 AS one');
      await expect(requireAlone(first)).rejects.toThrow('Another program is connected');
      await second.close();
    }
    await first.close();
  });
});

/** Methods of a database, to be replaced one by one. */
function bound(database: Database): Database {
  return { kind: database.kind, all: database.all.bind(database), first: database.first.bind(database), run: database.run.bind(database), transaction: database.transaction.bind(database), close: () => database.close() };
}
