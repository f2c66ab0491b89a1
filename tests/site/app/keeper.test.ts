// What the keeper says when the end of a download and the news of it come in either order.
import { afterEach, expect, it, vi } from 'vitest';
import { Keeper, type KeepStanding } from '../../../src/site/app/keeper.ts';
import type { KeepNews } from '../../../src/site/app/messages.ts';

const FULL: KeepNews = { kind: 'failed', id: 'new', reason: 'full', all: 9 };
const PROGRESS: KeepNews = { kind: 'progress', id: 'new', bytes: 3, all: 9 };

afterEach(() => vi.unstubAllGlobals());

/** A keeper that fetches; `end` ends the download without success, `say` is the worker's news. */
async function fetching(): Promise<{ said: KeepStanding[]; end(): Promise<void>; say(news: KeepNews): Promise<void> }> {
  const worker = Object.assign(new EventTarget(), { state: 'installing' });
  let channel: { onmessage?: (event: { data: KeepNews }) => void } = {};
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('BroadcastChannel', class { constructor() { channel = this as typeof channel; } });
  vi.stubGlobal('navigator', {
    serviceWorker: { getRegistration: async () => undefined, register: async () => ({ active: null, installing: worker, waiting: null }) },
    storage: { persist: async () => true, persisted: async () => true, estimate: async () => ({ quota: 10, usage: 4 }) },
  });
  const said: KeepStanding[] = [];
  const heard = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
  await new Keeper(new URL('https://course.example/'), (standing) => said.push(standing)).keep();
  return {
    said,
    end: () => { worker.state = 'redundant'; worker.dispatchEvent(new Event('statechange')); return heard(); },
    say: (data) => { channel.onmessage!({ data }); return heard(); },
  };
}

it('waits for the end before it says why', async () => {
  const { said, end, say } = await fetching();
  await say(PROGRESS);
  await say(FULL);
  expect(said.at(-1)).toEqual({ kind: 'keeping', bytes: 3, all: 9 });
  await end();
  expect(said.at(-1)).toEqual({ kind: 'failed', reason: 'full', bytes: 0, all: 9, free: 6 });
});

it('says why when the reason comes after the end', async () => {
  const { said, end, say } = await fetching();
  await end();
  expect(said.at(-1)).toMatchObject({ kind: 'failed', reason: 'away' });
  await say(FULL);
  expect(said.at(-1)).toEqual({ kind: 'failed', reason: 'full', bytes: 0, all: 9, free: 6 });
});

it('does not go on fetching for ever when older news comes after the end', async () => {
  const { said, end, say } = await fetching();
  await end();
  await say(PROGRESS);
  await say(FULL);
  expect(said.at(-1)).toEqual({ kind: 'failed', reason: 'full', bytes: 0, all: 9, free: 6 });
});
