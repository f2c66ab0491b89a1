// The page store.html, for file:// only: keeps texts for the pages of this course and hands them out over a message port.
import { localKeys, readLocal, removeLocal, StoreFailure, writeLocal } from '../platform/local-store.ts';
import type { StoreAnswer, StoreRequest } from '../platform/store.ts';

addEventListener('message', (event) => {
  // On http any other site could frame this page: it answers nobody there, and the pages do not ask.
  if (location.protocol !== 'file:' || event.source !== parent || event.data !== 'no-single-point/store') return;
  const port = event.ports[0];
  if (!port) return;
  port.onmessage = (asked: MessageEvent<StoreRequest>) => port.postMessage(answer(asked.data));
  port.postMessage('ready');
});

function answer({ id, act, key, value }: StoreRequest): StoreAnswer {
  try {
    if (act === 'read') return { id, value: readLocal(key), failure: null };
    if (act === 'keys') return { id, value: localKeys(key), failure: null };
    if (act === 'write') writeLocal(key, value);
    else removeLocal(key);
    return { id, value: null, failure: null };
  } catch (error) {
    return { id, value: null, failure: error instanceof StoreFailure ? error.reason : 'forbidden' };
  }
}
