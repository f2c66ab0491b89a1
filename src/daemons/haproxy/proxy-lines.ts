// Lines of `defaults`, `frontend`, `backend` and `listen` (manual 2.6, section 4).
import type { RetryOn } from '../../infrastructure/model.ts';
import { readBalance, readBalanceFactor, readHashType } from './balance-line.ts';
import { readBind } from './bind-line.ts';
import { readHttpCheck, readHttpchk } from './check-lines.ts';
import { readAcl } from './conditions.ts';
import { readHttpRequest, readHttpResponse, readUseBackend } from './http-rules.ts';
import { checkOperation, checkProblem } from './operation-lines.ts';
import { OTHER_CHECKS, OTHER_KEYWORDS, OTHER_OPTIONS, placement, READ_KEYWORDS, type Places } from './proxy-keywords.ts';
import type { Proxy } from './proxy.ts';
import type { Remarks } from './remarks.ts';
import { readDefaultServer, readServer } from './server-line.ts';
import type { ConfigLine } from './syntax.ts';
import { readCount, readTime } from './values.ts';

/** What `global` says that every proxy needs. */
export interface ProcessDefaults { sslMinVer: 'TLSv1.2' | 'TLSv1.3' | null }

const TIMEOUTS: { readonly [name: string]: { places: Places; isRead: boolean } } = {
  connect: { places: 'db', isRead: true }, client: { places: 'df', isRead: true }, server: { places: 'db', isRead: true }, queue: { places: 'db', isRead: true },
  check: { places: 'db', isRead: true }, 'http-request': { places: 'dfb', isRead: true }, 'client-fin': { places: 'df', isRead: false }, 'server-fin': { places: 'db', isRead: false },
  'http-keep-alive': { places: 'dfb', isRead: false }, tarpit: { places: 'dfb', isRead: false }, tunnel: { places: 'db', isRead: true },
};

/** `option redispatch 0`: no retry is one of the interval's, but what is not bound to its server still goes elsewhere at once. More retries than this nobody has. */
const NO_INTERVAL = 100;

const RETRY_ON: readonly RetryOn[] = [
  'none', 'conn-failure', 'empty-response', 'junk-response', 'response-timeout', '0rtt-rejected', 'all-retryable-errors',
  '401', '403', '404', '408', '425', '500', '501', '502', '503', '504',
];

const NOT_NEGATABLE: ReadonlySet<string> = new Set(['httplog', 'httpslog', 'tcplog', 'forwardfor', 'originalto', 'http-restrict-req-hdr-names', 'tcpka']);
const TAKES_WORDS: ReadonlySet<string> = new Set(['httplog', 'forwardfor', 'originalto', 'http-restrict-req-hdr-names']);

/** Says what becomes of a word that may not stand here; whether it is read all the same. */
function stands(name: string, places: Places, proxy: Proxy, at: ConfigLine, remarks: Remarks): boolean {
  const where = placement(places, proxy.standing);
  if (where === 'refused') remarks.invalid(at, `${name} may not stand in ${proxy.standing}.`);
  if (where === 'passed over') remarks.add(at, 'ignored', `HAProxy passes over ${name} in a ${proxy.standing}.`);
  return where === 'yes';
}

function readTimeout(proxy: Proxy, at: ConfigLine, remarks: Remarks): void {
  const [, name = 'nothing', value, extra] = at.words;
  if (!Object.hasOwn(TIMEOUTS, name)) return remarks.add(at, 'unknown', `HAProxy knows no timeout ${name}.`);
  const ms = readTime(value, `timeout ${name}`, at, remarks);
  if (ms === null) return;
  if (extra !== undefined) return remarks.invalid(at, `timeout ${name}: ${extra} stands behind the time.`);
  const { places, isRead } = TIMEOUTS[name]!;
  if (!stands(`timeout ${name}`, places, proxy, at, remarks)) return;
  if (name === 'tunnel') remarks.add(at, 'ignored', 'timeout tunnel replaces those of client and server in mode tcp; in mode http it is not simulated.');
  if (isRead) proxy.timeouts.set(name, ms);
  else remarks.add(at, 'ignored', `timeout ${name} is not simulated.`);
}

