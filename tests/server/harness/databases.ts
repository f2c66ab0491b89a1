// The same tests on both databases.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/server/store/database.ts';
import { openPostgres } from '../../../src/server/store/postgres.ts';
import { openSqlite } from '../../../src/server/store/sqlite.ts';
import { createCluster, postgresPrograms, type Cluster } from './postgres.ts';

/** What a test of one database gets. */
export interface Lab {
  readonly kind: Database['kind'];
  /** Where an empty database is, for `open`. */
  fresh(): Promise<string>;
  open(place: string): Database;
}

/** A describe for each database; PostgreSQL is skipped where it is missing, and must be there with NSP_REQUIRE=1. */
export function describeDatabases(name: string, tests: (lab: Lab) => void): void {
  describe(`${name} on sqlite`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'nsp-sqlite-'));
    let count = 0;
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    tests({ kind: 'sqlite', fresh: async () => join(folder, `${++count}`, 'course.db'), open: openSqlite });
  });
  describePostgres(name, tests);
}

/** What is true of PostgreSQL alone: skipped where it is missing, and it must be there with NSP_REQUIRE=1. */
export function describePostgres(name: string, tests: (lab: Lab) => void): void {
  const missing = postgresPrograms() === null;
  if (missing && process.env['NSP_REQUIRE'] === '1') it(`${name} on postgresql`, () => expect.fail('PostgreSQL is missing: apt-get install postgresql.'));
  describe.skipIf(missing)(`${name} on postgresql`, () => {
    let cluster: Cluster;
    beforeAll(async () => { cluster = await createCluster({ fsync: 'off' }); }, 60_000);
    afterAll(async () => { await cluster.remove(); });
    tests({ kind: 'postgresql', fresh: () => cluster.fresh(), open: openPostgres });
  });
}
