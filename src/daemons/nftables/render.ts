// Writes nftables.conf of one host.
import type { FirewallPart, FirewallPartRule } from '../parts.ts';
import { isIPv6 } from './values.ts';

/** Longest comment that nft takes, in bytes. */
const LONGEST_COMMENT = 128;

/** What usually listens on a port, for the comments. */
const LISTENERS: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'], [53, 'DNS'], [80, 'HTTP'], [443, 'HTTPS'], [3306, 'MariaDB'], [8080, 'HTTP'], [8404, "HAProxy's statistics"], [8405, "HAProxy's metrics"], [9090, 'Prometheus'], [9093, 'Alertmanager'],
  [9100, "the host's metrics"], [9104, "MariaDB's metrics"], [9113, "nginx's metrics"], [9115, 'probes'], [9165, "keepalived's metrics"],
]);

/**
 * nftables rules of one host: answers and loopback first, then one rule a line in the order of the part
 * (two where it has senders of IPv4 and IPv6), with who may talk to whom above it. Comments of rules are cut at 128 bytes.
 * nftables keeps connections that exist when the file is loaded again, since answers are accepted by state.
 */
export function renderNftables(part: FirewallPart): string {
  const policy = part.default === 'drop' ? 'What no rule accepts is dropped without an answer.' : 'What no rule drops is accepted.';
  const lines = [
    `# ${policy}`,
    `type filter hook input priority 0; policy ${part.default};`,
    '',
    '# Answers to connections that were allowed, in either direction.',
    'ct state established,related accept',
    'ct state invalid drop',
    '# Programs on this host talk to each other.',
    'iif lo accept',
    ...(part.default === 'drop' ? ['# IPv6 finds its neighbours by ICMP.', 'icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-advert } accept'] : []),
    ...part.rules.flatMap((rule) => ['', `# ${sentence(rule)}`, ...linesOf(rule)]),
  ];
  const body = lines.map((text) => (text === '' ? '' : `        ${text}`)).join('\n');
  return `#!/usr/sbin/nft -f
# What may come into this host. The first rule that fits decides.
flush ruleset

table inet filter {
    chain input {
${body}
    }
}
`;
}

/** One line, or one for each family of addresses: no match of nft takes both. */
function linesOf(rule: FirewallPartRule): string[] {
  if (rule.from.length === 0) return [lineOf(rule, 'both', [])];
  const six = rule.from.filter(isIPv6);
  const four = rule.from.filter((address) => !isIPv6(address));
  return [...(four.length === 0 ? [] : [lineOf(rule, 'ip', four)]), ...(six.length === 0 ? [] : [lineOf(rule, 'ip6', six)])];
}

type Family = 'ip' | 'ip6' | 'both';

function lineOf({ protocol, port, action, comment }: FirewallPartRule, family: Family, from: string[]): string {
  const source = from.length === 0 ? '' : from.length === 1 ? `${family} saddr ${from[0]!} ` : `${family} saddr { ${from.join(', ')} } `;
  const said = comment === null ? '' : ` comment "${cut(comment)}"`;
  return `${source}${match(protocol, port, family)} ${action}${said}`;
}

function match(protocol: FirewallPartRule['protocol'], port: number | null, family: Family): string {
  switch (protocol) {
    case 'vrrp': return family === 'ip' ? 'ip protocol 112' : 'meta l4proto 112';
    case 'icmp': return family === 'ip' ? 'ip protocol icmp' : family === 'ip6' ? 'meta l4proto ipv6-icmp' : 'meta l4proto { icmp, ipv6-icmp }';
    default: return port === null ? `meta l4proto ${protocol}` : `${protocol} dport ${port}`;
  }
}

function sentence({ from, protocol, port, action }: FirewallPartRule): string {
  const who = from.length === 0 ? 'Anybody' : from.length <= 6 ? from.join(', ') : `${from.slice(0, 5).join(', ')} and ${from.length - 5} more`;
  const may = action === 'accept' ? 'may' : 'may not';
  if (protocol === 'vrrp') return `${who} ${may} send VRRP: keepalived tells the other hosts that it is alive.`;
  if (protocol === 'icmp') return `${who} ${may} ping this host, and hear of errors on the way.`;
  const listener = port === null ? undefined : LISTENERS.get(port);
  if (port === null) return `${who} ${may} use every ${protocol} port.`;
  return `${who} ${may} reach ${listener ?? 'the service'} on ${protocol} port ${port}.`;
}

/** What nft accepts as a comment: no quotation marks or line ends, and not too long. */
function cut(comment: string): string {
  let bytes = 0;
  let text = '';
  for (const char of comment.replace(/["\n\r\\]/g, ' ')) {
    const point = char.codePointAt(0)!;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    // One byte is for the end of the text.
    if (bytes >= LONGEST_COMMENT) break;
    text += char;
  }
  return text;
}
