// `option httpchk` and `http-check` (manual 2.6, section 4.2).
import type { Proxy } from './proxy.ts';
import type { Remarks } from './remarks.ts';
import type { ConfigLine } from './syntax.ts';

const SEND_VALUES: readonly string[] = ['meth', 'uri', 'uri-lf', 'ver', 'hdr', 'body', 'body-lf', 'comment'];
const EXPECT_PATTERNS: readonly string[] = ['status', 'rstatus', 'hdr', 'fhdr', 'string', 'rstring', 'string-lf'];
const EXPECT_VALUES: readonly string[] = ['min-recv', 'ok-status', 'error-status', 'tout-status', 'on-success', 'on-error', 'status-code', 'comment'];
const OTHER_ACTIONS: readonly string[] = ['disable-on-404', 'send-state', 'set-var', 'set-var-fmt', 'unset-var', 'comment'];

/** Reads `option httpchk [<method>] [<uri>] [<version>]`; alone it is `OPTIONS / HTTP/1.0`. */
export function readHttpchk(proxy: Proxy, list: readonly string[], at: ConfigLine, remarks: Remarks): void {
  if (list.length > 3) return remarks.invalid(at, `option httpchk: ${list[3]} stands behind the version.`);
  const [first, second] = list;
  proxy.httpchk = { method: second === undefined ? 'OPTIONS' : first!, uri: second ?? first ?? '/' };
}

function readSend(proxy: Proxy, list: readonly string[], at: ConfigLine, remarks: Remarks): void {
  if (proxy.httpCheck.hasSent) return remarks.invalid(at, 'http-check send: a second request needs an http-check connect before it.');
  proxy.httpCheck.hasSent = true;
  for (let i = 0; i < list.length; i += 2) {
    const word = list[i]!;
    const value = list[i + 1];
    if (!SEND_VALUES.includes(word)) return remarks.invalid(at, `http-check send: HAProxy knows no ${word}.`);
    if (value === undefined || (word === 'hdr' && list[i + 2] === undefined)) {
      return remarks.invalid(at, `http-check send: ${word} needs ${word === 'hdr' ? 'a name and a value' : 'a value'}.`);
    }
    if (word === 'meth') proxy.httpCheck.method = value;
    else if (word === 'uri') proxy.httpCheck.uri = value;
    else if (word !== 'ver' && word !== 'hdr' && word !== 'comment') remarks.unsupported(at, `http-check send: ${word} is not modelled.`);
    if (word === 'hdr') i += 1;
  }
}

function readExpect(proxy: Proxy, list: readonly string[], at: ConfigLine, remarks: Remarks): void {
  let i = 0;
  while (EXPECT_VALUES.includes(list[i] ?? '')) i += 2;
  let isNegated = false;
  let word = list[i] ?? '';
  if (word.startsWith('!')) {
    isNegated = true;
    word = word.slice(1);
    if (word === '') word = list[++i] ?? '';
  }
  const pattern = list[i + 1];
  if (!EXPECT_PATTERNS.includes(word)) return remarks.invalid(at, `http-check expect: ${word === '' ? 'nothing' : word} is none of ${EXPECT_PATTERNS.join(', ')}.`);
  if (pattern === undefined) return remarks.invalid(at, `http-check expect: ${word} needs a value.`);
  if (word === 'status' && !/^\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*$/.test(pattern)) return remarks.invalid(at, `http-check expect: ${pattern} is no status.`);
  const further = list[i + 2];
  if (further !== undefined && (word === 'status' || word === 'string') && !EXPECT_VALUES.includes(further)) {
    return remarks.invalid(at, `http-check expect: ${further} stands behind the status.`);
  }
  proxy.httpCheck.expectStatus = null;
  if (word === 'status' && !isNegated && /^\d{3}$/.test(pattern)) proxy.httpCheck.expectStatus = Number(pattern);
  else if (isNegated || pattern !== '200-399') remarks.unsupported(at, 'http-check expect: only one status is modelled; any 2xx or 3xx is taken as good.');
}

/** Reads `http-check`. The first line in a section replaces what it inherits. */
export function readHttpCheck(proxy: Proxy, at: ConfigLine, remarks: Remarks): void {
  if (proxy.httpCheck.isInherited) proxy.httpCheck = { method: null, uri: null, expectStatus: null, isInherited: false, hasSent: false };
  const [, action, ...rest] = at.words;
  if (action === 'send') readSend(proxy, rest, at, remarks);
  else if (action === 'expect') readExpect(proxy, rest, at, remarks);
  else if (action === 'connect') {
    proxy.httpCheck.hasSent = false;
    remarks.unsupported(at, 'http-check connect is not modelled: the address of the server is checked.');
  } else if (action !== undefined && OTHER_ACTIONS.includes(action)) {
    remarks.add(at, action === 'comment' || action === 'send-state' ? 'ignored' : 'unsupported', `http-check ${action} is not modelled.`);
  } else remarks.invalid(at, `http-check: HAProxy knows no ${action ?? 'check without an action'}.`);
}

/** The check of a backend; null: a connection only. A method that the model does not have is taken as GET. */
export function httpchkOf({ httpchk, httpCheck }: Proxy): { uri: string; method: 'GET' | 'HEAD' | 'OPTIONS'; expectStatus: number | null } | null {
  if (httpchk === null) return null;
  const method = httpCheck.method ?? httpchk.method;
  return { uri: httpCheck.uri ?? httpchk.uri, method: isCheckMethod(method) ? method : 'GET', expectStatus: httpCheck.expectStatus };
}

/** Whether the model has this method for a check. */
export function isCheckMethod(method: string): method is 'GET' | 'HEAD' | 'OPTIONS' {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}
