// Values as keepalived reads them: whole numbers, seconds, addresses.

/** A whole number between bounds, both inclusive; null for anything else. A sign is allowed. */
export function readWhole(text: string, min: number, max: number): number | null {
  if (!/^[+-]?\d{1,10}$/.test(text)) return null;
  const value = Number(text);
  return value >= min && value <= max ? value + 0 : null;
}

/** Milliseconds of seconds with a fraction, such as `1` or `0.25`, between bounds in milliseconds; may have parts of a millisecond. Null for anything else. */
export function readSeconds(text: string, minMs: number, maxMs: number): number | null {
  const match = /^\+?(\d{0,7})(?:\.(\d{0,6})\d*)?$/.exec(text);
  if (match === null || !/\d/.test(text)) return null;
  const ms = Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(6, '0')) / 1000;
  return ms >= minMs && ms <= maxMs ? ms : null;
}

/** An address of IPv4 or IPv6, with or without a prefix length, in its two parts; null for anything else. */
export function readAddress(text: string): { address: string; prefix: number | null; family: 4 | 6 } | null {
  const [address, prefix, ...more] = text.split('/');
  if (address === undefined || more.length > 0) return null;
  const family = isIpv4(address) ? 4 : isIpv6(address) ? 6 : null;
  if (family === null) return null;
  if (prefix === undefined) return { address, prefix: null, family };
  const length = readWhole(prefix, 0, family === 4 ? 32 : 128);
  return length === null ? null : { address, prefix: length, family };
}

function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2 || !/^[0-9A-Fa-f:.]+$/.test(text)) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1);
  const hasIpv4 = last !== undefined && isIpv4(last);
  const hex = hasIpv4 ? groups.slice(0, -1) : groups;
  if (!hex.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return false;
  const count = hex.length + (hasIpv4 ? 2 : 0);
  return halves.length === 2 ? count < 8 : count === 8;
}

/** A word of keepalived.conf: in quotes where a sign in it would end or change it. */
export function writeWord(text: string): string {
  return text !== '' && !/[\s"\\#!{}$@]/.test(text) ? text : `"${text.replace(/[\\"]/g, '\\$&').replace(/[\r\n]/g, ' ')}"`;
}
