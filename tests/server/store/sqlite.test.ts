import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { InUse, openSqlite } from '../../../src/server/store/sqlite.ts';

const folder = mkdtempSync(join(tmpdir(), 'nsp-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a file of SQLite', () => {
  it('is served by one at a time', async () => {
    const first = openSqlite(join(folder, 'course.db'));
    expect(() => openSqlite(join(folder, 'course.db'))).toThrow(InUse);
    await first.close();
    await openSqlite(join(folder, 'course.db')).close();
  });
});
