// Brings a database to the newest schema: each step whole or not at all, whoever else does the same at the time.
import { Conflict, Unavailable, type Connection, type Database } from './database.ts';
import { STEPS } from './schema.ts';

/** The database was made by a newer version of this server. */
export class TooNew extends Error {
  override readonly name = 'TooNew';
}

/** Times that a step is tried while other instances take it, too. */
const TRIES = 20;

/** Takes every step that is missing; the version before and after. `steps` is for tests. Rejects with TooNew where the database knows more steps than this server. */
export async function migrate(database: Database, nowMs: () => number, steps: readonly (readonly string[])[] = STEPS): Promise<{ from: number; to: number }> {
  let from: number | null = null;
  for (let conflicts = 0; ;) {
    try {
      await database.run(inDialect('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, at_ms {ms} NOT NULL)', database.kind));
      const version = await database.transaction((connection) => step(connection, database.kind, nowMs(), steps));
      from ??= version;
      if (version === steps.length) return { from, to: version };
    } catch (error) {
      // Another instance takes the step, or has taken it in the meantime: to be looked at anew.
      if (!(error instanceof Conflict || isLocked(error)) || ++conflicts === TRIES) throw error;
    }
  }
}

/** Takes one step; the version before it. */
async function step(connection: Connection, kind: Database['kind'], nowMs: number, steps: readonly (readonly string[])[]): Promise<number> {
  // One instance at a time. LOCK comes before the first query, so what is read is what the one before has left.
  if (kind === 'postgresql') await connection.run('LOCK TABLE schema_version IN ACCESS EXCLUSIVE MODE');
  const row = await connection.first<{ version: number | null }>('SELECT MAX(version) AS version FROM schema_version');
  const version = row?.version ?? 0;
  if (version > steps.length) throw new TooNew(`The database has schema ${version}, and this server knows ${steps.length}. Start the newer server, or restore a backup from before.`);
  if (version === steps.length) return version;
  for (const statement of steps[version]) await connection.run(inDialect(statement, kind));
  await connection.run('INSERT INTO schema_version (version, at_ms) VALUES (?, ?)', version + 1, nowMs);
  return version;
}

/** PostgreSQL's lock_not_available: another instance has the lock for longer than one waits for it. */
const isLocked = (error: unknown): boolean => error instanceof Unavailable && (error.cause as { code?: unknown }).code === '55P03';

/** A statement of the schema as a database writes it. */
export function inDialect(statement: string, kind: Database['kind']): string {
  const text = statement.replaceAll('{ms}', kind === 'postgresql' ? 'BIGINT' : 'INTEGER');
  return kind === 'sqlite' && text.startsWith('CREATE TABLE') ? `${text} STRICT` : text;
}
