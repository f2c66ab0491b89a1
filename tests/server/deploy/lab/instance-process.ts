// The process of an instance: what `nsp serve --behind-proxy --drain` does, with a clock that may be wrong and a site of one page.
import { join } from 'node:path';
import { compileCourse } from '../../../../src/course/index.ts';
import { createLog } from '../../../../src/server/observe/log.ts';
import { startServer } from '../../../../src/server/serve/server.ts';
import { readContent } from '../../../../src/site/build/read-content.ts';

const [site, port, clockMs, drainMs] = process.argv.slice(2) as [string, string, string, string];
const nowMs = (): number => Date.now() + Number(clockMs);
const server = await startServer({
  site, port: Number(port), nowMs, course: compileCourse(readContent(join(import.meta.dirname, '../../../..'))).course!, databaseUrl: process.env['DATABASE_URL']!, data: site, isBehindProxy: true, isInsecureLan: false, oidc: null,
  graders: 1, drainMs: Number(drainMs), log: createLog((line) => process.stderr.write(`${line}\n`), nowMs), onSetup: () => {},
});
process.once('SIGTERM', () => void server.close().finally(() => process.exit(0)));
process.stdin.resume().on('end', () => process.exit(1));
