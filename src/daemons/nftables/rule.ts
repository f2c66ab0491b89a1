// One rule of an input chain.
import type { FirewallPartRule } from '../parts.ts';
import { quoted, type Remark } from '../text.ts';
import { isSign, type Token } from './tokens.ts';
import { isIPv6, readAddresses, readPorts, readProtocols, readValues, type Named, type Protocol } from './values.ts';

/** What a rule does. `all`: it takes everything that is left, so that no later rule is reached. */
export interface ReadRule {
  rules: FirewallPartRule[];
  /** Accepts answers to connections that exist. */
  answers: boolean;
  /** Accepts what programs on this host send each other. */
  loopback: boolean;
  all: FirewallPartRule['action'] | null;
}

/** What a rule says so far. `skip`: it cannot be read, and that has been said. */
interface Draft {
  from: string[] | null;
  protocols: Protocol[] | null;
  ports: number[] | null;
  states: string[] | null;
  loopback: boolean;
  limited: boolean;
  multicastOnly: boolean;
  verdict: 'accept' | 'drop' | null;
  comment: string | null;
  skip: boolean;
}

const ALL_PROTOCOLS = ['tcp', 'udp', 'vrrp', 'icmp'] as const;
/** What keepalived sends its advertisements to (RFC 5798). */
const VRRP_GROUP = '224.0.0.18';

/** Words that begin what nftables can do and this reader cannot. */
const KNOWN = new Set(`ah arp cgroup comp continue cpu dccp delete dnat dst dup esp ether exthdr fib flow frag fwd goto gre hash hbh hour iifgroup iiftype igmp ipsec jhash jump last length
  mark masquerade mh notrack numgen oif oifname osf pkttype queue quota redirect return rt rtclassid sctp secmark set skgid skuid snat socket synproxy time tproxy udplite update vlan xt`.split(/\s+/));

/** Reads a rule; what cannot be said is left out with a remark. */
export function readRule(tokens: readonly Token[], named: Named, remark: Remark): ReadRule {
  const draft: Draft = { from: null, protocols: null, ports: null, states: null, loopback: false, limited: false, multicastOnly: false, verdict: null, comment: null, skip: false };
  for (let at = 0; at < tokens.length && !draft.skip;) at = readPiece(tokens, at, draft, named, remark);
  return effectOf(draft, tokens[0]!.line, remark);
}

const NOTHING: ReadRule = { rules: [], answers: false, loopback: false, all: null };

function effectOf(draft: Draft, line: number, remark: Remark): ReadRule {
  const { from, protocols, ports, states, loopback, limited, verdict, comment, skip } = draft;
  if (skip) return NOTHING;
  if (verdict === null) {
    remark(line, 'ignored', 'A rule without accept or drop changes nothing that is simulated.');
    return NOTHING;
  }
  if (limited) remark(line, 'unsupported', verdict === 'accept' ? 'The limit is not simulated: the rule is read as if all were accepted.' : 'The limit is not simulated: the rule is left out.');
  if (limited && verdict === 'drop') return NOTHING;
  if (states !== null && !states.includes('new')) {
    const answers = states.includes('established');
    if (answers && verdict === 'drop') remark(line, 'unsupported', 'Dropping answers is not simulated: answers to accepted connections are always accepted.');
    return { ...NOTHING, answers: answers && verdict === 'accept' };
  }
  if (loopback) {
    if (verdict === 'drop') remark(line, 'unsupported', 'Dropping what programs on this host send each other is not simulated.');
    return { ...NOTHING, loopback: verdict === 'accept' };
  }
  if (draft.multicastOnly && !(protocols?.length === 1 && protocols[0] === 'vrrp')) {
    remark(line, 'unsupported', `The destination ${VRRP_GROUP} is only read together with VRRP.`);
    return NOTHING;
  }
  if (protocols === null && ports === null && (from === null || from.length === 0)) return { ...NOTHING, answers: verdict === 'accept' && states === null, loopback: verdict === 'accept', all: verdict };
  const rules = protocolsFrom(protocols ?? ALL_PROTOCOLS, from).flatMap((protocol) => {
    const portsOf = protocol === 'tcp' || protocol === 'udp' ? ports ?? [null] : ports === null ? [null] : [];
    return portsOf.map((port): FirewallPartRule => ({ from: from ?? [], protocol, port, action: verdict, comment }));
  });
  return { ...NOTHING, rules };
}

/** The model's ICMP is that of the sender's family. Without a sender ICMPv6 is passed over: a rule for it stands beside IPv4's, since IPv6 does not work without. */
function protocolsFrom(protocols: readonly Protocol[], from: readonly string[] | null): FirewallPartRule['protocol'][] {
  const isSix = from !== null && from.length > 0 && isIPv6(from[0]!);
  return protocols.flatMap((protocol) => (protocol === 'icmpv6' ? (isSix && !protocols.includes('icmp') ? ['icmp'] : []) : [protocol]));
}

