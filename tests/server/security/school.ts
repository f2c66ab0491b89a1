// What the security tests need of a school beside lessons: accounts with real passwords, and secrets that are looked for.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { openOidc } from '../../../src/server/identity/oidc.ts';
import { readOidcSettings } from '../../../src/server/identity/oidc-settings.ts';
import { newSetup } from '../../../src/server/identity/invitations.ts';
import { TABLES } from '../../../src/server/store/schema.ts';
import type { Database } from '../../../src/server/store/database.ts';
import { openSqlite } from '../../../src/server/store/sqlite.ts';
import type { Person, School } from '../harness/api.ts';
import type { Lab } from '../harness/databases.ts';

/** A password that no list has. */
export const PASSWORD = 'otter lantern gravel nine';

/** The first instructor, by the setup link; every secret that came by on the way. */
export async function founder(school: School, login = 'ada', password = PASSWORD): Promise<Person & { secrets: string[] }> {
  const setup = (await school.database.transaction((connection) => newSetup(connection, school.nowMs)))!;
  const client = school.client();
  const reply = await client.send('POST', '/setup', { token: setup.token, login, password });
  expect(reply.status).toBe(201);
  return { ...client, id: (reply.json['caller'] as { id: string }).id, secrets: [setup.token, password, tokenOf(reply.headers)!] };
}

/** The session token in a Set-Cookie header; null: none is set. */
export const tokenOf = (headers: Headers): string | null => /^__Host-nsp=([\w-]+);/m.exec(headers.getSetCookie().join('\n'))?.[1] ?? null;

/** Every value of every row, as one text. */
export async function everything(database: Database): Promise<string> {
  const rows = await Promise.all([...TABLES, 'schema_version'].map((table) => database.all(`SELECT * FROM ${table}`)));
  return JSON.stringify(rows);
}

/** Sign-in through a provider that nobody asks. */
export const somewhere = () => openOidc(readOidcSettings({ NSP_OIDC_ISSUER: 'https://login.example', NSP_OIDC_CLIENT_ID: 'course', NSP_OIDC_CLIENT_SECRET: 'client-secret', NSP_PUBLIC_URL: 'https://course.example' }, () => '')!, () => 0, () => {});

/** SQLite alone, for what has nothing to do with databases. To be called in a describe. */
export function oneDatabase(): Lab {
  const folder = mkdtempSync(join(tmpdir(), 'nsp-security-'));
  let count = 0;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { kind: 'sqlite', fresh: async () => join(folder, `${++count}.db`), open: openSqlite };
}
