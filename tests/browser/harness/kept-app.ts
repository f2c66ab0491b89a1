// The course kept on a computer, and its server really stopped.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeServiceWorker } from '../../../src/site/build/service-worker.ts';
import { serveStatic, type StaticServer } from '../../../src/server/static/index.ts';
import type { BrowserPage } from './page.ts';
import { DIST, type Site } from './site.ts';

/** A site at one address whose server can be stopped and started again, also with another edition. */
export interface AppSite extends Site {
  /** Paths asked for since the last start, in order. */
  readonly asked: string[];
  stop(): Promise<void>;
  /** `change` makes another edition: of the files of the build, before its list is written. */
  start(change?: (folder: string) => void): Promise<void>;
  /** From now on the service worker believes that there is room for everything: the browser says so only when it is full. */
  lieAboutRoom(): void;
  /** For paths that match the connection breaks, or what is asked for is missing; null: all is well again. */
  breakAt(path: RegExp | null, how?: 'broken' | 'missing'): void;
}

const root = process.cwd();

/** Serves the built site under a base path. */
export async function openAppSite(base = '/'): Promise<AppSite> {
  const folder = mkdtempSync(join(tmpdir(), 'nsp-app-'));
  const asked: string[] = [];
  let [inner, broken, kind, lies] = [null as StaticServer | null, null as RegExp | null, 'broken', false];
  // In front of the site's own server: its address stays, and it notes what is asked for.
  const door = createServer((request, response) => {
    asked.push(request.url!);
    const isBroken = broken?.test(request.url!) === true;
    if (isBroken && kind === 'missing') return void response.writeHead(404).end();
    if (inner === null || isBroken) return void request.socket.destroy();
    void fetch(`http://127.0.0.1:${inner.port}${request.url}`, { method: request.method!, headers: { 'accept-encoding': 'identity', connection: 'close' }, redirect: 'manual' }).then(async (answer) => {
      const body = Buffer.from(await answer.arrayBuffer());
      if (!lies || request.url !== `${base}sw.js`) return void response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(body);
      const lie = Buffer.concat([Buffer.from('StorageManager.prototype.estimate=()=>Promise.resolve({quota:1e12,usage:0});'), body]);
      response.writeHead(200, { 'content-type': 'text/javascript', 'cache-control': 'no-store' }).end(lie);
    }).catch(() => response.destroy());
  });
  let port = 0;
  const listen = (): Promise<void> => new Promise((resolve) => door.listen(port, '127.0.0.1', resolve));
  const stop = async (): Promise<void> => {
    const [ended, old] = [new Promise((resolve) => { door.close(resolve); }), inner];
    inner = null;
    door.closeAllConnections();
    await ended;
    await old?.close();
  };
  const start = async (change?: (folder: string) => void): Promise<void> => {
    let dir = DIST;
    if (change !== undefined) {
      dir = mkdtempSync(join(folder, 'edition-'));
      cpSync(DIST, dir, { recursive: true });
      change(dir);
      await writeServiceWorker(root, dir);
    }
    asked.length = 0;
    inner = await serveStatic({ dir, port: 0, base });
    await listen();
    port = (door.address() as AddressInfo).port;
  };
  await start();
  const address = (): string => `http://127.0.0.1:${port}${base}`;
  return {
    form: base === '/' ? 'http' : 'http under a path', asked, stop, start,
    lieAboutRoom: () => { lies = true; },
    breakAt: (path, how = 'broken') => { [broken, kind] = [path, how]; },
    url: (path) => new URL(path, address()).href,
    owns: (url) => url.startsWith(address()) || /^(data|blob|about):/.test(url),
    async close() {
      if (door.listening) await stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** For `start`: another edition, whose pages and one script say so. */
export function otherEdition(mark: string): (folder: string) => void {
  return (folder) => {
    const put = (path: string, change: (text: string) => string): void => writeFileSync(join(folder, path), change(readFileSync(join(folder, path), 'utf8')));
    for (const path of ['index.html', 'exercises/weights/index.html', 'progress/index.html', 'foundations/queues-and-headroom/index.html']) put(path, (html) => html.replace('<html lang="en"', `<html lang="en" data-edition="${mark}"`));
    for (const path of ['scripts/search.js', 'scripts/page.js']) put(path, (script) => `document.documentElement.dataset[${JSON.stringify(path === 'scripts/page.js' ? 'page' : 'search')}]=${JSON.stringify(mark)};${script}`);
  };
}

/** Presses the button on the home page and waits until the whole course is kept. */
export async function keepCourse(page: BrowserPage, site: Site): Promise<void> {
  await page.open(site.url('index.html'));
  await page.click('.keep button');
  await isKept(page);
}

/** Waits until the page says that the course is kept. */
export async function isKept(page: BrowserPage): Promise<void> {
  await page.waitUntil('the course to be kept', () => document.querySelector('.keep-lead')?.textContent?.startsWith('The whole course is on this computer'), null);
}
