import { expect, it } from 'vitest';
import { Conflict, type Database } from '../../../src/server/store/database.ts';
import { migrate, TooNew } from '../../../src/server/store/migrate.ts';
import { STEPS, TABLES } from '../../../src/server/store/schema.ts';
import { describeDatabases, describePostgres, type Lab } from '../harness/databases.ts';

async function withTable(lab: Lab, test: (database: Database) => Promise<void>): Promise<void> {
  const database = lab.open(await lab.fresh());
  try {
    await database.run('CREATE TABLE thing (id TEXT PRIMARY KEY, amount INTEGER NOT NULL CHECK (amount >= 0), at_ms BIGINT, share DOUBLE PRECISION)'.replace(/BIGINT|DOUBLE PRECISION/g, (type) => (lab.kind === 'sqlite' ? { BIGINT: 'INTEGER', 'DOUBLE PRECISION': 'REAL' }[type]! : type)));
    await test(database);
  } finally {
    await database.close();
  }
}

describeDatabases('a database', (lab) => {
  it('gives rows as they were put in: text, whole numbers beyond 32 bits, fractions, nothing', () => withTable(lab, async (database) => {
    const row = { id: 'ä’"?\u{1f600}', amount: 7, at_ms: 1_795_000_000_123, share: 0.1 };
    expect(await database.run('INSERT INTO thing (id, amount, at_ms, share) VALUES (?, ?, ?, ?)', ...Object.values(row))).toBe(1);
    await database.run('INSERT INTO thing (id, amount) VALUES (?, ?)', 'b', 0);
    expect(await database.all('SELECT * FROM thing ORDER BY amount DESC')).toStrictEqual([row, { id: 'b', amount: 0, at_ms: null, share: null }]);
    expect(await database.first('SELECT COUNT(*) AS count, SUM(amount) AS sum FROM thing')).toStrictEqual({ count: 2, sum: 7 });
    expect(await database.first('SELECT * FROM thing WHERE id = ?', 'c')).toBeNull();
    expect(await database.run('UPDATE thing SET amount = 1')).toBe(2);
  }));

  it('says which rule of a row is broken, and goes on', () => withTable(lab, async (database) => {
    const add = (id: string, amount: number): Promise<number> => database.run('INSERT INTO thing (id, amount) VALUES (?, ?)', id, amount);
    await add('a', 1);
    await expect(add('a', 2)).rejects.toThrow(Conflict);
    await expect(add('b', -1)).rejects.toThrow(Conflict);
    expect(await database.run('INSERT INTO thing (id, amount) VALUES (?, ?) ON CONFLICT (id) DO NOTHING', 'a', 3)).toBe(0);
    expect(await database.all('SELECT id, amount FROM thing')).toEqual([{ id: 'a', amount: 1 }]);
  }));

  it('does all of a transaction or nothing', () => withTable(lab, async (database) => {
    await expect(database.transaction(async (connection) => {
      await connection.run('INSERT INTO thing (id, amount) VALUES (?, ?)', 'a', 1);
      throw new Error('changed my mind');
    })).rejects.toThrow('changed my mind');
    expect(await database.all('SELECT * FROM thing')).toEqual([]);
    expect(await database.transaction(async (connection) => connection.run('INSERT INTO thing (id, amount) VALUES (?, ?)', 'a', 1))).toBe(1);
  }));

  it('lets no statement of others come between', () => withTable(lab, async (database) => {
    await database.run('INSERT INTO thing (id, amount) VALUES (?, ?)', 'a', 0);
    const increase = (): Promise<number> => database.transaction(async (connection) => {
      const { amount } = (await connection.first<{ amount: number }>('SELECT amount FROM thing'))!;
      await new Promise((resolve) => setTimeout(resolve, 2));
      return connection.run('UPDATE thing SET amount = ?', amount + 1);
    });
    await Promise.all([increase(), increase(), increase(), database.run('UPDATE thing SET at_ms = 1')]);
    expect(await database.first('SELECT amount, at_ms FROM thing')).toEqual({ amount: 3, at_ms: 1 });
  }));
});

describeDatabases('the schema', (lab) => {
  it('has every table, also when several come at once, and asks nothing the second time', async () => {
    const place = await lab.fresh();
    const databases = Array.from({ length: lab.kind === 'sqlite' ? 1 : 3 }, () => lab.open(place));
    const done = await Promise.all(databases.map((database) => migrate(database, () => 1)));
    expect(done.every(({ to }) => to === STEPS.length)).toBe(true);
    for (const table of TABLES) expect(await databases[0].all(`SELECT * FROM ${table}`)).toEqual([]);
    expect(await migrate(databases[0], () => 2)).toEqual({ from: STEPS.length, to: STEPS.length });
    expect(await databases[0].all('SELECT version, at_ms FROM schema_version')).toEqual(STEPS.map((_, at) => ({ version: at + 1, at_ms: 1 })));
    await Promise.all(databases.map((database) => database.close()));
  });

  it('keeps nothing of a step that breaks, and takes it whole the next time', async () => {
    const database = lab.open(await lab.fresh());
    const good = 'CREATE TABLE one (id TEXT PRIMARY KEY)';
    await expect(migrate(database, () => 1, [[good, 'CREATE TABLE']])).rejects.toThrow();
    expect(await migrate(database, () => 1, [[good]])).toEqual({ from: 0, to: 1 });
    await database.close();
  });

  it('refuses a database of a newer server', async () => {
    const database = lab.open(await lab.fresh());
    await migrate(database, () => 1, [...STEPS, ['CREATE TABLE two (id TEXT PRIMARY KEY)']]);
    await expect(migrate(database, () => 1)).rejects.toThrow(TooNew);
    await database.close();
  });

  it('deletes a cohort with all that belongs to it', async () => {
    const database = lab.open(await lab.fresh());
    await migrate(database, () => 1);
    await database.run('INSERT INTO cohort (id, name, created_ms) VALUES (?, ?, ?)', 'c', 'Evening class', 1);
    await database.run('INSERT INTO learner (id, cohort_id, pseudonym, pseudonym_key, recovery_hash, created_ms) VALUES (?, ?, ?, ?, ?, ?)', 'l', 'c', 'Otter', 'otter', 'h', 1);
    await database.run('INSERT INTO submission (id, learner_id, exercise, source, source_hash, received_ms, state) VALUES (?, ?, ?, ?, ?, ?, ?)', 's', 'l', 'weights', 'x', 'h', 1, 'queued');
    await expect(database.run('INSERT INTO session (token_hash, learner_id, created_ms, seen_ms, expires_ms) VALUES (?, ?, ?, ?, ?)', 't', 'nobody', 1, 1, 2)).rejects.toThrow(Conflict);
    await database.run('DELETE FROM cohort WHERE id = ?', 'c');
    expect(await database.all('SELECT id FROM submission')).toEqual([]);
    await database.close();
  });
});


describePostgres('a table that another instance makes at the same moment', (lab) => {
  it('is there, however late the database sees it', async () => {
    const database = lab.open(await lab.fresh());
    // The row type of a table is there before IF NOT EXISTS can see the table: here it stays so.
    await database.run("CREATE TYPE schema_version AS ENUM ('a')");
    await expect(database.run('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER)')).rejects.toThrow(Conflict);
    const patient: Database = {
      ...database,
      async run(sql, ...values) {
        try {
          return await database.run(sql, ...values);
        } catch (error) {
          await database.run('DROP TYPE IF EXISTS schema_version');
          throw error;
        }
      },
    };
    expect(await migrate(patient, () => 1)).toEqual({ from: 0, to: STEPS.length });
    await database.close();
  });
});
