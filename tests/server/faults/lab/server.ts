// A class server in a process of its own, on a folder that outlives it, with a class of learners in it.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { migrate } from '../../../../src/server/store/migrate.ts';
import { databaseFile } from '../../../../src/server/store/place.ts';
import { openSqlite } from '../../../../src/server/store/sqlite.ts';
import { addLearners } from '../../harness/class.ts';
import { theCourse } from '../../harness/class-server.ts';
import { childOf, endedBy, errorsOf } from '../../harness/process.ts';

/** A server's process. */
export interface Process {
  /** Where it answers; empty: it has ended instead. */
  url: string;
  /** What it said in place of an address. */
  reason: string;
  /** Milliseconds from its start until it was ready. */
  readyMs: number;
  /** Everything on stderr: its log. */
  log(): string;
  /** Sends a signal; SIGKILL and SIGTERM wait for the end. */
  signal(name: 'SIGKILL' | 'SIGTERM' | 'SIGSTOP'): Promise<void>;
}

/** Where servers of one test file find what they serve. */
export interface Site {
  start(data: string, synchronous?: string): Promise<Process>;
  /** Ends every server that still runs. */
  end(): Promise<void>;
  remove(): void;
}

/** Writes the site and the course. */
export function prepareSite(): Site {
  const folder = mkdtempSync(join(tmpdir(), 'nsp-faults-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The course</title></head><body><h1>The course</h1></body></html>');
  writeFileSync(join(folder, 'course.json'), JSON.stringify(theCourse()));
  const running = new Set<ChildProcess>();
  return {
    async start(data, synchronous = 'FULL') {
      const begun = performance.now();
      const child = childOf('serve-child.ts', [folder, join(folder, 'course.json'), data, synchronous]);
      running.add(child);
      child.on('exit', () => running.delete(child));
      const [line] = await Promise.race([once(createInterface(child.stdout!), 'line') as Promise<[string]>, endedBy(child).then((end): [string] => [`ended: ${end} ${errorsOf(child)}`])]);
      const isUp = line.startsWith('http://');
      return {
        url: isUp ? line.replace(/\/$/, '') : '', reason: isUp ? '' : line, readyMs: performance.now() - begun, log: () => errorsOf(child),
        async signal(name) {
          child.kill(name);
          if (name !== 'SIGSTOP') await endedBy(child);
        },
      };
    },
    async end() {
      await Promise.all([...running].map((child) => {
        child.kill('SIGKILL');
        return endedBy(child);
      }));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Puts a class into a folder that has none. */
export async function seed(data: string, learners: number): Promise<void> {
  const database = openSqlite(databaseFile(data));
  await migrate(database, Date.now);
  await database.transaction((connection) => addLearners(connection, learners, Date.now()));
  await database.close();
}
