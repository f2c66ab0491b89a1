// Values as nginx reads them: numbers, times, sizes, addresses.
import type { Endpoint } from '../parts.ts';

/** A whole number of at least 0 (ngx_atoi): digits only; null for anything else and above 15 digits. */
export function readNumber(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Units in the order in which a time may have them; a month has 30 days, a year 365 (ngx_parse_time). */
const UNITS = [['y', 31_536_000_000], ['M', 2_592_000_000], ['w', 604_800_000], ['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1000], ['ms', 1]] as const;

/**
 * Milliseconds of a time such as `60`, `500ms` or `1h 30m`; a number without unit is seconds. `wholeSeconds`: for directives that know no `ms`.
 * Null for anything else, and above 15 digits of milliseconds.
 */
export function readTime(text: string, wholeSeconds: boolean): number | null {
  let total = 0;
  let last = -1;
  let rest = text;
  while (rest !== '') {
    const match = /^(\d{1,12})(ms|[yMwdhms]?) ?/.exec(rest);
    if (match === null) return null;
    const unit = UNITS.findIndex(([name]) => name === (match[2] === '' ? 's' : match[2]));
    // Larger units come first; a bare number, which is seconds, only at the end.
    if (unit < last || (unit === last && match[2] !== '') || (match[2] === '' && match[0].length < rest.length)) return null;
    if (wholeSeconds && match[2] === 'ms') return null;
    total += Number(match[1]) * UNITS[unit]![1];
    last = unit;
    rest = rest.slice(match[0].length);
  }
  return text === '' || total > 999_999_999_999_999 ? null : total;
}

/** Bytes of a size such as `8k`, `1m` or `2g`; null for anything else. */
export function readSize(text: string): number | null {
  const match = /^(\d{1,9})([kKmMgG]?)$/.exec(text);
  if (match === null) return null;
  const unit = match[2]!.toLowerCase();
  return Number(match[1]) * (unit === 'k' ? 1024 : unit === 'm' ? 1_048_576 : unit === 'g' ? 1_073_741_824 : 1);
}

/** A port from 1 to 65535, or null. */
export function readPort(text: string): number | null {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}

/** `host`, `host:port`, `*:port` or `[IPv6]:port`, with `defaultPort` where there is none; null: no such thing. `@` may stand in names: templates have marks such as `@HOST@`. */
export function readEndpoint(text: string, defaultPort: number): Endpoint | null {
  const match = /^(\[[0-9A-Fa-f:.]+\]|\*|[\w.@][\w.@-]*)(?::([^:]*))?$/.exec(text);
  if (match === null) return null;
  const port = match[2] === undefined ? defaultPort : readPort(match[2]);
  if (port === null) return null;
  // Fewer than four numbers are a short form that the C library completes.
  if (/^\d+(\.\d+){3,}$/.test(match[1]!) && !isIpv4(match[1]!)) return null;
  return { address: match[1]!.replace(/^\[|\]$/g, ''), port };
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
}

/** An address as nginx wants it before a port: IPv6 in brackets. */
export function writeAddress(address: string): string {
  return address.includes(':') ? `[${address}]` : address;
}

/** A word of nginx.conf: in quotes where a sign in it would end or change it. */
export function writeWord(text: string): string {
  return text !== '' && !/[\s;{}"'\\#]/.test(text) ? text : `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t')}"`;
}
