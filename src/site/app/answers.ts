// What the service worker answers to pages and their parts.
import { type Edition } from './edition.ts';
import type { Editions } from './editions.ts';
import { keptAnswer } from './keep-files.ts';
import { isOtherEdition, keptAddress, type Wanted } from './wanted.ts';

/** How long a class server may take to give what depends on who asks, before what is kept answers. */
const PATIENCE_MS = 4000;

/** See above. */
export class Answers {
  readonly #scope: string;
  readonly #editions: Pick<Editions, 'active' | 'of' | 'list' | 'cache'>;
  readonly #fetch: (request: Request | string, init?: RequestInit) => Promise<Response>;

  constructor(scope: string, editions: Pick<Editions, 'active' | 'of' | 'list' | 'cache'>, ask: (request: Request | string, init?: RequestInit) => Promise<Response>) {
    this.#scope = scope;
    this.#editions = editions;
    this.#fetch = ask;
  }

  /** A page, of the edition in use. An address that is no page's goes to the server, and where that is away to the page for wrong addresses. */
  async page(request: Request, { path }: Wanted): Promise<Response> {
    const active = await this.#editions.active();
    const edition = active === null ? null : await this.#editions.list(active);
    if (edition === null) return this.#fetch(request);
    if (Object.hasOwn(edition.files, path)) return this.#kept(edition, path, request);
    const { pathname, search } = new URL(request.url);
    if (Object.hasOwn(edition.files, `${path}/index.html`)) return Response.redirect(new URL(`${pathname}/${search}`, this.#scope).href, 302);
    try {
      return await this.#fetch(request);
    } catch {
      return this.#wrongAddress(edition);
    }
  }

  /** A file that a page asks for, of the page's own edition. What is in no list, such as solutions on a class server, is the server's alone. */
  async part(request: Request, { path, query }: Wanted, windowId: string): Promise<Response> {
    const id = await this.#editions.of(windowId);
    const edition = id === null ? null : await this.#editions.list(id);
    const file = edition !== null && Object.hasOwn(edition.files, path) ? edition.files[path]! : null;
    return edition === null || file === null || isOtherEdition(query, file[1]) ? this.#fetch(request) : this.#kept(edition, path, request);
  }

  async #kept({ id, files }: Edition, path: string, request: Request): Promise<Response> {
    const cache = await this.#editions.cache(id);
    const address = keptAddress(path, this.#scope);
    const file = files[path]!;
    // Where it depends on who asks, the server is asked first; what is kept is what it gave last.
    if (file.length > 2) {
      try {
        const given = await this.#fetch(address, { cache: 'no-cache', credentials: 'same-origin', signal: AbortSignal.timeout(PATIENCE_MS) });
        const mine = given.ok ? await keptAnswer(given, file) : null;
        if (mine !== null) {
          await cache.put(address, mine.clone()).catch(() => undefined);
          return mine;
        }
      } catch {
        // The server is away.
      }
    }
    return (await cache.match(address)) ?? this.#fetch(request);
  }

  /** Shown at any depth, its links have to begin with the course's own path. */
  async #wrongAddress({ id }: Edition): Promise<Response> {
    const kept = await (await this.#editions.cache(id)).match(keptAddress('404.html', this.#scope));
    if (kept === undefined) return Response.error();
    return new Response((await kept.text()).replaceAll('="./', `="${new URL(this.#scope).pathname}`), { status: 404, headers: kept.headers });
  }
}
