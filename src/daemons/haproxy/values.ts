// Numbers, times and addresses as HAProxy reads them.
import type { Endpoint } from '../parts.ts';
import type { Remarks } from './remarks.ts';
import type { ConfigLine } from './syntax.ts';

const UNIT_MS: ReadonlyMap<string, number> = new Map([['ms', 1], ['s', 1000], ['m', 60_000], ['h', 3_600_000], ['d', 86_400_000]]);

/** HAProxy's longest timer, about 24.8 days. */
const LONGEST_MS = 2_147_483_647;

/**
 * Milliseconds of a time; without a unit they are milliseconds (manual 2.6, section 2.5). Microseconds are rounded up. null: no time, or above 24.8 days.
 * What stands behind the unit is passed over, as HAProxy does.
 */
export function parseTime(text: string): number | null {
  const match = /^(\d{1,15})(us|ms|s|m|h|d|$)/.exec(text);
  if (match === null) return null;
  const digits = match[1]!;
  const unit = match[2]! || 'ms';
  const ms = unit === 'us' ? Math.ceil(Number(digits) / 1000) : Number(digits) * UNIT_MS.get(unit)!;
  return ms <= LONGEST_MS ? ms : null;
}

/** A time behind a keyword; null and a remark where there is none. */
export function readTime(text: string | undefined, keyword: string, at: ConfigLine, remarks: Remarks): number | null {
  const ms = text === undefined ? null : parseTime(text);
  if (text === undefined) remarks.invalid(at, `${keyword} needs a time.`);
  else if (ms === null) remarks.invalid(at, `${keyword}: ${text} is no time. HAProxy reads whole numbers with us, ms, s, m, h or d, up to 24.8 days.`);
  else if (!/^\d+(?:us|ms|s|m|h|d)?$/.test(text)) remarks.unsupported(at, `${keyword}: HAProxy passes over what stands behind the unit of ${text}.`);
  return ms;
}

/** How HAProxy's atoi reads a number: as far as there are digits, else 0. Says so where that is not the whole word. */
export function readCount(text: string | undefined, keyword: string, at: ConfigLine, remarks: Remarks): number | null {
  if (text === undefined) {
    remarks.invalid(at, `${keyword} needs a number.`);
    return null;
  }
  const value = Number(/^[+-]?\d{1,9}/.exec(text)?.[0] ?? 0);
  if (!/^[+-]?\d{1,9}$/.test(text)) remarks.unsupported(at, `${keyword}: ${text} is no number that is read here; HAProxy takes what it can of it, here ${value}.`);
  return value;
}

/** A number within limits; null and a remark where HAProxy refuses it. */
export function readWithin(text: string | undefined, keyword: string, least: number, most: number, at: ConfigLine, remarks: Remarks): number | null {
  const value = readCount(text, keyword, at, remarks);
  if (value === null || (value >= least && value <= most)) return value;
  remarks.invalid(at, most === Number.MAX_SAFE_INTEGER ? `${keyword}: ${text} is below ${least}.` : `${keyword}: ${text} is not within ${least} and ${most}.`);
  return null;
}

/** What an address of `bind` or `server` says. `port` null: none, or one that depends on another. */
export interface Address { host: string; port: number | null; /** Something beside host and port, as a word for people. */ special: 'socket' | 'range' | 'relative' | null }

/** Reads `host:port`, `[v6]:port`, `:port`, `ipv4@host:port`, socket paths and port ranges. null: HAProxy refuses it. */
export function parseAddress(text: string): Address | null {
  if (/^(?:unix@|abns@|uxst@|uxdg@|fd@|sockpair@|\/)/.test(text)) return { host: text, port: null, special: 'socket' };
  const plain = text.replace(/^(?:stream\+|dgram\+)?(?:ipv4|ipv6|tcp|tcp4|tcp6|udp|udp4|udp6|quic4|quic6)@/, '');
  const cut = plain.lastIndexOf(':');
  const host = cut < 0 || plain.endsWith(']') ? plain : plain.slice(0, cut);
  const ports = cut < 0 || plain.endsWith(']') ? '' : plain.slice(cut + 1);
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  if (/^[+-]\d{1,5}$/.test(ports)) return { host: bare, port: null, special: 'relative' };
  const range = /^(\d{1,5})-(\d{1,5})$/.exec(ports);
  if (range !== null) return Number(range[1]) <= Number(range[2]) && Number(range[2]) <= 65_535 ? { host: bare, port: Number(range[1]), special: 'range' } : null;
  if (ports === '') return { host: bare, port: null, special: null };
  if (!/^\d{1,5}$/.test(ports) || Number(ports) > 65_535) return null;
  return { host: bare, port: Number(ports), special: null };
}

/** Whether a name of numbers looks like an IPv4 address and is none, such as 300.1.1.1. */
export function isBrokenIpv4(host: string): boolean {
  const parts = host.split('.');
  return /^\d+(?:\.\d+)+$/.test(host) && (parts.length > 4 || parts.some((part) => Number(part) > 255));
}

/** `host:port`, with brackets around an IPv6 address. */
export function formatEndpoint({ address, port }: Endpoint): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Names of sections, servers and rules: letters, digits and - _ . : (HAProxy's `invalid_char`). */
export function isName(text: string): boolean {
  return /^[A-Za-z0-9_.:-]+$/.test(text);
}
