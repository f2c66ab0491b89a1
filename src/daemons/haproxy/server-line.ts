// `server` and `default-server` lines (manual 2.6, section 5).
import type { Proxy, ServerOptions } from './proxy.ts';
import type { Remarks } from './remarks.ts';
import type { ConfigLine } from './syntax.ts';
import { isBrokenIpv4, isName, parseAddress, readCount, readTime, readWithin } from './values.ts';

/** What sets an option: gets the word behind the keyword. */
type Setter = (options: ServerOptions, value: string, keyword: string, at: ConfigLine, remarks: Remarks) => void;

/** A word of a list of words. */
function oneOf<Word extends string>(words: readonly Word[], set: (options: ServerOptions, word: Word) => void): Setter {
  return (options, value, keyword, at, remarks) => {
    const word = words.find((one) => one === value);
    if (word === undefined) remarks.invalid(at, `${keyword}: ${value} is none of ${words.join(', ')}.`);
    else set(options, word);
  };
}

/** A time above 0, or from 0. */
function time(set: (options: ServerOptions, ms: number) => void, least: 0 | 1 = 1): Setter {
  return (options, value, keyword, at, remarks) => {
    const ms = readTime(value, keyword, at, remarks);
    if (ms === null) return;
    if (ms < least) remarks.invalid(at, `${keyword} has to be above 0.`);
    else set(options, ms);
  };
}

/** A number from `least` to `most`. */
function number(least: number, most: number, set: (options: ServerOptions, value: number) => void): Setter {
  return (options, value, keyword, at, remarks) => {
    const read = readWithin(value, keyword, least, most, at, remarks);
    if (read !== null) set(options, read);
  };
}

/** A number of connections: below 0 nothing fits, which HAProxy takes as written. */
function count(set: (options: ServerOptions, value: number) => void): Setter {
  return (options, value, keyword, at, remarks) => {
    const read = readCount(value, keyword, at, remarks);
    if (read === null) return;
    if (read < 0) remarks.unsupported(at, `${keyword}: ${value} is below 0; read as 0.`);
    set(options, Math.max(0, read));
  };
}

const WITH_VALUE: { readonly [keyword: string]: Setter } = {
  inter: time((options, ms) => { options.interMs = ms; }),
  fastinter: time((options, ms) => { options.fastinterMs = ms; }),
  downinter: time((options, ms) => { options.downinterMs = ms; }),
  slowstart: time((options, ms) => { options.slowstartMs = ms; }, 0),
  fall: number(1, Number.MAX_SAFE_INTEGER, (options, value) => { options.fall = value; }),
  rise: number(1, Number.MAX_SAFE_INTEGER, (options, value) => { options.rise = value; }),
  'error-limit': number(1, Number.MAX_SAFE_INTEGER, (options, value) => { options.errorLimit = value; }),
  weight: number(0, 256, (options, value) => { options.weight = value; }),
  id: number(1, 2_147_483_647, (options, value) => { options.id = value; }),
  maxconn: count((options, value) => { options.maxconn = value; }),
  minconn: count((options, value) => { options.minconn = value; }),
  maxqueue: count((options, value) => { options.maxqueue = value; }),
  observe: oneOf(['none', 'layer4', 'layer7'], (options, word) => { options.observe = word === 'none' ? null : word; }),
  'on-error': oneOf(['fastinter', 'fail-check', 'sudden-death', 'mark-down'], (options, word) => { options.onError = word; }),
  'on-marked-down': oneOf(['shutdown-sessions'], (options, word) => { options.onMarkedDown = word; }),
  cookie: (options, value) => { options.cookie = value; },
  verify: oneOf(['none', 'required'], (options, word) => { options.verify = word; }),
  'ca-file': (options) => { options.hasCaFile = true; },
};

const FLAGS: { readonly [keyword: string]: (options: ServerOptions) => void } = {
  check: (options) => { options.isChecked = true; },
  'no-check': (options) => { options.isChecked = false; },
  backup: (options) => { options.backup = true; },
  'no-backup': (options) => { options.backup = false; },
  disabled: (options) => { options.disabled = true; },
  enabled: (options) => { options.disabled = false; },
  ssl: (options) => { options.isTls = true; },
  'no-ssl': (options) => { options.isTls = false; },
};

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Known, without effect on what is simulated. */
const IGNORED_FLAGS = words(`
  allow-0rtt force-sslv3 force-tlsv10 force-tlsv11 force-tlsv12 force-tlsv13 no-send-proxy no-send-proxy-v2 no-send-proxy-v2-ssl
  no-send-proxy-v2-ssl-cn no-ssl-reuse ssl-reuse no-sslv3 no-tfo no-tls-tickets no-tlsv10 no-tlsv11 no-tlsv12 no-tlsv13 send-proxy send-proxy-v2
  send-proxy-v2-ssl send-proxy-v2-ssl-cn stick tfo tls-tickets no-agent-check no-check-send-proxy no-check-ssl check-send-proxy check-ssl
  check-via-socks4`);
