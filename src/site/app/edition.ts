// What an edition of the course is: the list of its files. The build writes it as edition.json, and a class server answers with its own.

/** How many bytes a file has, and its hash. More than one hash: what a class server sends depends on who asks, and each of these is right. */
export type ListedFile = readonly [bytes: number, hash: string, ...otherHashes: string[]];

/** All files of the course that are kept together. */
export interface Edition {
  /** Hash of the list. */
  id: string;
  /** By the path inside the course. */
  files: { readonly [path: string]: ListedFile };
}

/** Where the list lies inside the course; in the cache of an edition it is there once all of its files are. */
export const LIST_PATH = 'edition.json';

/** Characters of a hash that stand in the list, as in `src/server/static`: 162 bits. */
const HASH_CHARS = 27;

/** SHA-256 in base64url, shortened. */
export async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...digest)).replaceAll('+', '-').replaceAll('/', '_').slice(0, HASH_CHARS);
}

/** The room that an edition takes. */
export function bytesOf({ files }: Edition): number {
  return Object.values(files).reduce((sum, [bytes]) => sum + bytes, 0);
}

/** The list out of what a server sent; null: it is none. */
export function readEdition(value: unknown): Edition | null {
  const { id, files } = (typeof value === 'object' && value !== null ? value : {}) as Partial<Edition>;
  if (typeof id !== 'string' || typeof files !== 'object' || files === null) return null;
  const isSound = Object.values(files as { [path: string]: unknown }).every((file) => Array.isArray(file) && typeof file[0] === 'number' && file.length > 1 && file.slice(1).every((hash) => typeof hash === 'string'));
  return isSound ? { id, files } : null;
}
