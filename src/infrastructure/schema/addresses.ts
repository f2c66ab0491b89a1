import * as v from 'valibot';

/** True for an IPv4 address in dotted form, without leading zeros. */
export function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

/** True for an IPv6 address without zone or embedded IPv4 (RFC 4291, 2.2). */
export function isIpv6(text: string): boolean {
  if (!/^[0-9a-fA-F:]{2,39}$/.test(text)) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  return groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group)) && (halves.length === 2 ? groups.length <= 7 : groups.length === 8);
}

/** An IPv4 or IPv6 address. */
export const address = v.pipe(
  v.string(JSON.stringify({ code: 'wrong-type', data: { expected: 'an address in quotes' } })),
  v.check((text) => isIpv4(text) || isIpv6(text), JSON.stringify({ code: 'bad-address', data: {} })),
);