/** Reads one match or statement of a rule; where the next begins. */
function readPiece(tokens: readonly Token[], at: number, draft: Draft, named: Named, remark: Remark): number {
  const token = tokens[at]!;
  const second = tokens[at + 1]?.text ?? '';
  const give = (kind: 'unsupported' | 'ignored' | 'unknown' | 'invalid', message: string): number => {
    remark(token.line, kind, message);
    draft.skip = true;
    return tokens.length;
  };
  if (isSign(token, '\n')) return at + 1;
  if (draft.verdict !== null && token.text !== 'comment') return give('invalid', `${quoted(token.text)} stands behind accept or drop, where nothing but a comment may be.`);
  switch (token.quoted ? '' : token.text) {
    case 'accept':
    case 'drop':
      draft.verdict = token.text as 'accept' | 'drop';
      return at + 1;
    case 'reject':
      remark(token.line, 'unsupported', 'reject answers with a refusal, which the simulator does not know here; it is read as drop, so senders wait for their timeouts.');
      draft.verdict = 'drop';
      return at + (second === 'with' ? skipReject(tokens, at) : 1);
    case 'comment':
      draft.comment = tokens[at + 1]?.text ?? null;
      return at + 2;
    case 'counter': return at + (second === 'packets' ? 5 : second === 'name' ? 3 : 1);
    case 'log': return afterLog(tokens, at + 1);
    case 'limit': {
      draft.limited = true;
      return afterLimit(tokens, at + 1);
    }
    case 'ct':
      if (second !== 'state') return give('unsupported', `ct ${second} is not read: only ct state is.`);
      return isSign(tokens[at + 2], 'vmap') ? readStateMap(tokens, at + 3, draft, give) : readStates(tokens, at + 2, draft, named, remark, give);
    case 'iif':
    case 'iifname': return readInterface(tokens, at, draft, give);
    case 'ip':
    case 'ip6': return readIp(tokens, at, draft, named, remark, give);
    case 'meta': return readMeta(tokens, at, draft, named, remark, give);
    case 'tcp':
    case 'udp':
    case 'th': return readDport(tokens, at, draft, named, remark, give);
    case 'icmp':
    case 'icmpv6': return readIcmp(tokens, at, draft, named, remark, give);
  }
  if (!token.quoted && KNOWN.has(token.text)) return give('unsupported', `${quoted(token.text)} is not read; the rule is left out.`);
  return give('unknown', `${quoted(token.text)} begins nothing that nftables rules are known to have; the rule is left out.`);
}

type Give = (kind: 'unsupported' | 'ignored' | 'unknown' | 'invalid', message: string) => number;

function skipReject(tokens: readonly Token[], at: number): number {
  return isSign(tokens[at + 2], 'tcp') ? 4 : Math.min(5, tokens.length - at);
}

/** Behind `prefix "…" level … flags … group … snaplen … queue-threshold …`. */
function afterLog(tokens: readonly Token[], at: number): number {
  while (isSign(tokens[at], 'prefix', 'level', 'flags', 'group', 'snaplen', 'queue-threshold')) at += 2;
  return at;
}

/** Behind `rate [over] 5/minute [burst 5 packets]`. */
function afterLimit(tokens: readonly Token[], at: number): number {
  if (isSign(tokens[at], 'name')) return at + 2;
  at++;
  if (isSign(tokens[at], 'over')) at++;
  at += /\//.test(tokens[at]?.text ?? '') ? 1 : 2;
  return isSign(tokens[at], 'burst') ? at + 3 : at;
}

const STATES = ['new', 'established', 'related', 'invalid', 'untracked'];

function readStates(tokens: readonly Token[], at: number, draft: Draft, named: Named, remark: Remark, give: Give): number {
  const { values, negated, next } = readValues(tokens, at, named, remark);
  if (values === null) return give('invalid', 'The rule is left out.');
  const wrong = values.find(({ text }) => !STATES.includes(text));
  if (wrong !== undefined) return give('invalid', `${quoted(wrong.text)} is no state of a connection: ${STATES.join(', ')}.`);
  const states = values.map(({ text }) => text);
  draft.states = negated ? STATES.filter((state) => !states.includes(state)) : states;
  return next;
}

/** `ct state vmap { established : accept, related : accept, invalid : drop }` */
function readStateMap(tokens: readonly Token[], at: number, draft: Draft, give: Give): number {
  const text = tokens.slice(at).map((token) => token.text).filter((word) => word !== '\n').join(' ');
  if (!/^\{(?: (?:established|related|invalid|untracked) : (?:accept|drop) ?,?)+ ?\}$/.test(text)) return give('unsupported', 'This map of states is not read; the rule is left out.');
  draft.states = ['established'];
  draft.verdict = /established : accept/.test(text) ? 'accept' : 'drop';
  return tokens.length;
}

function readInterface(tokens: readonly Token[], at: number, draft: Draft, give: Give): number {
  const negated = isSign(tokens[at + 1], '!=');
  const name = tokens[at + (negated || isSign(tokens[at + 1], '==') ? 2 : 1)];
  if (name?.text !== 'lo') return give('unsupported', `The interface ${quoted(name?.text ?? '')} is not simulated: a host has one network; the rule is left out.`);
  draft.loopback = !negated;
  return negated || isSign(tokens[at + 1], '==') ? at + 3 : at + 2;
}

