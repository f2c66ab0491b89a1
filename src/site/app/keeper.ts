// Keeps the course on this computer: registers the service worker, follows what it fetches, and gives the room back. One for each page.
import { readLocal, removeLocal, writeLocal } from '../platform/local-store.ts';
import { cachePrefix } from './editions.ts';
import type { KeepFailureReason } from './keep-files.ts';
import { askWorker, channelName, type KeepNews, type WorkerStanding } from './messages.ts';

/** How it stands. `impossible`: the browser has no service workers at this address; `forbidden`: it does not allow one. */
export type KeepStanding =
  | { kind: 'unknown' } | { kind: 'none' } | { kind: 'impossible' } | { kind: 'forbidden' }
  | { kind: 'keeping'; bytes: number; all: number }
  /** `isPromised`: the browser does not remove it by itself; `noRoomFor`: bytes of another edition that found no room beside this one. */
  | { kind: 'kept'; bytes: number; isPromised: boolean; noRoomFor: number | null }
  /** `free`: bytes that the browser would still give; null: it does not say. */
  | { kind: 'failed'; reason: KeepFailureReason; bytes: number; all: number; free: number | null };

/** Key of the learner's choice that nothing is kept by itself: `off`. */
const CHOICE_KEY = 'app';

/** See above. */
export class Keeper {
  readonly #root: URL;
  readonly #onChange: (standing: KeepStanding) => void;
  #standing: KeepStanding = { kind: 'unknown' };
  #activeId: string | null = null;
  #begun: Promise<ServiceWorkerRegistration | null> | null = null;
  #lastFailure: Extract<KeepNews, { kind: 'failed' }> | null = null;
  /** A download whose end is awaited here. News and the end come by different ways, so either may be first. */
  #isFollowing = false;

