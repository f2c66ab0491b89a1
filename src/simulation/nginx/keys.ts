// The key of nginx's `hash`: a text with variables.
import type { World } from '../world.ts';
import { addressOf, addressText, headerOf, methodOf, uriOf, urlParamOf } from '../request-fields.ts';

/** What `hash` is given, with its variables filled in; a variable that is absent is empty. Throws RangeError for a variable that is not known here. */
export function keyText(world: World, call: number): string {
  const { nginx } = world.peers[world.calls.place[call]]!.layout;
  const key = nginx.method.kind === 'hash' ? nginx.method.key : '';
  return key.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced: string | undefined, bare: string) => valueOf(world, call, braced ?? bare));
}

/** Whether every variable of a key is known here. */
export function isKnownKey(key: string): boolean {
  return [...key.matchAll(/\$\{?(\w+)/g)].every(([, name]) => NAMES.has(name) || /^(arg|http|cookie)_/.test(name));
}

const NAMES = /* @__PURE__ */ new Set(['request_uri', 'uri', 'document_uri', 'args', 'query_string', 'remote_addr', 'binary_remote_addr', 'host', 'http_host', 'request_method', 'scheme']);

function valueOf(world: World, call: number, name: string): string {
  const uri = uriOf(world, call);
  const query = uri.indexOf('?');
  switch (name) {
    case 'request_uri': return uri;
    case 'uri': case 'document_uri': return query < 0 ? uri : uri.slice(0, query);
    case 'args': case 'query_string': return query < 0 ? '' : uri.slice(query + 1);
    case 'remote_addr': return addressText(world, call);
    case 'binary_remote_addr': return [24, 16, 8, 0].map((bits) => String.fromCharCode((addressOf(world, call) >>> bits) & 255)).join('');
    case 'host': return (headerOf(world, call, 'host') ?? '').replace(/:\d+$/, '').toLowerCase();
    case 'request_method': return methodOf(world, call);
    case 'scheme': return 'http';
  }
  if (name.startsWith('arg_')) return urlParamOf(world, call, name.slice(4)) ?? '';
  if (name.startsWith('http_')) return headerOf(world, call, name.slice(5).replaceAll('_', '-')) ?? '';
  if (name.startsWith('cookie_')) return cookieOf(headerOf(world, call, 'cookie') ?? '', name.slice(7));
  throw new RangeError(`The variable $${name} is not known here.`);
}

/** A user's cookies are one word, which says who the user is. */
function cookieOf(header: string, name: string): string {
  if (!header.includes('=')) return header;
  return header.split(';').map((part) => part.trim()).find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}