const IGNORED_VALUES = words(`
  alpn check-alpn check-proto check-sni ciphers ciphersuites crl-file crt init-addr interface log-proto max-reuse namespace npn pool-low-conn
  pool-max-conn pool-purge-delay proto proxy-v2-options resolve-net resolve-opts resolve-prefer resolvers sni socks4 source ssl-max-ver ssl-min-ver
  tcp-ut usesrc verifyhost ws`);
/** Known, and the simulation would come out otherwise. */
const UNSUPPORTED_FLAGS = words('agent-check non-stick');
const UNSUPPORTED_VALUES = words('addr agent-addr agent-inter agent-port agent-send on-marked-up port redir track');
/** Numbers that HAProxy takes as 0 where the line ends. */
const OR_NOTHING = words('weight maxconn minconn maxqueue');
/** Refused or passed over in `default-server`. */
const NOT_IN_DEFAULTS = words('id');

/** Reads the options of a line from its `start`-th word on. */
function readOptions(options: ServerOptions, start: number, at: ConfigLine, remarks: Remarks): void {
  const isDefault = at.words[0] === 'default-server';
  for (let i = start; i < at.words.length; i++) {
    const keyword = at.words[i]!;
    const say = (kind: 'ignored' | 'unsupported', why: string): void => remarks.add(at, kind, `server: ${keyword} ${why}.`);
    if (Object.hasOwn(FLAGS, keyword)) {
      FLAGS[keyword]!(options);
    } else if (IGNORED_FLAGS.has(keyword)) {
      say('ignored', 'does not change which server is chosen');
    } else if (UNSUPPORTED_FLAGS.has(keyword)) {
      say('unsupported', 'is not modelled');
    } else if (Object.hasOwn(WITH_VALUE, keyword) || IGNORED_VALUES.has(keyword) || UNSUPPORTED_VALUES.has(keyword)) {
      const value = at.words[++i] ?? (OR_NOTHING.has(keyword) ? '' : undefined);
      if (value === undefined) remarks.invalid(at, `server: ${keyword} needs a value.`);
      else if (isDefault && NOT_IN_DEFAULTS.has(keyword)) remarks.invalid(at, `default-server: ${keyword} belongs to one server.`);
      else if (Object.hasOwn(WITH_VALUE, keyword)) WITH_VALUE[keyword]!(options, value, keyword, at, remarks);
      else say(IGNORED_VALUES.has(keyword) ? 'ignored' : 'unsupported', IGNORED_VALUES.has(keyword) ? 'does not change which server is chosen' : 'is not modelled');
    } else {
      remarks.add(at, 'unknown', `HAProxy knows no word ${keyword} on a server line.`);
    }
  }
}

/** Reads `default-server`: for all server lines that follow, and on top of what such lines before it said. */
export function readDefaultServer(proxy: Proxy, at: ConfigLine, remarks: Remarks): void {
  readOptions(proxy.defaultServer, 1, at, remarks);
}

/** Reads a `server` line. One that HAProxy refuses is left out where it has no name or no address. */
export function readServer(proxy: Proxy, at: ConfigLine, remarks: Remarks): void {
  const [, name, text] = at.words;
  if (name === undefined || text === undefined) return remarks.invalid(at, 'server needs a name and an address.');
  if (!isName(name)) return remarks.invalid(at, `server: ${name} is no name: only letters, digits and - _ . : are.`);
  const options: ServerOptions = { ...proxy.defaultServer };
  readOptions(options, 3, at, remarks);
  if (options.isTls && options.verify !== 'none' && !options.hasCaFile) {
    remarks.invalid(at, `server: ${name} verifies certificates without a ca-file to verify them with.`);
  }
  const twin = proxy.servers.find((server) => server.options.id !== null && server.options.id === options.id);
  if (twin !== undefined) return remarks.invalid(at, `server: id ${options.id} is taken since line ${twin.at.line}.`);
  const same = proxy.servers.find((server) => server.name === name);
  if (same !== undefined) {
    // HAProxy takes a name twice where one of the two has an id of its own.
    const kind = same.options.id === null && options.id === null ? 'invalid' : 'unsupported';
    return remarks.add(at, kind, `server: ${name} is already defined in line ${same.at.line}.`);
  }
  const address = parseAddress(text);
  if (address === null || address.special === 'range' || isBrokenIpv4(address.host)) return remarks.invalid(at, `server: ${text} is no address.`);
  if (address.special === 'socket') return remarks.unsupported(at, `server: ${text} is a socket on this host, which is not modelled; the server is left out.`);
  if (address.port === null || address.port === 0) remarks.unsupported(at, `server: ${text} has no port of its own; the port of the frontend is taken.`);
  proxy.servers.push({ at, name, address: address.host, port: address.port === 0 ? null : address.port, options });
}