function readOption(proxy: Proxy, at: ConfigLine, isNegated: boolean, remarks: Remarks): void {
  const [, name, value] = at.words;
  if (name === undefined) return remarks.invalid(at, 'option needs a name.');
  if (name === 'redispatch' || name === 'allbackups' || name === 'httpchk' || OTHER_CHECKS.includes(name)) {
    if (!stands(`option ${name}`, 'db', proxy, at, remarks)) return;
  }
  if (name === 'redispatch') {
    const interval = value === undefined ? -1 : readCount(value, 'option redispatch', at, remarks) ?? -1;
    proxy.redispatch = isNegated ? 0 : interval === 0 ? NO_INTERVAL : interval;
  } else if (name === 'allbackups') {
    if (value !== undefined) return remarks.invalid(at, `option allbackups: ${value} stands behind it.`);
    proxy.allbackups = !isNegated;
  } else if (name === 'httpchk') {
    if (isNegated) return remarks.invalid(at, 'HAProxy knows no "no option httpchk".');
    readHttpchk(proxy, at.words.slice(2), at, remarks);
  } else if (OTHER_CHECKS.includes(name)) {
    const problem = isNegated ? `HAProxy knows no "no option ${name}".` : checkProblem(name, at.words.slice(2));
    if (problem !== null) return remarks.invalid(at, problem);
    proxy.httpchk = null;
    remarks.unsupported(at, `option ${name} is not modelled; a check is a connection only.`);
  } else {
    const known = OTHER_OPTIONS.get(name);
    if (known === undefined) return remarks.add(at, 'unknown', `HAProxy knows no option ${name}.`);
    if (known.kind === 'invalid') return remarks.invalid(at, `option ${name} ${known.why}.`);
    if (isNegated && NOT_NEGATABLE.has(name)) return remarks.invalid(at, `HAProxy knows no "no option ${name}".`);
    if (!TAKES_WORDS.has(name) && value !== undefined && !isNegated) return remarks.invalid(at, `option ${name}: ${value} stands behind it.`);
    if (stands(`option ${name}`, known.places, proxy, at, remarks) && !(isNegated && known.kind === 'unsupported')) {
      remarks.add(at, known.kind, `option ${name} ${known.why}.`);
    }
  }
}

function readRetryOn(proxy: Proxy, at: ConfigLine, remarks: Remarks): void {
  const words = at.words.slice(1);
  const wrong = words.find((word) => !RETRY_ON.some((one) => one === word));
  if (words.length === 0) return remarks.invalid(at, 'retry-on needs at least one word.');
  if (wrong !== undefined) return remarks.invalid(at, `retry-on: HAProxy knows no ${wrong}.`);
  if (words.includes('none') && words.length > 1) return remarks.invalid(at, 'retry-on: none stands alone.');
  proxy.retryOn = words.flatMap((word) => RETRY_ON.find((one) => one === word) ?? []);
}

const COOKIE_FLAGS: readonly string[] = ['indirect', 'nocache', 'postonly', 'preserve', 'httponly', 'secure'];

function readCookie(proxy: Proxy, at: ConfigLine, remarks: Remarks): void {
  const [, name, ...rest] = at.words;
  if (name === undefined) return remarks.invalid(at, 'cookie needs a name.');
  const modes: string[] = [];
  for (let i = 0; i < rest.length; i++) {
    const word = rest[i]!;
    if (word === 'insert' || word === 'prefix' || word === 'rewrite') modes.push(word);
    else if (['domain', 'maxidle', 'maxlife', 'attr'].includes(word)) {
      if (rest[++i] === undefined) return remarks.invalid(at, `cookie: ${word} needs a value.`);
      if (word.startsWith('max')) remarks.unsupported(at, `cookie: ${word} is not modelled.`);
    } else if (word === 'dynamic') remarks.unsupported(at, 'cookie: dynamic is not modelled; only the values on server lines are.');
    else if (!COOKIE_FLAGS.includes(word)) return remarks.invalid(at, `cookie: HAProxy knows no ${word}.`);
  }
  if (modes.length > 1) return remarks.invalid(at, 'cookie: of insert, prefix and rewrite one at most may stand.');
  if (modes[0] !== 'insert') remarks.unsupported(at, 'cookie: only insert is modelled.');
  proxy.cookie = modes[0] === 'insert' ? { name, mode: 'insert' } : null;
}

