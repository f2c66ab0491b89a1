// Values of nftables: addresses, ports, protocols, and sets of them.
import { quoted, type Remark } from '../text.ts';
import { isSign, type Token } from './tokens.ts';

/** Names that values are given by: `define`d variables, and named sets. */
export interface Named { variables: Map<string, Token[]>; sets: Map<string, Token[]> }

/** Values, and where the next token is. `negated`: everything but these. null: it was wrong or not understood, and said so. */
export interface ReadValues { values: Token[] | null; negated: boolean; next: number }

/** Reads one value, a set in braces, `@set` or `$variable` from `at` on. */
export function readValues(tokens: readonly Token[], at: number, named: Named, remark: Remark): ReadValues {
  const negated = isSign(tokens[at], '!=');
  const start = negated || isSign(tokens[at], '==') ? at + 1 : at;
  const first = tokens[start];
  if (first === undefined) {
    remark(tokens.at(-1)?.line ?? 1, 'invalid', 'The rule ends where a value should be.');
    return { values: null, negated, next: start };
  }
  if (isSign(first, '{')) {
    const end = tokens.findIndex((token, i) => i > start && isSign(token, '}'));
    if (end < 0) {
      remark(first.line, 'invalid', 'The set has no }.');
      return { values: null, negated, next: tokens.length };
    }
    return { values: elements(tokens.slice(start + 1, end), named, remark), negated, next: end + 1 };
  }
  let end = start + 1;
  // `established,related`: a list without braces.
  while (isSign(tokens[end], ',') && tokens[end + 1] !== undefined) end += 2;
  return { values: elements(tokens.slice(start, end), named, remark), negated, next: end };
}

/** Most elements of a set: variables of variables grow fast. */
const MOST_ELEMENTS = 5000;

/** The elements of a list with commas, with variables and named sets put in; null: something in it is wrong. */
export function elements(tokens: readonly Token[], named: Named, remark: Remark, depth = 0): Token[] | null {
  const found: Token[] = [];
  let expectsElement = true;
  for (const token of tokens) {
    if (isSign(token, '\n')) continue;
    if (isSign(token, ',')) {
      expectsElement = true;
      continue;
    }
    if (!expectsElement || isSign(token, '{', '}', ';', ':', '=')) {
      const isVerdict = isSign(token, ':');
      remark(token.line, isVerdict || /^(?:timeout|expires|comment|counter)$/.test(token.text) ? 'unsupported' : 'invalid', `${quoted(token.text)} stands where a comma or } should be in a list.`);
      return null;
    }
    expectsElement = false;
    const inner = depth > 8 ? null : referred(token, named, remark);
    if (inner === null) return null;
    if (found.length > MOST_ELEMENTS) {
      remark(token.line, 'unsupported', `A set of more than ${MOST_ELEMENTS} elements is not read.`);
      return null;
    }
    if (inner === token) found.push(token);
    else {
      const values = elements(inner as Token[], named, remark, depth + 1);
      if (values === null) return null;
      found.push(...values);
    }
  }
  return found;
}

/** What a name stands for; the token itself when it is no name. */
function referred(token: Token, { variables, sets }: Named, remark: Remark): Token | Token[] | null {
  if (token.quoted || !/^[@$]/.test(token.text)) return token;
  const values = (token.text.startsWith('@') ? sets : variables).get(token.text.slice(1));
  if (values === undefined) remark(token.line, 'invalid', `${quoted(token.text)} is defined nowhere above.`);
  return values ?? null;
}

/** Whether a text is an address or network of IPv6, roughly: what has two colons is no other value. */
export function isIPv6(text: string): boolean {
  return /^[\da-f:.]*:[\da-f]*:[\da-f:.]*(?:\/(?:\d{1,2}|1[01]\d|12[0-8]))?$/i.test(text);
}