function readIp(tokens: readonly Token[], at: number, draft: Draft, named: Named, remark: Remark, give: Give): number {
  const family = tokens[at]!.text as 'ip' | 'ip6';
  const field = tokens[at + 1]?.text ?? '';
  if (!['saddr', 'daddr', family === 'ip' ? 'protocol' : 'nexthdr'].includes(field)) return give('unsupported', `${family} ${field} is not read; the rule is left out.`);
  const { values, negated, next } = readValues(tokens, at + 2, named, remark);
  if (values === null) return give('invalid', 'The rule is left out, since a value in it is wrong.');
  if (negated) return give('unsupported', `${family} ${field} != is not read: write what is meant; the rule is left out.`);
  if (field === 'protocol' || field === 'nexthdr') return putProtocols(values, draft, remark, give) ?? next;
  const addresses = readAddresses(values, family, remark);
  if (addresses === null) return give('ignored', 'The rule is left out.');
  if (addresses.length === 0) return give('ignored', 'The set is empty, so the rule fits nobody.');
  if (field === 'saddr' && draft.from !== null) return give('invalid', 'A packet has one source: this rule fits none.');
  if (field === 'saddr') draft.from = addresses;
  else if (addresses.length === 1 && addresses[0] === VRRP_GROUP) draft.multicastOnly = true;
  else return give('unsupported', `${family} daddr is not read: rules are about this host as a whole; the rule is left out.`);
  return next;
}

/** Null: all is well, the caller goes on. */
function putProtocols(values: readonly Token[], draft: Draft, remark: Remark, give: Give): number | null {
  const protocols = readProtocols(values, remark);
  if (protocols === null) return give('ignored', 'The rule is left out.');
  draft.protocols = protocols;
  return null;
}

function readMeta(tokens: readonly Token[], at: number, draft: Draft, named: Named, remark: Remark, give: Give): number {
  const field = tokens[at + 1]?.text ?? '';
  if (field === 'iif' || field === 'iifname') return readInterface(tokens, at + 1, draft, give);
  if (field === 'nfproto' && isSign(tokens[at + 2], 'ipv4')) return at + 3;
  if (field === 'nfproto') return give('unsupported', 'A rule for all of IPv6 is not read; the rule is left out.');
  if (field !== 'l4proto') return give('unsupported', `meta ${field} is not read; the rule is left out.`);
  const { values, negated, next } = readValues(tokens, at + 2, named, remark);
  if (values === null) return give('invalid', 'The rule is left out, since a value in it is wrong.');
  if (negated) return give('unsupported', 'meta l4proto != is not read; the rule is left out.');
  return putProtocols(values, draft, remark, give) ?? next;
}

function readDport(tokens: readonly Token[], at: number, draft: Draft, named: Named, remark: Remark, give: Give): number {
  const protocol = tokens[at]!.text;
  const field = tokens[at + 1]?.text ?? '';
  if (field !== 'dport') return give('unsupported', `${protocol} ${field} is not read: only dport is; the rule is left out.`);
  if (isSign(tokens[at + 2], 'vmap')) return give('unsupported', 'A map from ports to verdicts is not read; the rule is left out.');
  const { values, negated, next } = readValues(tokens, at + 2, named, remark);
  if (values === null) return give('invalid', 'The rule is left out, since a value in it is wrong.');
  if (negated) return give('unsupported', `${protocol} dport != is not read; the rule is left out.`);
  const ports = readPorts(values, remark);
  if (ports === null) return give('ignored', 'The rule is left out.');
  draft.ports = ports;
  if (protocol !== 'th') draft.protocols = [protocol as 'tcp' | 'udp'];
  else if (draft.protocols === null) draft.protocols = ['tcp', 'udp'];
  return next;
}

function readIcmp(tokens: readonly Token[], at: number, draft: Draft, named: Named, remark: Remark, give: Give): number {
  const protocol = tokens[at]!.text as 'icmp' | 'icmpv6';
  if (tokens[at + 1]?.text !== 'type') return give('unsupported', `${protocol} ${tokens[at + 1]?.text ?? ''} is not read; the rule is left out.`);
  const { values, negated, next } = readValues(tokens, at + 2, named, remark);
  if (values === null) return give('invalid', 'The rule is left out, since a value in it is wrong.');
  if (negated || !values.some(({ text }) => text === 'echo-request' || text === (protocol === 'icmp' ? '8' : '128'))) {
    // What IPv6 needs for itself, such as the search for neighbours, is expected in every file.
    if (protocol === 'icmp') remark(tokens[at]!.line, 'ignored', 'Of ICMP the simulator knows only echo-request (ping); the rule is left out.');
    draft.skip = true;
    return tokens.length;
  }
  draft.protocols = [protocol];
  return next;
}
