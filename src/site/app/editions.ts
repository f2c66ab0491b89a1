// The caches of a course: one for each edition, and a small one that remembers which is in use, which is ready, and which windows still live in an older one.
// The editions are not left to the life of service workers: Firefox forgets a course whose next service worker waits while the browser is closed.
import { LIST_PATH, readEdition, type Edition } from './edition.ts';
import { keptAddress } from './wanted.ts';

/** What outlives the service worker, which browsers end and start again as they like. */
interface Memory {
  /** The edition in use. */
  active: string | null;
  /** Whole, and to be used next. */
  next: string | null;
  /** What is being fetched, or was when the connection broke. */
  fetching: string | null;
  /** Those that were in use before. */
  earlier: string[];
  /** Windows that were open when the edition in use came into use: each with its own edition. */
  older: { [windowId: string]: string };
}

const NOTHING: Memory = { active: null, next: null, fetching: null, earlier: [], older: {} };

/** Most earlier editions that are remembered by name. */
const REMEMBERED = 20;

/** Name before the id of an edition; `path` is that of the course, since several may lie on one server. */
export const cachePrefix = (path: string): string => `no-single-point ${path} `;

/** The part of `caches` that this needs. */
export type Caches = Pick<CacheStorage, 'open' | 'keys' | 'delete'>;

/** See above. */
export class Editions {
  readonly #scope: string;
  readonly #prefix: string;
  readonly #caches: Caches;
  readonly #lists = new Map<string, Edition>();
  #memory: Promise<Memory> | null = null;

  constructor(scope: string, caches: Caches) {
    this.#scope = scope;
    this.#prefix = cachePrefix(new URL(scope).pathname);
    this.#caches = caches;
  }

  cache(id: string): Promise<Cache> {
    return this.#caches.open(this.#prefix + id);
  }

  /** The caches of all editions but this one, whole or not. */
  async others(id: string): Promise<Cache[]> {
    return Promise.all((await this.#ids()).filter((one) => one !== id).map((one) => this.cache(one)));
  }

  /** The list of an edition; null: not all of it is here. */
  async list(id: string): Promise<Edition | null> {
    const known = this.#lists.get(id);
    if (known !== undefined) return known;
    const kept = await (await this.cache(id)).match(keptAddress(LIST_PATH, this.#scope));
    const list = readEdition(await kept?.json().catch(() => null));
    if (list !== null) this.#lists.set(id, list);
    return list;
  }

  async active(): Promise<string | null> {
    return (await this.#remember()).active;
  }

  /** What is ready; `isEarlier`: it was in use before, so the server has gone back to it. */
  async next(): Promise<{ id: string; isEarlier: boolean } | null> {
    const { next, earlier } = await this.#remember();
    return next === null ? null : { id: next, isEarlier: earlier.includes(next) };
  }

  /** The edition in which a window lives. */
  async of(windowId: string): Promise<string | null> {
    const { older, active } = await this.#remember();
    return older[windowId] ?? active;
  }

  /** An edition is about to be fetched. */
  async fetches(id: string): Promise<void> {
    await this.#change(() => ({ fetching: id }));
  }

  /** All of it is here: it is in use at once where no other is whole, else it waits. */
  async isWhole(id: string): Promise<void> {
    const before = await this.active();
    const isLost = before === null || (await this.list(before)) === null;
    await this.#change(({ active }) => (isLost || active === id ? { active: id, next: null, fetching: null } : { next: id, fetching: null }));
  }

  /** There is no room for it: its own part is given back. */
  async drop(id: string): Promise<void> {
    await this.#forget(id);
    await this.#change(({ active, next }) => ({ fetching: null, active: active === id ? null : active, next: next === id ? null : next }));
  }

  /** The server has the edition that is in use: nothing else waits any more. */
  async settle(): Promise<void> {
    if ((await this.#remember()).next !== null) await this.#change(() => ({ next: null }));
  }

  /** What is ready comes into use; `windows` are open and stay with what they have. */
  async turn(windows: readonly string[]): Promise<void> {
    await this.#change(({ active, next, earlier, older }) => {
      if (next === null) return {};
      const kept = active === null ? older : { ...Object.fromEntries(windows.map((window) => [window, active])), ...older };
      return { active: next, next: null, older: kept, earlier: [...new Set([active, ...earlier])].filter((id): id is string => id !== null && id !== next).slice(0, REMEMBERED) };
    });
  }

  /** Deletes the caches that nothing needs any more; `windows` are all that are open. */
  async tidy(windows: readonly string[]): Promise<void> {
    const { older: before } = await this.#remember();
    const older = Object.fromEntries(Object.entries(before).filter(([window]) => windows.includes(window)));
    if (Object.keys(older).length < Object.keys(before).length) await this.#change(() => ({ older }));
    const { active, next, fetching } = await this.#remember();
    const needed = new Set([active, next, fetching, ...Object.values(older)]);
    for (const id of await this.#ids()) if (!needed.has(id)) await this.#forget(id);
  }

  async #forget(id: string): Promise<void> {
    this.#lists.delete(id);
    await this.#caches.delete(this.#prefix + id);
  }

  async #ids(): Promise<string[]> {
    return (await this.#caches.keys()).filter((name) => name.startsWith(this.#prefix) && name !== this.#prefix + MEMORY).map((name) => name.slice(this.#prefix.length));
  }

  #remember(): Promise<Memory> {
    return (this.#memory ??= this.cache(MEMORY).then((cache) => cache.match(ADDRESS)).then((kept) => kept?.json() as Promise<Partial<Memory>> | undefined).then((kept) => ({ ...NOTHING, ...kept })));
  }

  /** Where there is no room to write it down, it is remembered as long as this service worker lives. */
  async #change(how: (memory: Memory) => Partial<Memory>): Promise<void> {
    const changed = this.#remember().then((memory) => ({ ...memory, ...how(memory) }));
    this.#memory = changed;
    await (await this.cache(MEMORY)).put(ADDRESS, Response.json(await changed)).catch(() => undefined);
  }
}

const MEMORY = 'memory';
/** Of no file: nothing asks for it. */
const ADDRESS = '/no-single-point-editions';