/** Keywords that take one word. */
function readOne(proxy: Proxy, at: ConfigLine, remarks: Remarks): void {
  const [keyword, value, extra] = at.words;
  if (value === undefined) return remarks.invalid(at, `${keyword} needs a value.`);
  if (extra !== undefined) return remarks.invalid(at, `${keyword}: ${extra} stands behind the value.`);
  if (keyword === 'mode') {
    if (value !== 'http' && value !== 'tcp') remarks.invalid(at, `mode: HAProxy knows no ${value}.`);
    else proxy.mode = value;
  } else if (keyword === 'retries') {
    proxy.retries = Math.max(0, readCount(value, 'retries', at, remarks) ?? 3);
  } else if (keyword === 'fullconn') {
    const count = readCount(value, 'fullconn', at, remarks) ?? 0;
    proxy.fullconn = count > 0 ? count : null;
  } else {
    proxy.routes += 1;
    proxy.defaultBackend = { name: value, at };
  }
}

/** Keywords without a word. */
function readBare(proxy: Proxy, at: ConfigLine, remarks: Remarks): void {
  if (at.words.length > 1) return remarks.invalid(at, `${at.words[0]}: ${at.words[1]} stands behind it.`);
  proxy.isDisabled = at.words[0] === 'disabled';
}

const READERS: { readonly [keyword: string]: (proxy: Proxy, at: ConfigLine, remarks: Remarks) => void } = {
  mode: readOne, retries: readOne, fullconn: readOne, default_backend: readOne, disabled: readBare, enabled: readBare, timeout: readTimeout, balance: readBalance, 'hash-type': readHashType,
  'hash-balance-factor': readBalanceFactor, cookie: readCookie, 'http-check': readHttpCheck, 'default-server': readDefaultServer, 'retry-on': readRetryOn, server: readServer,
  use_backend: readUseBackend, 'http-request': readHttpRequest, 'http-response': readHttpResponse, redirect: readHttpRequest,
  acl: (proxy, at, remarks) => readAcl(at, proxy.acls, remarks),
};

/** Reads one line of a section into `proxy`. */
export function readProxyLine(proxy: Proxy, line: ConfigLine, { sslMinVer }: ProcessDefaults, remarks: Remarks): void {
  const isPrefixed = (line.words[0] === 'no' || line.words[0] === 'default') && line.words.length > 1;
  const at = isPrefixed ? { ...line, words: line.words.slice(1) } : line;
  const keyword = at.words[0]!;
  if (isPrefixed && keyword !== 'option' && keyword !== 'log') return remarks.invalid(at, `${line.words[0]} may stand before option and log only.`);
  const places = READ_KEYWORDS.get(keyword);
  if (places !== undefined) {
    if (!stands(keyword, places, proxy, at, remarks)) return;
    if (keyword === 'option') readOption(proxy, at, isPrefixed, remarks);
    else if (keyword === 'bind') readBind(proxy, at, sslMinVer, remarks);
    else READERS[keyword]!(proxy, at, remarks);
    return;
  }
  const known = OTHER_KEYWORDS.get(keyword);
  if (known === undefined) return remarks.add(at, 'unknown', `HAProxy knows no ${keyword} in ${proxy.standing}.`);
  if (known.kind === 'invalid') return remarks.invalid(at, `${keyword} ${known.why}.`);
  if (keyword === 'maxconn' && at.words.length !== 2) return remarks.invalid(at, 'maxconn takes one number.');
  if (!checkOperation(at, false, isPrefixed, remarks)) return;
  if (stands(keyword, known.places, proxy, at, remarks)) remarks.add(at, known.kind, `${keyword} ${known.why}.`);
}
