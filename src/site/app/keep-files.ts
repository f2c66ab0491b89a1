// Fetches every file of an edition into a cache: each with its right hash, what is there is not fetched again, and an end comes only when all are there.
import { hashOf, LIST_PATH, type Edition, type ListedFile } from './edition.ts';
import { keptAddress } from './wanted.ts';

/** Why an edition is not kept. `differs`: what the server sends is not what the list says, as in the middle of an update of the server. */
export type KeepFailureReason = 'full' | 'away' | 'differs';

/** What `keepFiles` rejects with. */
export class KeepFailure extends Error {
  readonly reason: KeepFailureReason;
  constructor(reason: KeepFailureReason, path: string) {
    super(`${path}: ${reason}`);
    this.reason = reason;
  }
}

/** The part of a `Cache` that this needs. */
export type FileCache = Pick<Cache, 'match' | 'put'>;

/** What this needs of its service worker. */
export interface KeepTools {
  scope: string;
  cache: FileCache;
  /** Caches of other editions: a file that has not changed is taken from there. */
  others: readonly FileCache[];
  fetch(url: string, init: RequestInit): Promise<Response>;
  wait(ms: number): Promise<void>;
  /** Bytes that are there so far. */
  tell(bytes: number): void;
}

/** A kept answer says which hash it was found to have. */
const HASH_HEADER = 'nsp-hash';

/** Of an answer that was compressed on its way; what is kept is not. `Vary` would ask for the same headers when it is looked up. */
const NOT_KEPT = ['content-encoding', 'content-length', 'transfer-encoding', 'vary'];

const AT_ONCE = 4;
/** Pauses after a broken connection before the same file is asked for again. */
const PAUSES_MS = [500, 2000, 5000];

/** Rejects with a `KeepFailure`; what was fetched stays in the cache. `again`: also files that depend on who asks are fetched, though one is there. */
export async function keepFiles(edition: Edition, tools: KeepTools, again = false): Promise<void> {
  const { files } = edition;
  const queue = Object.entries(files);
  let [bytes, hasFailed] = [0, false];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined && !hasFailed; next = queue.shift()) {
      const [path, file] = next;
      const isMine = again && file.length > 2;
      if (isMine || !(await isHere(path, file, tools))) await fetchOne(path, file, tools);
      if (!hasFailed) tools.tell((bytes += file[0]));
    }
  };
  // All have come to their end before one failure is told: nothing is said or written after it.
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => work().catch((error: unknown) => {
    hasFailed = true;
    throw error;
  })));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  // The last: where the list is, all is.
  await put(tools.cache, keptAddress(LIST_PATH, tools.scope), Response.json(edition), LIST_PATH);
}

/** Whether the right file is in a cache. */
export async function isThere(cache: FileCache, address: string, file: ListedFile): Promise<boolean> {
  return isRight(await cache.match(address), file);
}

const isRight = (answer: Response | undefined, [, ...hashes]: ListedFile): answer is Response => hashes.includes(answer?.headers.get(HASH_HEADER) ?? '');

/** The answer as it is kept; null: it is not the file of the list. */
export async function keptAnswer(answer: Response, [, ...hashes]: ListedFile): Promise<Response | null> {
  const body = await answer.arrayBuffer();
  const hash = await hashOf(new Uint8Array(body));
  if (!hashes.includes(hash)) return null;
  const headers = new Headers(answer.headers);
  for (const name of NOT_KEPT) headers.delete(name);
  headers.set(HASH_HEADER, hash);
  return new Response(body, { headers });
}

/** True where it is there, or another edition has the same file. */
async function isHere(path: string, file: ListedFile, { cache, others, scope }: KeepTools): Promise<boolean> {
  const address = keptAddress(path, scope);
  if (await isThere(cache, address, file)) return true;
  for (const other of others) {
    const answer = await other.match(address);
    if (!isRight(answer, file)) continue;
    await put(cache, address, answer, path);
    return true;
  }
  return false;
}

async function fetchOne(path: string, file: ListedFile, { scope, cache, fetch, wait }: KeepTools): Promise<void> {
  const address = keptAddress(path, scope);
  for (let failures = 0; ; failures += 1) {
    try {
      // Past what the browser keeps for itself, which may be of another edition.
      const answer = await fetch(address, { cache: 'no-cache', credentials: 'same-origin' });
      if (answer.status >= 500 || answer.status === 429) throw new TypeError(`status ${answer.status}`);
      const kept = answer.ok ? await keptAnswer(answer, file) : null;
      if (kept === null) throw new KeepFailure('differs', path);
      return await put(cache, address, kept, path);
    } catch (error) {
      if (error instanceof KeepFailure) throw error;
      if (failures === PAUSES_MS.length) throw new KeepFailure('away', path);
      await wait(PAUSES_MS[failures]!);
    }
  }
}

/** A cache refuses for one reason alone: there is no room. */
async function put(cache: FileCache, address: string, answer: Response, path: string): Promise<void> {
  try {
    await cache.put(address, answer);
  } catch {
    throw new KeepFailure('full', path);
  }
}
