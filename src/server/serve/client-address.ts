// Where a request comes from, for limits on guessing: a hash under a key of this installation, of which the database keeps a minute or two.
import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import { newToken } from '../identity/secrets.ts';
import type { Database } from '../store/database.ts';

/** The address of the client: of the connection, or, behind a proxy of ours, the last one that it wrote down. Anything before that is the client's own word. */
export function clientAddress(request: IncomingMessage, isBehindProxy: boolean): string {
  const forwarded = isBehindProxy ? String(request.headers['x-forwarded-for'] ?? '').split(',').at(-1)!.trim() : '';
  return forwarded === '' ? (request.socket.remoteAddress ?? '') : forwarded;
}

/** The hash under which tries are counted. Of an IPv6 address the first 64 bits count: whoever has one has all that share them. */
export function hashedAddress(address: string, key: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const network = mapped ?? (isIPv6(address) ? new URL(`http://[${address.split('%')[0]}]/`).hostname.slice(1, -1) : address);
  return createHmac('sha256', key).update(mapped === undefined && isIPv6(address) ? first64(network) : network).digest('base64url').slice(0, 22);
}

/** The first four groups of an address as URLs write it, `::` filled up. */
function first64(address: string): string {
  const [head, tail] = address.split('::');
  const groups = head === '' ? [] : head!.split(':');
  if (tail !== undefined) groups.push(...Array<string>(8 - groups.length - (tail === '' ? 0 : tail.split(':').length)).fill('0'));
  return groups.slice(0, 4).join(':');
}

/** The key of this installation, which all its instances share; made at the first start. */
export async function addressKey(database: Database): Promise<string> {
  await database.run("INSERT INTO setting (name, value) VALUES ('address-key', ?) ON CONFLICT (name) DO NOTHING", newToken());
  return (await database.first<{ value: string }>("SELECT value FROM setting WHERE name = 'address-key'"))!.value;
}
