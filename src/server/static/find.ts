// From the address of a request to a file of the site. Only names that exist in the map can be found, so no path leads out of it.
import type { SiteFile } from './files.ts';

/** Characters of its hash that name a file's edition in an address: those of `site/build/scripts.ts`. */
const EDITION_CHARS = 10;

/** What an address leads to; `isEdition`: it names the file in the edition that is here, so what is answered is right for ever. */
export type Found =
  | { kind: 'file'; path: string; file: SiteFile; isEdition: boolean }
  /** A folder asked for without its last slash; relative links on its page need it. */
  | { kind: 'redirect'; location: string }
  | { kind: 'missing' }
  | { kind: 'malformed' };

/** Finds what `url` (the request line's target) asks for. `base` begins and ends with a slash. */
export function find(files: ReadonlyMap<string, SiteFile>, base: string, url: string): Found {
  const parsed = parseTarget(url);
  if (parsed === null) return { kind: 'malformed' };
  const { path, query } = parsed;
  if (`${path}/` === base) return { kind: 'redirect', location: base + query };
  if (!path.startsWith(base)) return { kind: 'missing' };
  const name = path.slice(base.length);
  const filePath = name === '' || name.endsWith('/') ? `${name}index.html` : name;
  const file = files.get(filePath);
  if (file !== undefined) return { kind: 'file', path: filePath, file, isEdition: query.length === 1 + EDITION_CHARS && file.hash.startsWith(query.slice(1)) };
  if (name !== '' && files.has(`${name}/index.html`)) return { kind: 'redirect', location: `${base}${name.split('/').map(encodeURIComponent).join('/')}/${query}` };
  return { kind: 'missing' };
}

function parseTarget(url: string): { path: string; query: string } | null {
  try {
    const { pathname, search } = new URL(url.startsWith('/') ? `http://site${url}` : url);
    const path = decodeURIComponent(pathname);
    return path.includes('\0') ? null : { path, query: search };
  } catch {
    return null;
  }
}
