// A class server in this process: the real one, with the real course, and a site of a few pages.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { compileCourse, type Course } from '../../../src/course/index.ts';
import { createLog } from '../../../src/server/observe/log.ts';
import { startServer, type RunningServer, type ServerOptions } from '../../../src/server/serve/server.ts';
import { readContent } from '../../../src/site/build/read-content.ts';

let compiled: Course | null = null;

/** The project's own course. */
export const theCourse = (): Course => (compiled ??= compileCourse(readContent(join(import.meta.dirname, '../../..'))).course!);

/** The pages of the sample site. */
export const PAGES: { readonly [path: string]: string } = {
  'index.html': '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Home</title></head><body><h1>Home</h1></body></html>',
  '404.html': '<!doctype html><meta charset="utf-8"><h1>Not here</h1>',
  'exercises/weights/index.html': '<!doctype html><meta charset="utf-8"><h1>Weights</h1><details class="hint"><summary>Hint 1 of 2</summary><p>Look at\nthe weight.</p></details><details class="hint"><summary>Hint 2 of 2</summary><p>Three.</p></details><p>End</p>',
  'data/exercises/weights.js': '(self.nspData??={})["exercises/weights"]={"format":1,"id":"weights","hints":["Look at the weight.","Three."],"starter":"export default {}"};\n',
  'data/solutions/weights.js': '(self.nspData??={})["solutions/weights"]=["the secret solution"];\n',
  'scripts/page.js': `// ${'x'.repeat(2000)}\n`,
};

/** A server and what it said. */
export interface ClassServer extends RunningServer {
  /** Lines of its log. */
  log: { level: string; event: string; [field: string]: unknown }[];
  /** The token of the setup link; null: there was none. */
  setup: string | null;
  /** Folder of its database. */
  data: string;
}

/** Starts one in a folder of its own, runs the task, and ends it. `options.data` is kept. */
export async function withServer(options: Partial<ServerOptions>, task: (server: ClassServer) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'nsp-class-'));
  for (const [path, text] of Object.entries(PAGES)) {
    mkdirSync(dirname(join(folder, 'site', path)), { recursive: true });
    writeFileSync(join(folder, 'site', path), text);
  }
  const log: ClassServer['log'] = [];
  let setup: string | null = null;
  const data = options.data ?? join(folder, 'data');
  try {
    const running = await startServer({
      site: join(folder, 'site'), course: theCourse(), databaseUrl: null, data, port: 0, isBehindProxy: false, isInsecureLan: false, graders: 1, drainMs: 0, nowMs: () => Date.now(),
      log: createLog((line) => log.push(JSON.parse(line) as ClassServer['log'][number]), () => Date.now()), onSetup: (token) => { setup = token; }, ...options,
    });
    try {
      if (options.databaseUrl == null) await running.up;
      await task(Object.assign(running, { log, data, get setup() { return setup; } }));
    } finally {
      await running.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
