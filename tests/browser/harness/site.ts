// The built site in each form in which learners meet it.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { serveStatic } from '../../../src/server/static/index.ts';

/** The built site; NSP_DIST names another folder. */
export const DIST = process.env['NSP_DIST'] ?? fileURLToPath(new URL('../../../dist/', import.meta.url));

/** By our server at the root of an address, under a base path, and unpacked and double-clicked. */
export const FORMS = ['http', 'http under a path', 'file'] as const;
/** One of them. */
export type Form = (typeof FORMS)[number];

/** A built site that can be opened. */
export interface Site {
  form: Form;
  /** Address of a file of the site, such as `index.html`. */
  url(path: string): string;
  /** True for addresses of this site and for what a page makes itself (data:, blob:). */
  owns(url: string): boolean;
  close(): Promise<void>;
}

/** Starts serving; for `file` it copies the site into a folder whose name has spaces, parentheses and other alphabets. */
export async function openSite(form: Form): Promise<Site> {
  if (form === 'file') return unpackedSite();
  const server = await serveStatic({ dir: DIST, port: 0, base: form === 'http' ? '/' : '/a/b/' });
  return served(form, server.url, () => server.close());
}

function served(form: Form, root: string, close: () => Promise<void>): Site {
  return {
    form,
    url: (path) => new URL(path, root).href,
    owns: (url) => url.startsWith(root) || url === new URL('/favicon.ico', root).href || /^(data|blob|about):/.test(url),
    close,
  };
}

function unpackedSite(): Site {
  const temporary = mkdtempSync(join(tmpdir(), 'nsp-'));
  const folder = join(temporary, 'No Single Point (копия 2) – 課程 & café');
  cpSync(DIST, folder, { recursive: true });
  const root = pathToFileURL(folder + sep).href;
  return {
    form: 'file',
    url: (path) => new URL(path, root).href,
    owns: (url) => url.startsWith(root) || /^(data|blob|about):/.test(url),
    async close() {
      rmSync(temporary, { recursive: true, force: true });
    },
  };
}

/** A site over http that holds some answers back, as a slow line does. */
export interface HoldingSite extends Site {
  /** Lets the answers to addresses with this part go, now and later. */
  release(part: string): void;
  /** How many addresses with this part were asked for. */
  asked(part: string): number;
}

/** Serves the site; answers to addresses that contain one of `parts` wait for `release`. */
export async function openHoldingSite(parts: string[]): Promise<HoldingSite> {
  const server = await serveStatic({ dir: DIST, port: 0 });
  const gates = parts.map((part) => {
    const gate = { part, asked: 0, open: (): void => undefined, opened: Promise.resolve() };
    gate.opened = new Promise((resolve) => { gate.open = resolve; });
    return gate;
  });
  const gateOf = (part: string) => gates.find((gate) => gate.part === part)!;
  const proxy = createServer((incoming, outgoing) => {
    const forward = (): void => {
      const { method, url, headers } = incoming;
      // A connection of its own: one that was kept may be closed by the time that the gate opens.
      request({ port: server.port, method: method!, path: url!, headers, agent: false }, (answer) => {
        outgoing.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(outgoing);
      }).on('error', () => outgoing.destroy()).end();
    };
    const gate = gates.find(({ part }) => incoming.url!.includes(part));
    if (gate === undefined) return forward();
    gate.asked += 1;
    void gate.opened.then(forward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const close = async (): Promise<void> => {
    for (const { open } of gates) open();
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
    await server.close();
  };
  return { ...served('http', `http://127.0.0.1:${port}/`, close), release: (part) => gateOf(part).open(), asked: (part) => gateOf(part).asked };
}

/** A page of the built site. */
export interface BuiltPage {
  /** Inside the site, with slashes. */
  path: string;
  /** Of its `<meta name="page-kind">`; null where it has none. */
  kind: string | null;
  html: string;
}

/** Every HTML file of the built site, sorted by path. */
export function builtPages(): BuiltPage[] {
  return readdirSync(DIST, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.html'))
    .sort()
    .map((path) => {
      const html = readFileSync(join(DIST, path), 'utf8');
      const kind = /<meta\s+name="?page-kind"?\s+content="?([\w-]+)"?/.exec(html)?.[1] ?? null;
      return { path: relative(DIST, join(DIST, path)).split(sep).join('/'), kind, html };
    });
}

/** The frame that keeps what learners saved: no page that anybody opens. */
export const STORE_KIND = 'store';

/** The first page of each kind that learners see. */
export function onePageOfEachKind(): BuiltPage[] {
  const kinds = new Map<string, BuiltPage>();
  for (const page of builtPages()) if (page.kind !== null && page.kind !== STORE_KIND && !kinds.has(page.kind)) kinds.set(page.kind, page);
  return [...kinds.values()];
}

/** The page of an exercise, or of the first lesson. Fails with what there is instead. */
export function pageOf(kind: string, pathPart = ''): BuiltPage {
  const pages = builtPages();
  const found = pages.find((page) => page.kind === kind && page.path.includes(pathPart));
  if (found === undefined) throw new Error(`No page of kind ${kind} with "${pathPart}" in its path; there are: ${pages.map((page) => `${page.path} (${page.kind})`).join(', ')}`);
  return found;
}
