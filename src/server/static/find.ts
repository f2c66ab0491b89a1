// From the address of a request to a file of the site. Only names that exist in the map can be found, so no path leads out of it.
import type { SiteFile } from './files.ts';

/** What an address leads to. */
export type Found =
  | { kind: 'file'; file: SiteFile }
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
  const file = files.get(name === '' || name.endsWith('/') ? `${name}index.html` : name);
  if (file !== undefined) return { kind: 'file', file };
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
