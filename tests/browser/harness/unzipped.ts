// The course as a learner gets it for use without a network: made by the command, and taken out of its zip.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, extname, join, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { readZip } from '../../export/read-zip.ts';
import type { Site } from './site.ts';

const LAUNCH = fileURLToPath(new URL('../../../src/cli/launch.mjs', import.meta.url));
/** Spaces, parentheses, a percent sign, other alphabets. */
const ODD_NAME = 'No Single Point (копия 2) – 課程 & café 100%';

/** A folder out of a zip, opened by double-click. */
export interface Unzipped extends Site {
  /** With index.html. */
  readonly folder: string;
}

/** Runs `nsp export` with these arguments after `--out`, and gives the folder that it wrote into; `remove` deletes it. */
export async function exported(args: readonly string[] = []): Promise<{ out: string; said: string; remove(): void }> {
  const out = mkdtempSync(join(tmpdir(), 'nsp-export-'));
  const { stdout } = await promisify(execFile)('node', [LAUNCH, 'export', '--out', out, ...args], { env: { ...process.env, NODE_ENV: 'production' } });
  return { out, said: stdout, remove: () => rmSync(out, { recursive: true, force: true }) };
}

/** Exports, and unpacks the zip into a folder with an odd name below `into`, which is a new one where none is given. */
export async function unzipped({ args = [], into }: { args?: readonly string[]; into?: string } = {}): Promise<Unzipped> {
  const { out, remove } = await exported(args);
  const place = into ?? mkdtempSync(join(tmpdir(), 'nsp-unzipped-'));
  const zip = readdirSync(out).find((name) => name.endsWith('.zip'))!;
  for (const { path, bytes } of readZip(readFileSync(join(out, zip)))) {
    const target = join(place, ODD_NAME, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  }
  remove();
  const folder = join(place, ODD_NAME, zip.replace(/\.zip$/, ''));
  const root = pathToFileURL(folder + sep).href;
  return {
    form: 'file', folder,
    url: (path) => new URL(path, root).href,
    owns: (url) => url.startsWith(root) || /^(data|blob|about):/.test(url),
    close: () => Promise.resolve(into === undefined ? rmSync(place, { recursive: true, force: true }) : undefined),
  };
}

const TYPES: { [ending: string]: string } = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' };
const ODD_BASE = '/~ada/курс (1)/a+b;c/';

/** The folder on a plain web server that knows nothing of us: it sends files by their ending, and nothing for a folder. The base path is as odd as addresses may be. */
export async function onPlainServer(folder: string): Promise<Site> {
  const server = createServer((request, response) => {
    try {
      const path = decodeURIComponent(request.url!.replace(/[?#].*$/, ''));
      if (!path.startsWith(ODD_BASE)) throw new Error('elsewhere');
      const file = readFileSync(join(folder, path.slice(ODD_BASE.length)));
      response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' }).end(file);
    } catch {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('404');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const root = new URL(ODD_BASE, `http://127.0.0.1:${(server.address() as AddressInfo).port}`).href;
  return {
    form: 'http under a path',
    url: (path) => new URL(path, root).href,
    owns: (url) => url.startsWith(root) || /^(data|blob|about):/.test(url) || new URL(url).pathname === '/favicon.ico',
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
