// Which edition is in use, which is ready, and which windows still live in an older one: remembered, whatever becomes of the service worker.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Edition } from '../../../src/site/app/edition.ts';
import { Editions, type Caches } from '../../../src/site/app/editions.ts';

const SCOPE = 'https://course.test/a/';
let store: Map<string, Map<string, Response>>;
let isFull: boolean;

const caches = (): Caches => ({
  open: async (name) => {
    if (!store.has(name)) store.set(name, new Map());
    const kept = store.get(name)!;
    return {
      match: async (address: string) => kept.get(address)?.clone(),
      put: async (address: string, answer: Response) => {
        if (isFull) throw new DOMException('full', 'QuotaExceededError');
        kept.set(address, answer);
      },
    } as unknown as Cache;
  },
  keys: async () => [...store.keys()],
  delete: async (name) => store.delete(name),
});

/** As after the end of the service worker. */
const again = (): Editions => new Editions(SCOPE, caches());
const ids = (): string[] => [...store.keys()].map((name) => name.split(' ').at(-1)!).filter((id) => id !== 'memory').sort();

async function bring(id: string): Promise<void> {
  const editions = again();
  await editions.fetches(id);
  const edition: Edition = { id, files: { 'index.html': [1, id] } };
  await (await editions.cache(id)).put(`${SCOPE}edition.json`, Response.json(edition));
  await editions.isWhole(id);
}

beforeEach(() => {
  store = new Map();
  isFull = false;
});

describe('editions', () => {
  it('the first is in use at once, the next one waits until it is turned to', async () => {
    await bring('one');
    expect([await again().active(), await again().next()]).toEqual(['one', null]);
    await bring('two');
    expect([await again().active(), await again().next()]).toEqual(['one', { id: 'two', isEarlier: false }]);
    await again().turn([]);
    expect([await again().active(), await again().next()]).toEqual(['two', null]);
    await bring('one');
    expect(await again().next()).toEqual({ id: 'one', isEarlier: true });
    await again().settle();
    expect(await again().next()).toBeNull();
  });

  it('a window stays with what it has, over two changes, and its edition is kept as long as it is open', async () => {
    await bring('one');
    await bring('two');
    await again().turn(['old']);
    expect([await again().of('old'), await again().of('new')]).toEqual(['one', 'two']);
    await bring('three');
    await again().turn(['old', 'new']);
    expect([await again().of('old'), await again().of('new'), await again().of('newest')]).toEqual(['one', 'two', 'three']);
    await again().tidy(['old', 'newest']);
    expect(ids()).toEqual(['one', 'three']);
    await again().tidy(['newest']);
    expect(ids()).toEqual(['three']);
  });

  it('what is being fetched is not tidied away, and goes where there is no room for it', async () => {
    await bring('one');
    await again().fetches('two');
    await again().cache('two');
    await again().tidy([]);
    expect(ids()).toEqual(['one', 'two']);
    await again().drop('two');
    expect([ids(), await again().active(), await again().next()]).toEqual([['one'], 'one', null]);
  });

  it('one that is not whole any more gives way to the next whole one', async () => {
    await bring('one');
    store.get('no-single-point /a/ one')!.clear();
    await bring('two');
    expect([await again().active(), await again().list('one')]).toEqual(['two', null]);
  });

  it('where nothing can be written down, it is remembered as long as it can be', async () => {
    await bring('one');
    await bring('two');
    isFull = true;
    const editions = again();
    await editions.turn(['old']);
    expect([await editions.active(), await editions.of('old')]).toEqual(['two', 'one']);
    expect(await again().active()).toBe('one');
  });

  it('leaves the caches of others on the same server alone', async () => {
    store.set('no-single-point / other', new Map());
    store.set('something', new Map());
    await bring('one');
    await again().tidy([]);
    expect([...store.keys()]).toEqual(expect.arrayContaining(['no-single-point / other', 'something']));
  });
});
