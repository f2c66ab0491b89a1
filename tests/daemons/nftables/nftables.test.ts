import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNftables, renderNftables } from '../../../src/daemons/nftables/index.ts';
import type { FirewallPartRule } from '../../../src/daemons/parts.ts';
import { describeLive } from '../../fidelity/live/namespace.ts';
import { RUNS, brokenTexts } from '../arbitrary.ts';
import { check } from '../checker.ts';
import { recordingsOf, textOf } from '../recorded.ts';
import { firewallParts } from './parts.ts';

const read = (text: string): ReturnType<typeof readNftables> => readNftables(text, 'nftables.conf');
/** An input chain with these rules behind the usual beginning. */
const chain = (rules: string, before = ''): string => `${before}table inet filter {\n  chain input {\n    type filter hook input priority 0; policy drop;\n    ct state established,related accept\n    iif lo accept\n${rules}\n  }\n}\n`;
const kinds = (text: string): string[] => read(text).remarks.map(({ line, kind }) => `${line} ${kind}`);
const rule = (fields: Partial<FirewallPartRule>): FirewallPartRule => ({ from: [], protocol: 'tcp', port: null, action: 'accept', comment: null, ...fields });

/** Rules that this reader and nft both take. */
const TAKEN: [string, FirewallPartRule[]][] = [
  ['tcp dport 22 accept', [rule({ port: 22 })]], ['tcp dport { 80, https } ct state new counter accept', [rule({ port: 80 }), rule({ port: 443 })]], ['tcp dport 8000-8002 drop', [8000, 8001, 8002].map((port) => rule({ port, action: 'drop' }))],
  ['ip saddr 10.0.0.0/24 udp dport 53 log prefix "dns: " level info accept comment "names"', [rule({ from: ['10.0.0.0/24'], protocol: 'udp', port: 53, comment: 'names' })]],
  ['ip saddr { 10.0.0.1, 10.0.0.2 } meta l4proto tcp accept', [rule({ from: ['10.0.0.1', '10.0.0.2'] })]], ['ip protocol tcp ip saddr 10.0.0.1 accept', [rule({ from: ['10.0.0.1'] })]],
  ['meta l4proto { tcp, udp } th dport 53 accept', [rule({ port: 53 }), rule({ protocol: 'udp', port: 53 })]], ['icmp type { echo-request, destination-unreachable } accept', [rule({ protocol: 'icmp' })]],
  ['ip6 saddr { fd00::2, fd00:1::/64 } tcp dport 22 accept', [rule({ from: ['fd00::2', 'fd00:1::/64'], port: 22 })]], ['icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept', []],
  ['ip saddr 10.0.0.1 tcp dport 22 accept; ip6 saddr ::1 tcp dport 22 accept', [rule({ from: ['10.0.0.1', '::1'], port: 22 })]], ['ip6 saddr fd00::2 icmpv6 type echo-request accept', [rule({ from: ['fd00::2'], protocol: 'icmp' })]],
  ['meta l4proto { icmp, ipv6-icmp } accept', [rule({ protocol: 'icmp' })]], ['ip protocol vrrp ip daddr 224.0.0.18 accept', [rule({ protocol: 'vrrp' })]], ['meta l4proto 112 accept', [rule({ protocol: 'vrrp' })]],
  ['ip saddr 10.0.0.9 drop', (['tcp', 'udp', 'vrrp', 'icmp'] as const).map((protocol) => rule({ from: ['10.0.0.9'], protocol, action: 'drop' }))],
  ['ct state vmap { established : accept, related : accept, invalid : drop }', []], ['iifname != "lo" tcp dport 22 accept', [rule({ port: 22 })]], ['ct state { new } tcp dport 22 accept', [rule({ port: 22 })]],
  ['tcp dport 22 accept; tcp dport 23 drop # both', [rule({ port: 22 }), rule({ port: 23, action: 'drop' })]], ['tcp dport {\n 80,\n 443,\n} accept', [rule({ port: 80 }), rule({ port: 443 })]],
  ['tcp dport \\\n 22 accept', [rule({ port: 22 })]],
];

/** Rules that this reader and nft both refuse. */
const REFUSED = ['tcp dport 99999 accept', 'tcp dport { 80, 443 accept', 'tcp dport { 80 443 } accept', 'tcp dport accept', 'ip saddr 10.0.0.300 accept', 'ip saddr fd00::2 accept', 'ip6 saddr 10.0.0.1 accept', 'ip saddr 10.0.0.1 ip6 saddr fd00::2 accept', 'ip saddr @nobody accept', 'tcp dport $port accept', 'tcp dport 22 allow',
  'ct state fresh accept', 'ip protocol tpc accept', 'accept accept', 'tcp dport 9000-8000 accept', 'hello'];

