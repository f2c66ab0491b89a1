// `global`, and the sections that no request goes through.
import { readTlsVersion } from './bind-line.ts';
import { GLOBAL_KEYWORDS, GLOBAL_NEGATABLE, SIDE_KEYWORDS, TUNE_KEYWORDS } from './global-keywords.ts';
import { checkOperation } from './operation-lines.ts';
import type { ProcessDefaults } from './proxy-lines.ts';
import type { Remarks } from './remarks.ts';
import type { ConfigLine, Section } from './syntax.ts';
import { readCount } from './values.ts';

/** Words of `ssl-default-bind-options` beside `ssl-min-ver` and `ssl-max-ver`. */
const TLS_OPTIONS = new Set([
  'allow-0rtt', 'force-sslv3', 'force-tlsv10', 'force-tlsv11', 'force-tlsv12', 'force-tlsv13', 'no-sslv3', 'no-tls-tickets', 'no-tlsv10', 'no-tlsv11', 'no-tlsv12', 'no-tlsv13',
  'prefer-client-ciphers', 'strict-sni',
]);
/** Keywords without a word, and with one number. */
const BARE = new Set('daemon busy-polling debug quiet noepoll nopoll nokqueue noevports nosplice nogetaddrinfo noreuseport zero-warning'.split(' '));
const NUMBERS = new Set('maxconn nbthread ulimit-n maxconnrate maxsessrate maxsslrate maxpipes maxsslconn spread-checks'.split(' '));

function readTlsOptions(at: ConfigLine, process: ProcessDefaults, remarks: Remarks): void {
  if (at.words.length === 1) remarks.invalid(at, 'ssl-default-bind-options needs an option.');
  for (let i = 1; i < at.words.length; i++) {
    const word = at.words[i]!;
    if (word === 'ssl-min-ver' || word === 'ssl-max-ver') {
      const version = at.words[++i];
      if (word === 'ssl-min-ver') process.sslMinVer = readTlsVersion(version, word, at, remarks);
    } else if (!TLS_OPTIONS.has(word)) remarks.invalid(at, `ssl-default-bind-options: HAProxy knows no ${word}.`);
  }
}

function readNumber(at: ConfigLine, remarks: Remarks): void {
  const [keyword = '', value, extra] = at.words;
  const count = readCount(value, keyword, at, remarks);
  if (extra !== undefined) return remarks.invalid(at, `${keyword}: ${extra} stands behind the number.`);
  if (keyword === 'nbthread' && count !== null && (count < 1 || count > 64 || !/^\d+$/.test(value!))) return remarks.invalid(at, 'nbthread has to be from 1 to 64.');
  if (keyword === 'spread-checks' && count !== null && (count < 0 || count > 50)) return remarks.invalid(at, 'spread-checks has to be from 0 to 50.');
  if (keyword === 'spread-checks' && count !== null && count > 0) remarks.unsupported(at, 'spread-checks is not modelled: checks come at their exact intervals.');
}

/** Reads a line of `global`: of it only the oldest TLS version matters here. */
export function readGlobalLine(line: ConfigLine, process: ProcessDefaults, remarks: Remarks): void {
  const isNegated = line.words[0] === 'no' && line.words.length > 1;
  const at = isNegated ? { ...line, words: line.words.slice(1) } : line;
  const keyword = at.words[0]!;
  if (isNegated && !GLOBAL_NEGATABLE.has(keyword)) return remarks.invalid(at, `no may not stand before ${keyword}.`);
  if (keyword === 'nbproc') return remarks.invalid(at, 'nbproc was removed from HAProxy: it uses threads.');
  if (!GLOBAL_KEYWORDS.has(keyword) && !(keyword.startsWith('tune.') && TUNE_KEYWORDS.has(keyword.slice(5)))) {
    return remarks.add(at, 'unknown', `HAProxy knows no ${keyword} in global.`);
  }
  const found = remarks.found.length;
  if (keyword === 'ssl-default-bind-options') readTlsOptions(at, process, remarks);
  else if (NUMBERS.has(keyword)) readNumber(at, remarks);
  else if (BARE.has(keyword) && at.words.length > 1) remarks.invalid(at, `${keyword}: ${at.words[1]} stands behind it.`);
  else checkOperation(at, true, isNegated, remarks);
  if (remarks.found.length === found) remarks.add(at, 'ignored', `${keyword} is about the operation of the process.`);
}

/** Reads a section that no request goes through: known keywords, and one remark for all of it. */
export function readSideSection({ kind, head, lines }: Section, remarks: Remarks): void {
  if (head.words.length < 2) remarks.invalid(head, `${kind} needs a name.`);
  remarks.add(head, 'ignored', `${kind} is no part of what is simulated.`);
  for (const at of lines) {
    const keyword = at.words[0] === 'no' ? at.words[1] ?? 'no' : at.words[0]!;
    if (!SIDE_KEYWORDS[kind]!.has(keyword)) remarks.add(at, 'unknown', `HAProxy knows no ${keyword} in ${kind}.`);
  }
}
