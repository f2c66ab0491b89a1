// The package's files as a plain static server gives them, and the LMS's own two pages.
import type { PackageFiles } from '../course/package.ts';
import type { Lms } from '../lms/lms.ts';
import type { Answer, Request } from './exchange.ts';

const TYPES: { readonly [extension: string]: string } = {
  html: 'text/html; charset=utf-8', js: 'text/javascript', mjs: 'text/javascript', css: 'text/css', json: 'application/json', xml: 'application/xml',
  svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', webp: 'image/webp', avif: 'image/avif', ico: 'image/x-icon', gif: 'image/gif',
  woff2: 'font/woff2', woff: 'font/woff', wasm: 'application/wasm', txt: 'text/plain; charset=utf-8', md: 'text/markdown; charset=utf-8', pdf: 'application/pdf',
  webmanifest: 'application/manifest+json', zip: 'application/zip', mp4: 'video/mp4', mp3: 'audio/mpeg', xsd: 'application/xml', map: 'application/json',
};

/** A file of the package: GET and HEAD, type by ending, no other header; no folder has an index. */
export function fileAnswer(request: Request, files: PackageFiles): Answer {
  const path = safeDecode(request.path.slice('/package/'.length));
  const bytes = files.read(path);
  if (bytes === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return { status: bytes === undefined ? 404 : 405, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: `${path} is not in the package.` };
  const type = TYPES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream';
  return { status: 200, headers: { 'Content-Type': type }, body: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
}

function safeDecode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The page to which returnURL leads (cmi5 10), and a page that shows an AU in a frame (cmi5 8.1, AnyWindow). */
export function lmsPage(request: Request, lms: Lms): Answer {
  const page = (title: string, body: string): Answer => ({ status: 200, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: `<!doctype html><html lang="en"><title>${title}</title>${body}` });
  if (request.path === '/returned') {
    const session = lms.sessionOf((one) => one.sessionId === request.query.get('session'));
    if (session !== undefined && request.method === 'GET') session.returns++;
    return page('Back in the learning system', '<h1>Back in the learning system</h1>');
  }
  if (request.path === '/player') {
    const address = (request.query.get('au') ?? '').replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);
    return page('A course in a learning system', `<style>body{margin:0}iframe{border:0;width:100vw;height:100vh;display:block}</style><iframe title="Course" src="${address}"></iframe>`);
  }
  return { status: 404, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body: 'There is no such page.' };
}
