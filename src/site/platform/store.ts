// What this computer remembers for the learner: texts under keys. On file:// all pages share the store of one page, store.html,
// in a hidden frame, because Firefox gives every local file a store of its own. In a package the launch page around the page keeps everything.
import { localKeys, readLocal, removeLocal, StoreFailure, writeLocal } from './local-store.ts';
import type { StoreFailureReason } from './local-store.ts';
import { type PackageStore, packageWindow } from './package-window.ts';
import { courseRoot, isOpenedFromFile } from './root.ts';

export { StoreFailure };
export type { StoreFailureReason };

/** A question to store.html. */
export interface StoreRequest {
  id: number;
  act: 'read' | 'write' | 'remove' | 'keys';
  key: string;
  value: string;
}

/** Its answer: a text, null, or a list of keys; `failure` where it could not be done. */
export interface StoreAnswer {
  id: number;
  value: string | string[] | null;
  failure: StoreFailureReason | null;
}

/** How long store.html, once it is there, may say nothing before the page's own store is used instead, milliseconds. Not from the beginning: on a slow computer a learner's work would be parted in two. */
const FRAME_LIMIT_MS = 5000;

const packaged = packageWindow()?.store;
/** Where no other page keeps it. */
const own: PackageStore = packaged ?? { read: readLocal, write: writeLocal, remove: removeLocal, keys: localKeys };

/** The launch page throws failures of its own window, which are no errors of this one. */
function ownFailure(task: () => void): void {
  try {
    task();
  } catch (error) {
    throw new StoreFailure((error as StoreFailure).reason);
  }
}

/** The value of a key; null when there is none or when storing is forbidden. */
export async function read(key: string): Promise<string | null> {
  const port = await openPort();
  return port ? ((await ask(port, 'read', key)) as string | null) : own.read(key);
}

/** Keeps a value; rejects with a `StoreFailure` when the store is full or forbidden. */
export async function write(key: string, value: string): Promise<void> {
  const port = await openPort();
  if (port) await ask(port, 'write', key, value);
  else ownFailure(() => own.write(key, value));
}

/** Forgets a key; rejects with a `StoreFailure` when the store is forbidden. */
export async function remove(key: string): Promise<void> {
  const port = await openPort();
  if (port) await ask(port, 'remove', key);
  else ownFailure(() => own.remove(key));
}

/** All keys that begin with `start`, sorted. */
export async function keys(start: string): Promise<string[]> {
  const port = await openPort();
  return port ? ((await ask(port, 'keys', start)) as string[]) : own.keys(start);
}

/**
 * Keeps a value at once, for the moment before the page goes: on file:// a message to store.html may come too late, and the launch page of a package may hand over what it has
 * before a promise of this page is kept. On http `write` is as fast.
 */
export function writeLast(key: string, value: string): void {
  try {
    if (packaged) packaged.write(key, value);
    else if (isOpenedFromFile()) writeLocal(`last:${key}`, value);
  } catch {
    // The page is going: there is nobody left to tell.
  }
}

/** The value that `writeLast` kept for this page, which is then forgotten; null: none. */
export function takeLast(key: string): string | null {
  if (packaged || !isOpenedFromFile()) return null;
  const value = readLocal(`last:${key}`);
  if (value !== null) removeLocal(`last:${key}`);
  return value;
}

let opening: Promise<MessagePort | null> | null = null;

function openPort(): Promise<MessagePort | null> {
  opening ??= !packaged && isOpenedFromFile() ? openFrame() : Promise.resolve(null);
  return opening;
}

const waiting = new Map<number, { resolve: (value: StoreAnswer['value']) => void; reject: (failure: StoreFailure) => void }>();
let lastId = 0;

function openFrame(): Promise<MessagePort | null> {
  return new Promise((resolve) => {
    const frame = document.createElement('iframe');
    const channel = new MessageChannel();
    channel.port1.addEventListener('message', (event: MessageEvent<StoreAnswer | 'ready'>) => {
      if (event.data === 'ready') resolve(channel.port1);
      else settle(event.data);
    });
    channel.port1.start();
    frame.hidden = true;
    frame.addEventListener('load', () => {
      // Also comes where the file is missing. After an answer it is without effect.
      setTimeout(() => resolve(null), FRAME_LIMIT_MS);
      frame.contentWindow?.postMessage('no-single-point/store', '*', [channel.port2]);
    });
    frame.src = new URL('store.html', courseRoot()).href;
    document.documentElement.append(frame);
  });
}

function ask(port: MessagePort, act: StoreRequest['act'], key: string, value = ''): Promise<StoreAnswer['value']> {
  return new Promise((resolve, reject) => {
    const id = ++lastId;
    waiting.set(id, { resolve, reject });
    port.postMessage({ id, act, key, value } satisfies StoreRequest);
  });
}

function settle(answer: StoreAnswer): void {
  const asked = waiting.get(answer.id);
  waiting.delete(answer.id);
  if (answer.failure !== null) asked?.reject(new StoreFailure(answer.failure));
  else asked?.resolve(answer.value);
}
