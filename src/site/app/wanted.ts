// From the address of a request to a file of the course, as the server finds it: folders are their index.html, and what follows ? does not count.

/** A request inside the course. */
export interface Wanted {
  /** Inside the course, decoded: `index.html`. */
  path: string;
  /** With its question mark; empty: none. */
  query: string;
}

/** Null where the service worker has no say: another place, the API of a class server, an address that cannot be read. */
export function wantedFile(url: string, scope: string): Wanted | null {
  const { href, search } = new URL(url);
  const bare = href.replace(/[?#].*$/, '');
  if (!bare.startsWith(scope)) return null;
  try {
    const path = decodeURIComponent(bare.slice(scope.length));
    if (/^api(\/|$)/.test(path)) return null;
    return { path: path === '' || path.endsWith('/') ? `${path}index.html` : path, query: search };
  } catch {
    return null;
  }
}

/** Under which address a file is kept. */
export function keptAddress(path: string, scope: string): string {
  return scope + path.split('/').map(encodeURIComponent).join('/');
}

/** True where the request names an edition of the file (a worker's address does) and it is not this one. */
export function isOtherEdition(query: string, hash: string): boolean {
  return /^\?[\w-]{10}$/.test(query) && !hash.startsWith(query.slice(1));
}
