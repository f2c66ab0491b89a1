// sw.js: answers for the course from what is kept. A page is answered from one edition as long as it lives; another one is fetched beside it and waits until it is asked for.
import { Answers } from './answers.ts';
import { bytesOf, LIST_PATH, readEdition, type Edition } from './edition.ts';
import { Editions } from './editions.ts';
import { isThere, KeepFailure, keepFiles } from './keep-files.ts';
import { channelName, type KeepNews, type WorkerQuestion, type WorkerStanding } from './messages.ts';
import { keptAddress, wantedFile } from './wanted.ts';

declare const self: ServiceWorkerGlobalScope;

const { scope } = self.registration;
const editions = new Editions(scope, self.caches);
const answers = new Answers(scope, editions, (request, init) => fetch(request, init));
const news = new BroadcastChannel(channelName(new URL(scope).pathname));
const tell = (said: KeepNews): void => news.postMessage(said);

// A first edition is whole, or nothing is installed. The next program of this file may take over at once: editions and windows are remembered, whichever program answers.
self.addEventListener('install', (event) => event.waitUntil(keep(false).then(() => self.skipWaiting())));
self.addEventListener('activate', (event) => event.waitUntil(tidy()));

self.addEventListener('message', (event) => {
  const answer = (value: unknown): void => event.ports[0]?.postMessage(value);
  const succeeds = (task: Promise<unknown>): Promise<void> => task.then(() => answer(true), () => answer(false));
  switch (event.data as WorkerQuestion) {
    case 'use': return event.waitUntil(use((event.source as WindowClient).id).then(answer));
    case 'keep': return event.waitUntil(succeeds(keep(false)));
    case 'renew': return event.waitUntil(succeeds(keep(true)));
    case 'look': return event.waitUntil(succeeds(look()));
    case 'standing': return event.waitUntil(standing().then(answer));
  }
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const wanted = request.method === 'GET' ? wantedFile(request.url, scope) : null;
  if (wanted === null) return;
  if (request.mode !== 'navigate') return event.respondWith(answers.part(request, wanted, event.clientId));
  event.respondWith(turnIfAlone(event.resultingClientId).then(() => answers.page(request, wanted)));
  event.waitUntil(look().catch(() => undefined));
});

async function standing(): Promise<WorkerStanding> {
  const id = await editions.active();
  const list = id === null ? null : await editions.list(id);
  return { id, bytes: list !== null && (await missing(list)) === 0 ? bytesOf(list) : null, ready: await editions.next() };
}

/** Bytes of an edition that are not here. */
async function missing({ id, files }: Edition): Promise<number> {
  const cache = await editions.cache(id);
  const lacks = await Promise.all(Object.entries(files).map(async ([path, file]) => ((await isThere(cache, keptAddress(path, scope), file)) ? 0 : file[0])));
  return lacks.reduce((sum, bytes) => sum + bytes, 0);
}

/** Makes the edition in use whole; where none is, the one of the server. */
async function keep(again: boolean): Promise<void> {
  const active = await editions.active();
  const list = active === null ? null : await editions.list(active);
  await fetchEdition(list ?? (await askServer()), again);
}

/** Fetches what is missing. Where there is no room, what was fetched goes again: drafts may need it. */
async function fetchEdition(edition: Edition, again = false): Promise<void> {
  const { id } = edition;
  const all = bytesOf(edition);
  const report = (bytes: number): void => tell({ kind: 'progress', id, bytes, all });
  try {
    if (!(await hasRoom(await missing(edition)))) throw new KeepFailure('full', LIST_PATH);
    await editions.fetches(id);
    const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });
    await keepFiles(edition, { scope, cache: await editions.cache(id), others: await editions.others(id), fetch: (url, init) => fetch(url, init), wait: pause, tell: report }, again);
    await editions.isWhole(id);
    tell({ kind: 'whole', id });
  } catch (error) {
    const reason = error instanceof KeepFailure ? error.reason : 'full';
    if (reason === 'full' && (await editions.list(id)) === null) await editions.drop(id);
    tell({ kind: 'failed', id, reason, all });
    throw error;
  }
}

/** False only where the browser says so: then nothing is fetched in vain. */
async function hasRoom(bytes: number): Promise<boolean> {
  const { quota, usage } = await navigator.storage.estimate();
  return quota === undefined || usage === undefined || quota - usage >= bytes;
}

async function askServer(): Promise<Edition> {
  const fail = (): never => {
    tell({ kind: 'failed', id: '', reason: 'away', all: 0 });
    throw new KeepFailure('away', LIST_PATH);
  };
  const answer = await fetch(keptAddress(LIST_PATH, scope), { cache: 'no-cache' }).catch(fail);
  return readEdition(await answer.json().catch(fail)) ?? fail();
}

let looking: Promise<void> | null = null;

/** Asks the server for its edition, and fetches it beside the one in use where it is another. A server that is away, or has no list any more, changes nothing. */
function look(): Promise<void> {
  return (looking ??= lookOnce().finally(() => { looking = null; }));
}

async function lookOnce(): Promise<void> {
  const active = await editions.active();
  if (active === null) return;
  const answer = await fetch(keptAddress(LIST_PATH, scope), { cache: 'no-cache' });
  const edition = answer.ok ? readEdition(await answer.json()) : null;
  if (edition === null) return;
  if (edition.id === active) return editions.settle();
  if ((await editions.next())?.id === edition.id) return;
  await fetchEdition(edition);
  await tidy();
  const ready = await editions.next();
  if (ready !== null) tell({ kind: 'ready', ready });
}

const windowIds = async (includeUncontrolled: boolean): Promise<string[]> => (await self.clients.matchAll({ type: 'window', includeUncontrolled })).map(({ id }) => id);

/** Only for a window that is the only one: the others are in the way, and are counted. */
async function use(window: string): Promise<number> {
  const windows = await windowIds(false);
  const others = windows.filter((id) => id !== window).length;
  if (others === 0) await editions.turn([window]);
  return others;
}

/** The first page that is opened after all were closed is of the edition that is ready. */
async function turnIfAlone(opened: string): Promise<void> {
  const next = await editions.next();
  if (next !== null && (await windowIds(false)).every((id) => id === opened)) await editions.turn([]);
  await tidy();
}

async function tidy(): Promise<void> {
  await editions.tidy(await windowIds(true));
}
