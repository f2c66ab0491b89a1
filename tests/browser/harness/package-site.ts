// The built site as a package, behind a page that stands for a learning system.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import type { PackageScope } from '../../../src/course/package-scope.ts';
import { launchPage } from '../../../src/export/lms/launch-page.ts';
import { CONTENT_SECURITY_POLICY } from '../../../src/server/static/index.ts';
import { scriptOptions } from '../../../src/site/build/scripts.ts';
import { builtPages, DIST } from './site.ts';

const TYPES: { readonly [ending: string]: string } = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.txt': 'text/plain' };

/** What the page of the learning system holds when it is opened for the first time. */
const SYSTEM = `
const kept = JSON.parse(sessionStorage.getItem('fake-system') ?? 'null');
const asked = Object.fromEntries(new URLSearchParams(location.search));
self.fakeSystem = {
  learner: asked.learner ?? 'learner-1', state: kept?.state ?? null, stateCharsMax: Number(asked.chars ?? 64000), isForCredit: asked.mode !== 'browse',
  absent: asked.absent ?? null, refusal: asked.refusal ?? null, holds: false, release() {}, commits: [], tried: 0, ended: kept?.ended ?? [],
  keep() { sessionStorage.setItem('fake-system', JSON.stringify({ state: this.state, ended: this.ended })); },
};
if (asked.state) self.fakeSystem.state = asked.state;`;

/** A package that can be opened. */
export interface PackageSite {
  /** Address of the page of the learning system; `asked` sets what it is like. */
  url(asked?: { [name: string]: string }): string;
  /** Address of a file of the package. */
  file(path: string): string;
  close(): Promise<void>;
}

/** The lessons and exercises of the built course, as far as a launch page needs them. */
export function builtScope(): PackageScope {
  const lessons = builtPages().filter(({ kind }) => kind === 'lesson').map(({ path, html }) => ({
    id: path.replace('/index.html', ''),
    title: titleIn(html),
    exercises: [...new Set([...html.matchAll(/data-open-workspace="?([\w-]+)/g)].map((match) => match[1]!))].map((id) => ({ id, title: titleIn(readFileSync(join(DIST, `exercises/${id}/index.html`), 'utf8')), version: versionOf(id) })),
  }));
  const seen = new Set<string>();
  for (const lesson of lessons) lesson.exercises = lesson.exercises.filter(({ id }) => !seen.has(id) && seen.add(id));
  return { format: 1, id: 'no-single-point', title: 'No Single Point', description: 'An interactive course.', start: 'index.html', lessons };
}

const titleIn = (html: string): string => /<title>([^<]*?) · No Single Point/.exec(html)![1]!;
const versionOf = (exercise: string): number => Number(/"version":(\d+)/.exec(readFileSync(join(DIST, `data/exercises/${exercise}.js`), 'utf8'))![1]);

/** Serves the package under `course/`, with the policy of our own servers but that pages may stand in frames of the same site. */
export async function openPackageSite(): Promise<PackageSite> {
  const root = fileURLToPath(new URL('../../../', import.meta.url));
  const built = await esbuild.build(scriptOptions(root, { name: 'fake', source: join(root, 'tests/browser/harness/fake-learning-system.entry.ts'), isWorker: false }, false));
  const frame = '<!doctype html><html lang="en"><title>Learning system</title><link rel="icon" href="data:,"><link rel="stylesheet" href="lms.css"><script src="lms.js"></script><iframe id="package" title="Package" src="course/launch.html"></iframe>';
  const made = new Map<string, string | Uint8Array>([
    ['/lms.html', frame],
    ['/lms.css', 'body { margin: 0; } iframe { border: 0; width: 100vw; height: 100vh; display: block; }'],
    ['/lms.js', SYSTEM],
    ['/course/launch.html', launchPage(builtScope(), ['scripts/package-fake.js'])],
    ['/course/scripts/package-fake.js', built.outputFiles![0]!.contents],
  ]);
  const headers = { 'Content-Security-Policy': CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'"), 'Cache-Control': 'no-store' };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://localhost');
    try {
      const body = made.get(pathname) ?? readFileSync(join(DIST, decodeURIComponent(pathname).replace(/^\/course\//, '')));
      response.writeHead(200, { ...headers, 'Content-Type': TYPES[extname(pathname)] ?? 'application/octet-stream' }).end(body);
    } catch {
      response.writeHead(404, headers).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: (asked = {}) => `${address}/lms.html?${new URLSearchParams(asked)}`,
    file: (path) => `${address}/course/${path}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
