// The number that `balance source`, `uri`, `hdr` and `url_param` look a server up by.
import type { Balance } from '../../infrastructure/model.ts';
import type { World } from '../world.ts';
import { addressOf, headerOf, uriOf, urlParamOf } from '../request-fields.ts';
import { NO_KEY } from './balance/selection.ts';
import { avalanche, hashText } from './balance/functions.ts';

type Hash = Extract<Balance, { algorithm: 'hash' }>;

/** The hash of a call's key, from 0 to 2³² − 1; NO_KEY where the request lacks it, or where the algorithm asks for none. */
export function keyOf(world: World, call: number): number {
  const { balance } = world.farms[world.calls.backend[call]].layout.backend;
  if (balance.algorithm === 'source') return addressOf(world, call);
  if (balance.algorithm !== 'hash') return NO_KEY;
  // An IPv4 address is its own hash, whatever the function.
  const hash = balance.key === 'source' ? addressOf(world, call) : hashOf(textOf(world, call, balance.key), balance.function);
  return hash === NO_KEY || !balance.avalanche ? hash : avalanche(hash);
}

function hashOf(text: string | null, name: Hash['function']): number {
  return text === null ? NO_KEY : hashText(text, name);
}

/** An absent or empty header counts as none, and of a list only the first entry; an empty parameter is hashed. */
function textOf(world: World, call: number, key: Exclude<Hash['key'], 'source'>): string | null {
  if ('path' in key) return hashedPart(uriOf(world, call), key.path.whole, key.path.depth);
  if ('urlParam' in key) return urlParamOf(world, call, key.urlParam);
  return headerOf(world, call, key.header.toLowerCase())?.split(',')[0].trim() || null;
}

/** Up to the question mark (`whole`: with the query), and up to the slash after `depth` directories. */
export function hashedPart(uri: string, whole: boolean, depth: number | null): string {
  let slashes = 0;
  for (let i = 0; i < uri.length; i++) {
    if (uri[i] === '?' && !whole) return uri.slice(0, i);
    if (uri[i] === '/' && depth !== null && ++slashes === depth + 1) return uri.slice(0, i);
  }
  return uri;
}
