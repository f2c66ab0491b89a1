// A learning system made of scorm-again around a package: it shows the launch page in a frame or in a window of its own, and keeps what it is given between launches.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { CONTENT_SECURITY_POLICY } from '../../../src/server/static/index.ts';
import { readZip } from '../../export/read-zip.ts';

/** Elements of the data model and their values; those without a value are left out. */
export type CmiData = Readonly<Record<string, string>>;

/** How the system fails to store: status 500, the connection closed without an answer, or an answer that says no. */
export type Failing = boolean | 'status' | 'silence' | 'refusal';

/** What a system may be like. */
export interface ScormHabits {
  /** What it holds before the first launch. */
  holds?: CmiData;
  /** Headers of the package's files: none but their type, or the policy of our servers, which lets pages of the same site frame them. */
  headers?: 'plain' | 'strict';
}

/** A learning system with one package and one learner. */
export interface ScormSite {
  /** The system's page; the launch page is in its frame `#sco`. */
  readonly url: string;
  /** The system's page with a button that opens the launch page in a window, which the page knows as `sco`. */
  readonly windowUrl: string;
  /** The launch page without any learning system. */
  readonly bareUrl: string;
  /** What the system has stored. */
  kept(): CmiData;
  /** How often it was asked to store, and how often the course was launched. */
  readonly counts: { commits: number; launches: number };
  failing: Failing;
  close(): Promise<void>;
}

const TYPES: { readonly [ending: string]: string } = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.txt': 'text/plain' };
const STRICT = { 'Content-Security-Policy': CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'"), 'X-Content-Type-Options': 'nosniff' };

/** Names of the two standards in scorm-again, of elements that the system itself writes, and who the learner is. */
const STANDARDS = {
  '1.2': { script: 'scorm12', object: 'Scorm12API', api: 'API', entry: 'cmi.core.entry', exit: 'cmi.core.exit', time: 'cmi.core.session_time', learner: { 'cmi.core.student_id': 'learner-7', 'cmi.core.student_name': 'Hopper, Grace', 'cmi.core.credit': 'credit', 'cmi.core.lesson_mode': 'normal', 'cmi.core.lesson_status': 'not attempted' } },
  '2004': { script: 'scorm2004', object: 'Scorm2004API', api: 'API_1484_11', entry: 'cmi.entry', exit: 'cmi.exit', time: 'cmi.session_time', learner: { 'cmi.learner_id': 'learner-7', 'cmi.learner_name': 'Hopper, Grace', 'cmi.credit': 'credit', 'cmi.mode': 'normal' } },
} as const;

/** Unpacks the package, given as its file's path or as bytes, and starts the system. */
export async function openScorm(standard: keyof typeof STANDARDS, zip: string | Uint8Array, { holds = {}, headers = 'plain' }: ScormHabits = {}): Promise<ScormSite> {
  const words = STANDARDS[standard];
  const files = new Map(readZip(typeof zip === 'string' ? readFileSync(zip) : Buffer.from(zip)).map(({ path, bytes }) => [path, bytes]));
  const library = readFileSync(createRequire(import.meta.url).resolve(`scorm-again/${words.script}/min`).replace('/esm/', '/'), 'utf8').replace(/\n\/\/# sourceMappingURL.*/, '');
  let data: Record<string, string> = { ...words.learner, ...holds };
  const site = { counts: { commits: 0, launches: 0 }, failing: false as Failing };

  function player(): string {
    const { [words.exit]: exit, [words.time]: _time, ...held } = data;
    const launched = { ...held, [words.entry]: site.counts.launches === 0 ? 'ab-initio' : exit === 'suspend' ? 'resume' : '' };
    site.counts.launches += 1;
    // Without commits of its own accord, strict, and loud: what the course does wrong shows as an error of the page.
    const settings = { autocommit: false, lmsCommitUrl: '/lms/commit', dataCommitFormat: 'flattened', strict_errors: true, logLevel: 4 };
    return `${library}
self.${words.api} = new ${words.object}(${JSON.stringify(settings)});
self.${words.api}.loadFromFlattenedJSON(${JSON.stringify(launched)});
addEventListener('DOMContentLoaded', () => document.querySelector('button')?.addEventListener('click', () => { self.sco = open('/course/launch.html', 'sco', 'width=1000,height=700'); }));`;
  }

  async function commit(request: IncomingMessage, response: ServerResponse): Promise<void> {
    site.counts.commits += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (site.failing === 'silence') return void request.socket.destroy();
    if (site.failing === true || site.failing === 'status') return void response.writeHead(500).end();
    if (site.failing === false) data = { ...data, ...withValues(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>) };
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(site.failing === false ? { result: true, errorCode: 0 } : { result: false, errorCode: standard === '1.2' ? 101 : 391 }));
  }

  const pages: Record<string, () => string> = {
    '/lms/frame.html': () => page('<iframe id="sco" title="Course" src="/course/launch.html" allow="clipboard-write"></iframe>'),
    '/lms/window.html': () => page('<main><button type="button">Open the course</button></main>'),
    '/lms/player.js': player,
    '/lms/style.css': () => STYLE,
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url!, 'http://localhost').pathname);
    if (path === '/lms/commit') return void commit(request, response).catch(() => response.destroy());
    const body = pages[path]?.() ?? files.get(path.replace(/^\/course\//, ''));
    const type = TYPES[extname(path)] ?? 'application/octet-stream';
    if (body === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'Content-Type': type, ...(path.startsWith('/lms/') ? { 'Cache-Control': 'no-store' } : headers === 'strict' ? STRICT : {}) }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(site, {
    url: `${address}/lms/frame.html`,
    windowUrl: `${address}/lms/window.html`,
    bareUrl: `${address}/course/launch.html`,
    kept: () => data,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

const withValues = (given: Record<string, unknown>): Record<string, string> => Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (typeof value === 'object' || value === '' ? [] : [[name, String(value)]])));

const page = (body: string): string => `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Learning system</title><link rel="icon" href="data:,"><link rel="stylesheet" href="style.css"><script src="player.js"></script><header>Learning system <span>Hopper, Grace</span></header>${body}`;

const STYLE = `body { margin: 0; display: grid; grid-template-rows: auto 1fr; height: 100vh; font: 16px/1.4 sans-serif; color-scheme: light dark; }
header { background: #24405e; color: #fff; padding: 8px 16px; } header span { float: right; }
main { padding: 24px; } iframe { border: 0; width: 100%; height: 100%; display: block; }`;
