// The process of a class server, as `nsp serve` starts it, with a site of one page. Its first line on stdout is its address, or what is wrong.
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Course } from '../../../../src/course/index.ts';
import { createLog } from '../../../../src/server/observe/log.ts';
import { startServer } from '../../../../src/server/serve/server.ts';

const [site, course, data, synchronous] = process.argv.slice(2) as [string, string, string, string];
if (synchronous !== 'FULL') {
  // A server that is wrong on purpose: tests of lost rows must find them lost.
  const exec = DatabaseSync.prototype.exec;
  DatabaseSync.prototype.exec = function (this: DatabaseSync, sql: string) { exec.call(this, sql.replace('synchronous = FULL', `synchronous = ${synchronous}`)); };
}
try {
  const server = await startServer({
    site, course: JSON.parse(readFileSync(course, 'utf8')) as Course, databaseUrl: null, data, port: 0, isBehindProxy: false, isInsecureLan: false, graders: 1, drainMs: 0, nowMs: () => Date.now(),
    log: createLog((line) => process.stderr.write(`${line}\n`), () => Date.now()), onSetup: () => {},
  });
  await server.up;
  process.stdout.write(`${server.url}\n`);
  process.once('SIGTERM', () => void server.close().finally(() => process.exit(0)));
} catch (error) {
  process.stdout.write(`${(error as Error).name}: ${(error as Error).message}\n`);
  process.exit(1);
}
