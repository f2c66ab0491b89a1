// Keeping an edition: every file with its right hash or nothing, and nothing twice.
import { describe, expect, it } from 'vitest';
import { bytesOf, hashOf, readEdition, type Edition, type ListedFile } from '../../../src/site/app/edition.ts';
import { keepFiles, KeepFailure, type FileCache } from '../../../src/site/app/keep-files.ts';
import { isOtherEdition, keptAddress, wantedFile } from '../../../src/site/app/wanted.ts';

const SCOPE = 'https://course.test/a/b/';

class FakeCache implements FileCache {
  readonly kept = new Map<string, Response>();
  most = Infinity;

  async match(address: string): Promise<Response | undefined> {
    return this.kept.get(address)?.clone();
  }

  async put(address: string, answer: Response): Promise<void> {
    if (this.kept.size >= this.most) throw new DOMException('full', 'QuotaExceededError');
    this.kept.set(address, answer);
  }
}

const FILES: { [path: string]: string } = { 'index.html': '<p>home</p>', 'scripts/a.js': 'a', 'scripts/b.js': 'b', 'Ordner é/c.css': 'c' };

async function editionOf(files: { [path: string]: string }, others: { [path: string]: string } = {}): Promise<Edition> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const listed = await Promise.all(Object.entries(files).map(async ([path, text]): Promise<[string, ListedFile]> => [path, others[path] === undefined ? [bytes(text).length, await hashOf(bytes(text))] : [bytes(text).length, await hashOf(bytes(text)), await hashOf(bytes(others[path]))]]));
  return { id: 'one', files: Object.fromEntries(listed) };
}

function tools(served: { [path: string]: string }, cache = new FakeCache()) {
  const asked: string[] = [];
  const pauses: number[] = [];
  const told: number[] = [];
  const broken = new Map<string, number>();
  const fetch = async (url: string): Promise<Response> => {
    const path = Object.keys(served).find((one) => keptAddress(one, SCOPE) === url);
    asked.push(path ?? url);
    const left = broken.get(path ?? '') ?? 0;
    broken.set(path ?? '', left - 1);
    if (left > 0) throw new TypeError('broken');
    return path === undefined ? new Response('', { status: 404 }) : new Response(served[path]!, { headers: { 'content-type': 'text/x', 'content-encoding': 'br', vary: 'Cookie', 'content-security-policy': "default-src 'none'" } });
  };
  return { asked, pauses, told, broken, cache, given: { scope: SCOPE, cache, others: [] as FileCache[], fetch, wait: async (ms: number) => void pauses.push(ms), tell: (bytes: number) => void told.push(bytes) } };
}

const reason = (task: Promise<void>): Promise<string> => task.then(() => 'whole', (error: unknown) => (error instanceof KeepFailure ? error.reason : String(error)));

describe('an edition', () => {
  it('is kept whole, its list last, and tells how far it is', async () => {
    const edition = await editionOf(FILES);
    const { given, cache, told } = tools(FILES);
    await keepFiles(edition, given);
    expect([...cache.kept.keys()].sort()).toEqual([...Object.keys(FILES), 'edition.json'].map((path) => keptAddress(path, SCOPE)).sort());
    expect([...cache.kept.keys()].at(-1)).toBe(`${SCOPE}edition.json`);
    expect(told.at(-1)).toBe(bytesOf(edition));
    const kept = cache.kept.get(`${SCOPE}index.html`)!;
    expect([kept.headers.get('content-security-policy'), kept.headers.get('content-encoding'), kept.headers.get('vary')]).toEqual(["default-src 'none'", null, null]);
  });

  it('is not taken for whole where a file is another one, missing, or the connection breaks again and again', async () => {
    const edition = await editionOf(FILES);
    for (const [why, served, breaks] of [['differs', { ...FILES, 'scripts/b.js': 'another' }, 0], ['differs', { 'index.html': FILES['index.html']! }, 0], ['away', FILES, 9]] as const) {
      const { given, cache, broken, told } = tools(served);
      broken.set('scripts/b.js', breaks);
      expect(await reason(keepFiles(edition, given))).toBe(why);
      expect(cache.kept.has(`${SCOPE}edition.json`)).toBe(false);
      expect(told.at(-1) ?? 0).toBeLessThan(bytesOf(edition));
    }
  });

  it('is tried again after a broken connection, without fetching what is there', async () => {
    const edition = await editionOf(FILES);
    const first = tools(FILES);
    first.broken.set('scripts/a.js', 2);
    await keepFiles(edition, first.given);
    expect(first.pauses).toEqual([500, 2000]);
    const second = tools(FILES, first.cache);
    await keepFiles(edition, second.given);
    expect(second.asked).toEqual([]);
  });

  it('takes what has not changed from another edition', async () => {
    const before = tools(FILES);
    await keepFiles(await editionOf(FILES), before.given);
    const changed = { ...FILES, 'scripts/b.js': 'new' };
    const after = tools(changed);
    after.given.others.push(before.cache);
    await keepFiles(await editionOf(changed), after.given);
    expect(after.asked).toEqual(['scripts/b.js']);
  });

  it('says that there is no room', async () => {
    const { given, cache } = tools(FILES);
    cache.most = 2;
    expect(await reason(keepFiles(await editionOf(FILES), given))).toBe('full');
  });

  it('has either form of what depends on who asks, and fetches it again for the next one', async () => {
    const edition = await editionOf(FILES, { 'scripts/a.js': 'a without hints' });
    const bare = { ...FILES, 'scripts/a.js': 'a without hints' };
    const first = tools(FILES);
    await keepFiles(edition, first.given);
    const second = tools(bare, first.cache);
    await keepFiles(edition, second.given, true);
    expect(second.asked).toEqual(['scripts/a.js']);
    expect(await (await first.cache.match(`${SCOPE}scripts/a.js`))!.text()).toBe('a without hints');
  });

  it.each([null, 3, {}, { id: 'a' }, { id: 'a', files: { x: [] } }, { id: 'a', files: { x: ['1', 'h'] } }, { id: 'a', files: { x: [1] } }, { id: 'a', files: { x: [1, 2] } }])('a list that is none is refused: %j', (value) => {
    expect(readEdition(value)).toBeNull();
  });
});

describe('an address', () => {
  it.each([
    ['', 'index.html', ''], ['replication/', 'replication/index.html', ''], ['index.html?from=x#y', 'index.html', '?from=x'], ['Ordner%20%C3%A9/c.css', 'Ordner é/c.css', ''], ['apix', 'apix', ''],
  ])('%s is %s', (address, path, query) => {
    expect(wantedFile(SCOPE + address, SCOPE)).toEqual({ path, query });
  });

  it.each(['https://course.test/a/', 'https://elsewhere.test/a/b/', `${SCOPE}api/v1/me`, `${SCOPE}api`, `${SCOPE}%FF`])('%s is not ours', (address) => {
    expect(wantedFile(address, SCOPE)).toBeNull();
  });

  it('is kept under what browsers make of it', () => {
    expect(keptAddress('Ordner é/c.css', SCOPE)).toBe(new URL('Ordner é/c.css', SCOPE).href);
  });

  it('of a worker names its edition', () => {
    expect([isOtherEdition('?abcdefghij', 'abcdefghijk'), isOtherEdition('?xbcdefghij', 'abcdefghijk'), isOtherEdition('?from=x', 'abc'), isOtherEdition('', 'abc')]).toEqual([false, true, false, false]);
  });
});