function isIPv4(text: string): boolean {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?$/.exec(text);
  return match !== null && match.slice(1, 5).every((part) => Number(part) <= 255) && Number(match[5] ?? 0) <= 32;
}

/** Addresses and networks of one family; null: a range, a host's name, or a wrong one. */
export function readAddresses(values: readonly Token[], family: 'ip' | 'ip6', remark: Remark): string[] | null {
  const found: string[] = [];
  for (const { text, line } of values) {
    if (family === 'ip' ? isIPv4(text) : isIPv6(text)) found.push(text);
    else {
      const isRange = /^[\da-f.:]+-[\da-f.:]+$/i.test(text);
      const isName = !isIPv6(text) && /[a-z]/i.test(text);
      remark(line, isRange || isName ? 'unsupported' : 'invalid', isRange ? `The range ${quoted(text)} is not read: write it as networks.` : `${quoted(text)} is no address or network of ${family === 'ip' ? 'IPv4' : 'IPv6'}.`);
      return null;
    }
  }
  return found;
}

/** Names of ports that rules often use (/etc/services). */
const SERVICES: ReadonlyMap<string, number> = new Map([
  ['ssh', 22], ['smtp', 25], ['domain', 53], ['http', 80], ['pop3', 110], ['ntp', 123], ['imap2', 143], ['snmp', 161], ['https', 443], ['submission', 587], ['imaps', 993], ['mysql', 3306],
  ['postgresql', 5432], ['http-alt', 8080],
]);
/** Longest range of ports that becomes single ports. */
const LONGEST_RANGE = 64;

/** Ports; null: a wrong one, or a long range. */
export function readPorts(values: readonly Token[], remark: Remark): number[] | null {
  const found: number[] = [];
  for (const { text, line } of values) {
    const range = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text);
    const first = range === null ? SERVICES.get(text) : Number(range[1]);
    const last = range?.[2] === undefined ? first : Number(range[2]);
    if (first === undefined || last === undefined) {
      remark(line, 'invalid', `${quoted(text)} is no port, and no service that is known here.`);
      return null;
    }
    if (first > 65_535 || last > 65_535 || last < first) {
      remark(line, 'invalid', `${quoted(text)} is no port: ports are 0 to 65535.`);
      return null;
    }
    if (last - first >= LONGEST_RANGE) {
      remark(line, 'unsupported', `${quoted(text)} is a long range of ports; the simulator knows single ports.`);
      return null;
    }
    for (let port = first; port <= last; port++) found.push(port);
  }
  return found;
}

/** What the model knows, and the ICMP of IPv6, which it calls by the same name. */
export type Protocol = 'tcp' | 'udp' | 'vrrp' | 'icmp' | 'icmpv6';

/** Protocols by name and number (/etc/protocols). */
const PROTOCOLS: ReadonlyMap<string, Protocol> = new Map([
  ['tcp', 'tcp'], ['6', 'tcp'], ['udp', 'udp'], ['17', 'udp'], ['vrrp', 'vrrp'], ['112', 'vrrp'], ['icmp', 'icmp'], ['1', 'icmp'], ['ipv6-icmp', 'icmpv6'], ['icmpv6', 'icmpv6'], ['58', 'icmpv6'],
]);

/** Protocols; others, such as esp, are left out with a remark. null: a word that is none. */
export function readProtocols(values: readonly Token[], remark: Remark): Protocol[] | null {
  const found = new Set<Protocol>();
  for (const { text, line } of values) {
    const protocol = PROTOCOLS.get(text);
    if (protocol !== undefined) found.add(protocol);
    else if (/^(?:\d{1,3}|esp|ah|comp|gre|igmp|sctp|dccp|udplite|ospf|ospfigp|pim|ipencap|ipv6|l2tp)$/.test(text)) remark(line, 'unsupported', `The protocol ${quoted(text)} is not simulated.`);
    else {
      remark(line, 'invalid', `${quoted(text)} is no protocol.`);
      return null;
    }
  }
  return [...found];
}