describe('nftables.conf', () => {
  it('comes back as it was written, and nothing is to say about it', () => {
    fc.assert(fc.property(firewallParts, (part) => {
      expect(read(renderNftables(part))).toEqual({ part, remarks: [] });
    }), RUNS);
  });

  it('tells above each rule who may talk to whom', () => {
    const text = renderNftables({ default: 'drop', rules: [rule({ from: ['10.0.0.1', '10.0.0.2'], port: 3306, comment: 'web to database' }), rule({ protocol: 'vrrp', from: ['10.0.0.3'] })] });
    expect(text).toContain('# 10.0.0.1, 10.0.0.2 may reach MariaDB on tcp port 3306.\n        ip saddr { 10.0.0.1, 10.0.0.2 } tcp dport 3306 accept comment "web to database"\n');
    expect(text).toMatch(/# 10\.0\.0\.3 may send VRRP.*\n {8}ip saddr 10\.0\.0\.3 ip protocol 112 accept\n/);
    expect(text.indexOf('ct state established,related accept')).toBeLessThan(text.indexOf('iif lo accept'));
  });

  it('cuts a comment that nft would refuse', () => {
    const { part } = read(renderNftables({ default: 'drop', rules: [rule({ comment: `${'é'.repeat(100)}"` })] }));
    expect(part.rules[0]!.comment).toBe('é'.repeat(63));
  });
});

describe('what the rules say', () => {
  it.each(TAKEN)('%s', (text, rules) => expect(read(chain(text))).toEqual({ part: { default: 'drop', rules }, remarks: [] }));

  it.each(REFUSED)('refuses: %s', (text) => expect(kinds(chain(text))).toContainEqual(expect.stringMatching(/^\d+ (?:invalid|unknown)$/)));

  it.each([
    ['limit rate 5/minute log prefix "drop: "', ['6 ignored']], ['meta nfproto ipv6 accept', ['6 unsupported']], ['ip6 daddr fe80::1 accept', ['6 unsupported']], ['icmp type timestamp-request accept', ['6 ignored']],
    ['tcp dport 22 reject', ['6 unsupported']], ['tcp dport 22 reject with tcp reset', ['6 unsupported']], ['tcp dport 22 limit rate 5/second burst 9 packets accept', ['6 unsupported']], ['jump web', ['6 unsupported']],
    ['iifname "eth1" accept', ['6 unsupported']], ['ip saddr != 10.0.0.1 drop', ['6 unsupported']], ['ip daddr 10.0.0.1 accept', ['6 unsupported']], ['ct mark 1 accept', ['6 unsupported']], ['tcp sport 22 accept', ['6 unsupported']],
    ['tcp dport vmap { 22 : accept }', ['6 unsupported']], ['tcp dport 1024-65535 accept', ['6 unsupported', '6 ignored']], ['ip saddr 10.0.0.1-10.0.0.9 accept', ['6 unsupported', '6 ignored']], ['meta mark 1 accept', ['6 unsupported']],
    ['ip protocol esp accept', ['6 unsupported']],
  ])('has something to say about: %s', (text, remarks) => expect(kinds(chain(text))).toEqual(remarks));

  it('takes what is left for the policy', () => {
    expect(read(chain('tcp dport 22 drop\naccept\ntcp dport 23 drop'))).toMatchObject({ part: { default: 'accept', rules: [rule({ port: 22, action: 'drop' })] }, remarks: [{ line: 8, kind: 'ignored' }] });
  });

  it('knows named sets and variables, wherever the set stands', () => {
    const text = `define ADMIN = { 10.0.9.5, 10.0.9.6 }\ndefine SSH = 22\ntable ip t {\n  chain c {\n    type filter hook input priority filter; policy accept\n    ip saddr $ADMIN tcp dport $SSH accept\n    ip saddr @web tcp dport 80 accept\n  }\n  set web { type ipv4_addr; flags interval; elements = { 10.0.1.0/24 } }\n}`;
    expect(read(text)).toEqual({ part: { default: 'accept', rules: [rule({ from: ['10.0.9.5', '10.0.9.6'], port: 22 }), rule({ from: ['10.0.1.0/24'], port: 80 })] }, remarks: [] });
  });

  it('says nothing fits an empty set', () => {
    const text = chain('ip saddr @web tcp dport 80 accept').replace('chain', 'set web { type ipv4_addr; }\n  chain');
    expect(read(text)).toMatchObject({ part: { rules: [] }, remarks: [{ kind: 'ignored' }] });
  });

  it('misses answers and loopback where everything else is dropped', () => {
    expect(kinds('table ip t {\n chain c {\n type filter hook input priority 0; policy drop;\n }\n}')).toEqual(['2 unsupported', '2 unsupported']);
  });

  it.each([
    ['table ip6 t { }', '1 unsupported'], ['table arp t { }', '1 unsupported'], ['include "/etc/nftables.d/*.nft"', '1 unsupported'], ['add rule inet filter input accept', '1 unsupported'], ['tables', '1 unknown'], ['}', '1 invalid'],
    ['table inet t {\n chain x { accept\n }\n}', '2 unsupported'], ['table inet t {\n chain o { type filter hook output priority 0; policy drop;\n }\n}', '2 unsupported'], ['table inet t {\n chain n { type nat hook postrouting priority 100; masquerade\n }\n}', '2 unsupported'],
    ['table inet t {\n chain f { type filter hook forward priority 0; policy drop;\n tcp dport 1 accept\n }\n}', '2 ignored'], ['table inet t {\n set s { type ipv4_addr; colour = red;\n }\n}', '2 unknown'], ['table inet t {\n chain c { type filter hook input priority 0;\n', '1 invalid'],
  ])('says of a file: %s', (text, remark) => expect(kinds(text)).toContain(remark));

  it('accepts everything without an input chain', () => expect(read('flush ruleset\n')).toEqual({ part: { default: 'accept', rules: [] }, remarks: [] }));
});

const recorded = recordingsOf(/^oracle\.nftables$/);

describe('the recordings', () => {
  it.each(recorded)('$id', (recording) => {
    const text = textOf(recording);
    const wrong = read(text).remarks.filter(({ kind }) => kind === 'unknown' || kind === 'invalid');
    expect(wrong.length === 0).toBe(recording.outputs.exit === 0);
    // nft's own message begins with the line.
    if (wrong.length > 0) expect(recording.outputs.message![0]).toContain(`:${wrong[0]!.line}:`);
  });

  it('say what the valid file says', () => {
    expect(read(textOf(recorded.find(({ id }) => id.endsWith('-valid'))!)).part).toEqual({
      default: 'drop',
      rules: [
        rule({ protocol: 'icmp' }), rule({ protocol: 'vrrp', from: ['10.0.0.12'] }), rule({ port: 80 }), rule({ port: 443 }), rule({ port: 22, from: ['10.0.9.5'] }), rule({ port: 8404, from: ['10.0.9.0/24'] }),
      ],
    });
  });
});

it('any text is read to the end', () => {
  const words = ['table inet t {', 'chain c {', 'type filter hook input priority 0;', 'policy drop', 'ip saddr', 'tcp dport', 'accept', 'ct state', 'vmap', 'set', 'elements', 'define', 'limit rate', 'log', 'reject with', 'counter packets', '__proto__'];
  fc.assert(fc.property(brokenTexts(recorded.map(textOf), words), (text) => {
    for (const { line, message } of read(text).remarks) {
      expect(line).toBeGreaterThan(0);
      expect(message).not.toBe('');
    }
  }), RUNS);
});

describeLive('nft', ['nft'], () => {
  // One call for many texts: each costs a namespace.
  const nft = (texts: readonly string[]): string[] => {
    const names = texts.map((_, i) => `f${i}`);
    return check(Object.fromEntries(names.map((name, i) => [name, texts[i]!])), `for f in ${names.join(' ')}; do unshare -r -n nft -c -f $f >said 2>&1; echo "$? $(head -c 200 said | head -1)"; done`).said.trim().split('\n').map((line) => line.trim());
  };

  it('accepts every file that is written', () => {
    const texts = fc.sample(firewallParts, { seed: 8, numRuns: 40 }).map(renderNftables);
    expect(nft(texts)).toEqual(texts.map(() => '0'));
  });

  it('takes and refuses the same rules', () => {
    expect(nft(TAKEN.map(([text]) => chain(text)))).toEqual(TAKEN.map(() => '0'));
    for (const [i, said] of nft(REFUSED.map((text) => chain(text))).entries()) expect(`${REFUSED[i]!}: ${said}`).toMatch(/: 1 /);
  });
});
