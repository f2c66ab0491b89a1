// What every part of the lab uses: where the shipped files are, which programs are installed, and how to wait.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { postgresPrograms } from '../../harness/postgres.ts';

/** The shipped files. */
export const DEPLOY = join(import.meta.dirname, '../../../../src/server/deploy');

/** Waits until something holds; fails after a minute, which is long for a busy machine. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, everyMs = 50): Promise<void> {
  const start = performance.now();
  while (!(await holds())) {
    if (performance.now() - start > 60_000) throw new Error(`Waited a minute in vain until ${what}.`);
    await wait(everyMs);
  }
}

/** HAProxy's program; null: none is installed. */
export const haproxyProgram = (): string | null => ['/usr/sbin/haproxy', '/usr/local/sbin/haproxy'].find((file) => existsSync(file)) ?? null;

/** A describe for tests with real HAProxy and PostgreSQL: skipped where one of them is missing, which is a failure with NSP_REQUIRE=1. */
export function describeDeployed(name: string, tests: () => void): void {
  const missing = [haproxyProgram() === null ? 'haproxy' : '', postgresPrograms() === null ? 'postgresql' : ''].filter(Boolean);
  if (missing.length > 0 && process.env['NSP_REQUIRE'] === '1') it(name, () => expect.fail(`Missing: apt-get install ${missing.join(' ')}.`));
  describe.skipIf(missing.length > 0)(name, tests);
}
