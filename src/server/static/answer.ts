import type { IncomingMessage, ServerResponse } from 'node:http';
import { chooseEncoding, createCompressor } from './compress.ts';
import type { SiteFile } from './files.ts';
import { find } from './find.ts';
import { STRICT_HEADERS } from '../listen/headers.ts';

/** What a caller gets of a file that is not for everybody alike; null: this one is. */
export type Guard = (path: string, request: IncomingMessage) => Promise<SiteFile | 'refused'> | null;

/** Answers requests for files of the site under `base`, which begins and ends with a slash. Only GET and HEAD are answered with content. */
export function createAnswer(files: ReadonlyMap<string, SiteFile>, base: string, guard: Guard = () => null): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const compressed = createCompressor();
  const notFound = atAnyDepth(files.get('404.html'), base);

  async function send(request: IncomingMessage, response: ServerResponse, status: number, file: SiteFile, isForAll = true, isEdition = false): Promise<void> {
    const encoding = chooseEncoding(header(request, 'accept-encoding'), file);
    const tag = `"${file.hash}${encoding === 'identity' ? '' : `-${encoding}`}"`;
    const headers: Record<string, string> = { 'Content-Type': file.type, ETag: tag, 'Cache-Control': file.immutable || isEdition ? 'public, max-age=31536000, immutable' : 'no-cache' };
    if (file.compressible) headers['Vary'] = 'Accept-Encoding';
    if (!isForAll) Object.assign(headers, { Vary: 'Accept-Encoding, Cookie', 'Cache-Control': 'private, no-cache' });
    if (status === 200 && matches(header(request, 'if-none-match'), tag)) return finish(response, 304, headers, null);
    const body = await compressed(file, encoding);
    if (encoding !== 'identity') headers['Content-Encoding'] = encoding;
    finish(response, status, headers, body);
  }

  return async (request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return sentence(response, 405, 'This address answers GET and HEAD only.', { Allow: 'GET, HEAD' });
    const found = find(files, base, request.url ?? '/');
    if (found.kind === 'file') {
      const guarded = guard(found.path, request);
      if (guarded === null) return send(request, response, 200, found.file, true, found.isEdition);
      const file = await guarded;
      return file === 'refused' ? sentence(response, 403, 'This is not open for you yet.') : send(request, response, 200, file, false);
    }
    if (found.kind === 'redirect') return sentence(response, 308, `This page is at ${found.location}`, { Location: found.location });
    if (found.kind === 'malformed') return sentence(response, 400, 'This address cannot be read.');
    return notFound === undefined ? sentence(response, 404, 'There is no page at this address.') : send(request, response, 404, notFound);
  };
}

/** The page for a wrong address, whose links begin with `./`: shown at any depth, they have to begin with the course's own path. */
function atAnyDepth(page: SiteFile | undefined, base: string): SiteFile | undefined {
  return page === undefined ? undefined : { ...page, body: Buffer.from(page.body.toString('utf8').replaceAll('="./', `="${encodeURI(base)}`)) };
}

function sentence(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  finish(response, status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...headers }, Buffer.from(`${text}\n`));
}

/** Node itself leaves the body out of an answer to HEAD. */
function finish(response: ServerResponse, status: number, headers: Record<string, string>, body: Buffer | null): void {
  response.writeHead(status, { ...STRICT_HEADERS, ...headers, ...(body === null ? {} : { 'Content-Length': String(body.length) }) });
  response.end(body ?? undefined);
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

/** If-None-Match compares weakly: a proxy may have marked the tag with W/. */
function matches(header: string | undefined, tag: string): boolean {
  return header !== undefined && header.split(',').some((part) => part.trim() === '*' || part.trim().replace(/^W\//, '') === tag);
}
