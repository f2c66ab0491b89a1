import { expect, it } from 'vitest';
import type { Database } from '../../../src/server/store/database.ts';
import { migrate } from '../../../src/server/store/migrate.ts';
import { describeDatabases, type Lab } from '../harness/databases.ts';
import { childOf, endedBy, errorsOf } from '../harness/process.ts';
import { LONG } from '../harness/children/steps.ts';

/** Everything about a schema: tables with their columns, indexes, and the rows that steps wrote. */
async function dump(database: Database): Promise<unknown> {
  const schema = database.kind === 'sqlite'
    ? await database.all("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name")
    : [await database.all("SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"),
      await database.all("SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"), await database.all("SELECT conname, pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2")];
  return { schema, versions: await database.all('SELECT version FROM schema_version ORDER BY version'), rows: await database.all('SELECT id, at_ms FROM extra ORDER BY id') };
}

async function after(lab: Lab, place: string): Promise<unknown> {
  const database = lab.open(place);
  try {
    await migrate(database, () => 1, LONG);
    return await dump(database);
  } finally {
    await database.close();
  }
}

/** The version that a killed migration left; its tables must be those of this version, no more and no fewer. */
async function versionLeft(lab: Lab, place: string): Promise<number> {
  const database = lab.open(place);
  try {
    const tables = await database.all<{ name: string }>(lab.kind === 'sqlite' ? "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'" : "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'");
    if (!tables.some(({ name }) => name === 'schema_version')) {
      expect(tables).toEqual([]);
      return 0;
    }
    const version = (await database.first<{ version: number | null }>('SELECT MAX(version) AS version FROM schema_version'))!.version ?? 0;
    const made = LONG.slice(0, version).flat().filter((statement) => statement.trimStart().startsWith('CREATE TABLE')).length;
    expect(tables.length).toBe(made + 1);
    return version;
  } finally {
    await database.close();
  }
}

describeDatabases('migrations', (lab) => {
  // A new database of PostgreSQL costs half a second: here every fourth change, all of them with NSP_WHOLE=1.
  const every = lab.kind === 'sqlite' || process.env['NSP_WHOLE'] === '1' ? 1 : 4;
  it('killed before every single change leave a whole schema, and the next start takes the rest', async () => {
    const whole = await after(lab, await lab.fresh());
    const left: number[] = [];
    for (let changes = 0; ; changes += every) {
      const place = await lab.fresh();
      const child = childOf('migrate-child.ts', [place, String(changes)]);
      const end = await endedBy(child);
      if (end !== 'SIGKILL') {
        expect([end, errorsOf(child)]).toEqual([0, '']);
        break;
      }
      left.push(await versionLeft(lab, place));
      expect(await after(lab, place), `killed before change ${changes}`).toEqual(whole);
    }
    console.log(`migrations on ${lab.kind}: ${left.length} kills, 0 partial`);
    // Every statement, and for each step the table of versions, the lock, its row and its commit; then the last look.
    const around = lab.kind === 'sqlite' ? 3 : 4;
    expect(left.length).toBe(Math.ceil((LONG.flat().length + around * LONG.length + around - 1) / every));
    expect(new Set(left)).toEqual(new Set([0, ...LONG.map((_, at) => at + 1)]));
  }, 300_000);

  it.each([2, 5])('of %i instances at once come to one schema', async (instances) => {
    const whole = await after(lab, await lab.fresh());
    const place = await lab.fresh();
    const children = Array.from({ length: instances }, () => childOf('migrate-child.ts', [place, '-1']));
    expect(await Promise.all(children.map(async (child) => [await endedBy(child), errorsOf(child)]))).toEqual(children.map(() => [0, '']));
    expect(await after(lab, place)).toEqual(whole);
  });

  it('of five instances, of which four are killed on the way, come to one schema', async () => {
    const whole = await after(lab, await lab.fresh());
    const place = await lab.fresh();
    const children = [2, 9, 17, LONG.flat().length, -1].map((changes) => childOf('migrate-child.ts', [place, String(changes)]));
    const ends = await Promise.all(children.map(endedBy));
    expect(ends.at(-1), errorsOf(children.at(-1)!)).toBe(0);
    expect(await after(lab, place)).toEqual(whole);
  });
});
