// `balance`, `hash-type` and `hash-balance-factor` (manual 2.6, section 4.2).
import type { Balance } from '../../infrastructure/model.ts';
import type { BalanceLine, HashLine, Proxy } from './proxy.ts';
import type { Remarks } from './remarks.ts';
import type { ConfigLine } from './syntax.ts';
import { readCount } from './values.ts';

const PLAIN = ['roundrobin', 'static-rr', 'leastconn', 'first', 'source'] as const;
const FUNCTIONS: readonly HashLine['function'][] = ['sdbm', 'djb2', 'wt6', 'crc32'];

function readUri(at: ConfigLine, remarks: Remarks): BalanceLine | null {
  const path = { whole: false, depth: null as number | null };
  for (let i = 2; i < at.words.length; i++) {
    const word = at.words[i]!;
    if (word === 'whole') path.whole = true;
    else if (word === 'path-only') remarks.add(at, 'ignored', 'balance: path-only makes no difference, since requests name no scheme and no host in their path here.');
    else if (word === 'depth' || word === 'len') {
      const value = at.words[++i] ?? '';
      if (!/^\d{1,9}$/.test(value) || Number(value) === 0) return remarks.refused(at, `balance uri: ${word} needs a number above 0.`);
      if (word === 'depth') path.depth = Number(value);
      else remarks.unsupported(at, 'balance uri: len is not modelled.');
    } else return remarks.refused(at, `balance uri: ${word} is none of len, depth, path-only, whole.`);
  }
  return { algorithm: 'hash', key: { path } };
}

function readNamed(at: ConfigLine, remarks: Remarks): BalanceLine | null {
  const [, word = '', second] = at.words;
  const header = /^hdr\((.*)\)$/.exec(word)?.[1];
  if (header !== undefined) {
    if (header === '') return remarks.refused(at, 'balance hdr needs the name of a header.');
    if (second !== undefined && second !== 'use_domain_only') return remarks.refused(at, `balance hdr: ${second} is not use_domain_only.`);
    if (second !== undefined) remarks.unsupported(at, 'balance hdr: use_domain_only is not modelled; the whole header is hashed.');
    return { algorithm: 'hash', key: { header } };
  }
  const draws = /^random(?:\((.*)\))?$/.exec(word);
  if (draws !== null) {
    const text = draws[1] ?? '';
    if (text !== '' && (!/^\d{1,6}$/.test(text) || Number(text) === 0)) return remarks.refused(at, 'balance random: the number of draws has to be 1 or more.');
    return { algorithm: 'random', draws: text === '' ? 2 : Number(text) };
  }
  if (/^rdp-cookie(?:\(.*\))?$/.test(word) || word === 'hash') {
    remarks.unsupported(at, `balance ${word} is not modelled; roundrobin is taken.`);
    return { algorithm: 'roundrobin' };
  }
  return remarks.refused(at, `balance: HAProxy knows no ${word}.`);
}

/** Reads `balance`. Without a word it is roundrobin. */
export function readBalance(proxy: Proxy, at: ConfigLine, remarks: Remarks): void {
  const [, word, parameter] = at.words;
  const plain = PLAIN.find((one) => one === word);
  let read: BalanceLine | null;
  if (word === undefined) read = { algorithm: 'roundrobin' };
  else if (plain !== undefined) read = { algorithm: plain };
  else if (word === 'uri') read = readUri(at, remarks);
  else if (word !== 'url_param') read = readNamed(at, remarks);
  else if (parameter === undefined) read = remarks.refused(at, 'balance url_param needs the name of a parameter.');
  else {
    if (at.words[3] !== undefined && at.words[3] !== 'check_post') return remarks.invalid(at, `balance url_param: ${at.words[3]} is not check_post.`);
    if (at.words[3] !== undefined) remarks.unsupported(at, 'balance url_param: check_post is not modelled.');
    read = { algorithm: 'hash', key: { urlParam: parameter } };
  }
  if (read !== null) proxy.balance = read;
}

/** Reads `hash-type`. `consistent` alone mixes the hash once more (avalanche), a function that is named does not. */
export function readHashType(proxy: Proxy, at: ConfigLine, remarks: Remarks): void {
  const [, type, name, modifier] = at.words;
  if (type !== 'consistent' && type !== 'map-based') return remarks.invalid(at, `hash-type: ${type ?? 'nothing'} is neither consistent nor map-based.`);
  const hashFunction = FUNCTIONS.find((one) => one === (name ?? 'sdbm'));
  if (hashFunction === undefined) return remarks.invalid(at, `hash-type: ${name} is none of ${FUNCTIONS.join(', ')}.`);
  if (modifier !== undefined && modifier !== 'avalanche') return remarks.invalid(at, `hash-type: ${modifier} is not avalanche.`);
  proxy.hash = { hashType: type, function: hashFunction, avalanche: modifier === 'avalanche' || (name === undefined && type === 'consistent') };
}

/** Reads `hash-balance-factor`: 0 is none, else above 100. */
export function readBalanceFactor(proxy: Proxy, at: ConfigLine, remarks: Remarks): void {
  const value = readCount(at.words[1], 'hash-balance-factor', at, remarks);
  if (value === null) return;
  if (value !== 0 && value <= 100) remarks.invalid(at, 'hash-balance-factor has to be 0 or above 100.');
  else proxy.balanceFactor = value === 0 ? null : value;
}

/** How a backend chooses. In mode tcp there is nothing of HTTP to hash, and HAProxy falls back to roundrobin. */
export function balanceOf({ balance, hash, balanceFactor, mode }: Proxy): Balance {
  const map: HashLine = { hashType: 'map-based', function: 'sdbm', avalanche: false };
  if (balance.algorithm === 'source') {
    return hash === null ? balance : { algorithm: 'hash', key: 'source', ...hash, balanceFactor: hash.hashType === 'consistent' ? balanceFactor : null };
  }
  if (balance.algorithm !== 'hash') return balance;
  if (mode === 'tcp') return { algorithm: 'roundrobin' };
  const used = hash ?? map;
  return { algorithm: 'hash', key: balance.key, ...used, balanceFactor: used.hashType === 'consistent' ? balanceFactor : null };
}