  constructor(root: URL, onChange: (standing: KeepStanding) => void) {
    this.#root = root;
    this.#onChange = onChange;
    addEventListener('online', () => (this.#standing.kind === 'failed' && this.#standing.reason === 'away' ? void this.keep() : undefined));
  }

  /** Looks how it stands, and follows it from now on. Gives the registration, where there is one. */
  begin(): Promise<ServiceWorkerRegistration | null> {
    return (this.#begun ??= this.#begin());
  }

  async #begin(): Promise<ServiceWorkerRegistration | null> {
    if (navigator.serviceWorker === undefined) return this.#enter({ kind: 'impossible' });
    new BroadcastChannel(channelName(this.#root.pathname)).onmessage = ({ data }: MessageEvent<KeepNews>) => this.#hear(data);
    return this.#lookAround();
  }

  async #lookAround(): Promise<ServiceWorkerRegistration | null> {
    const registration = await this.registration();
    if (registration?.active) await this.#look(registration.active);
    else if (registration?.installing) this.#follow(registration.installing);
    else this.#enter({ kind: 'none' });
    return registration;
  }

  /** Ours: a service worker of the whole server may answer for this folder too. */
  async registration(): Promise<ServiceWorkerRegistration | null> {
    const found = await navigator.serviceWorker.getRegistration(this.#root).catch(() => undefined);
    return found?.scope === this.#root.href ? found : null;
  }

  /** As the learner asks: also asks the browser not to remove it by itself. Never rejects. */
  async keep(): Promise<void> {
    if (navigator.serviceWorker === undefined) return void this.#enter({ kind: 'impossible' });
    try {
      removeLocal(CHOICE_KEY);
    } catch {
      // Where nothing may be stored, no choice was.
    }
    // Not awaited: some browsers ask the learner first.
    void navigator.storage?.persist?.().then(() => this.#lookAgain(), () => undefined);
    await this.#keep();
  }

  /** Without being asked, for members of a class and where the course runs as an app; not after the learner has given the room back. */
  async keepByItself(): Promise<void> {
    await this.begin();
    if (navigator.serviceWorker === undefined || readLocal(CHOICE_KEY) === 'off' || this.#standing.kind === 'keeping' || this.#standing.kind === 'kept') return;
    await this.#keep();
  }

  /** Somebody else is here: what a class server gives to each in their own form is fetched again. */
  async renew(): Promise<void> {
    const active = (await this.registration())?.active;
    if (active) await askWorker<boolean>(active, 'renew');
    else await this.keepByItself();
  }

  async #keep(): Promise<void> {
    await this.begin();
    this.#lastFailure = null;
    this.#isFollowing = true;
    const known = this.#standing.kind === 'failed' ? this.#standing : { bytes: 0, all: 0 };
    this.#enter({ kind: 'keeping', bytes: known.bytes, all: known.all });
    try {
      const registration = await navigator.serviceWorker.register(new URL('sw.js', this.#root), { scope: this.#root.href });
      if (!registration.active) return this.#follow((registration.installing ?? registration.waiting)!);
      // It is there, but not all that it had kept.
      if (await askWorker<boolean>(registration.active, 'keep')) await this.#look(registration.active);
      else await this.#fail();
    } catch (error) {
      // A file that does not come is a TypeError; a browser that refuses says SecurityError.
      if (error instanceof TypeError) await this.#fail();
      else {
        this.#isFollowing = false;
        this.#enter({ kind: 'forbidden' });
      }
    }
  }

  /** Gives the room back. What the learner wrote lies elsewhere and stays. */
  async remove(): Promise<void> {
    try {
      writeLocal(CHOICE_KEY, 'off');
    } catch {
      // It may be kept again by itself; nothing else depends on it.
    }
    await (await this.registration())?.unregister();
    const prefix = cachePrefix(this.#root.pathname);
    for (const name of await caches.keys()) if (name.startsWith(prefix)) await caches.delete(name);
    this.#enter({ kind: 'none' });
  }

  #follow(worker: ServiceWorker): void {
    this.#isFollowing = true;
    if (this.#standing.kind !== 'keeping') this.#enter({ kind: 'keeping', bytes: 0, all: 0 });
    const ended = new AbortController();
    const look = (): void => {
      if (worker.state !== 'activated' && worker.state !== 'redundant') return;
      // What comes of it later is no longer about this download.
      ended.abort();
      void (worker.state === 'activated' ? this.#look(worker) : this.#fail());
    };
    worker.addEventListener('statechange', look, { signal: ended.signal });
    look();
  }

  async #look(worker: ServiceWorker): Promise<void> {
    this.#isFollowing = false;
    const { id, bytes } = await askWorker<WorkerStanding>(worker, 'standing');
    this.#activeId = id;
    if (bytes === null) return void this.#enter({ kind: 'failed', reason: 'away', bytes: 0, all: 0, free: null });
    this.#enter({ kind: 'kept', bytes, isPromised: (await navigator.storage?.persisted?.()) ?? true, noRoomFor: null });
  }

  async #lookAgain(): Promise<void> {
    if (this.#standing.kind === 'kept') this.#enter({ ...this.#standing, isPromised: await navigator.storage.persisted() });
  }

  async #fail(): Promise<void> {
    this.#isFollowing = false;
    const { bytes, all } = this.#standing.kind === 'keeping' || this.#standing.kind === 'failed' ? this.#standing : { bytes: 0, all: 0 };
    const reason = this.#lastFailure?.reason ?? 'away';
    const { quota, usage } = reason === 'full' ? await navigator.storage.estimate() : {};
    const free = quota === undefined || usage === undefined ? null : Math.max(0, quota - usage);
    this.#enter({ kind: 'failed', reason, bytes: reason === 'full' ? 0 : bytes, all: this.#lastFailure?.all ?? all, free });
  }

  #hear(news: KeepNews): void {
    if (news.kind === 'ready') return;
    const { kind } = this.#standing;
    if (kind === 'kept' && news.kind === 'failed' && news.reason === 'full' && news.id !== this.#activeId) this.#enter({ ...this.#standing, noRoomFor: news.all });
    if (kind === 'kept') return;
    if (news.kind === 'failed') {
      this.#lastFailure = news;
      // The download ended before its reason was heard, or was another tab's.
      if (!this.#isFollowing && (kind === 'failed' || kind === 'keeping')) return void this.#fail();
    }
    // Another tab may have begun it.
    if (news.kind === 'progress') this.#enter({ kind: 'keeping', bytes: news.bytes, all: news.all });
    else if (kind === 'unknown' || kind === 'none') void this.#lookAround();
  }

  #enter(standing: KeepStanding): null {
    this.#standing = standing;
    this.#onChange(standing);
    return null;
  }
}
