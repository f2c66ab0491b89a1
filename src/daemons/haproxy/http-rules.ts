// `http-request`, `http-response`, `redirect` and `use_backend` (manual 2.6, section 4.2).
import type { HttpRule } from '../../infrastructure/model.ts';
import { readCondition, type Condition, type Literal } from './conditions.ts';
import { FETCHES } from './fetches.ts';
import type { Proxy } from './proxy.ts';
import type { Remarks } from './remarks.ts';
import type { ConfigLine } from './syntax.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const IGNORED_REQUEST = words(`
  add-acl add-header capture del-acl del-header del-map early-hint ot-group replace-header replace-value sc-inc-gpc sc-inc-gpc0 sc-inc-gpc1 sc-set-gpt
  sc-set-gpt0 set-dst set-dst-port set-header set-log-level set-map set-mark set-nice set-src set-src-port set-tos set-var set-var-fmt strict-mode
  unset-var use-service wait-for-handshake`);
const UNSUPPORTED_REQUEST = words(`
  allow auth cache-use do-resolve normalize-uri reject replace-path replace-pathq replace-uri send-spoe-group set-method set-path set-pathq
  set-priority-offset set-query set-timeout set-uri silent-drop tarpit track-sc0 track-sc1 track-sc2 wait-for-body`);
const RESPONSE = words(`
  add-acl add-header allow cache-store capture del-acl del-header del-map deny ot-group redirect replace-header replace-value return sc-inc-gpc
  sc-inc-gpc0 sc-inc-gpc1 sc-set-gpt sc-set-gpt0 send-spoe-group set-header set-log-level set-map set-mark set-nice set-status set-tos set-var
  set-var-fmt silent-drop strict-mode track-sc0 track-sc1 track-sc2 unset-var wait-for-body`);
const UNSUPPORTED_RESPONSE = words('cache-store deny redirect return send-spoe-group set-status silent-drop wait-for-body');
/** Words behind an action, before its condition. */
const ARGUMENTS: { readonly [action: string]: number } = {
  'set-header': 2, 'add-header': 2, 'set-path': 1, 'set-pathq': 1, 'set-query': 1, 'set-uri': 1, 'set-method': 1, 'set-log-level': 1,
  'set-nice': 1, 'replace-header': 3, 'replace-value': 3, 'replace-path': 2,
  'replace-pathq': 2, 'replace-uri': 2, 'set-status': 1, 'use-service': 1,
};
/** Status codes that HAProxy has an answer of its own for (manual 2.6, `errorfile`). */
const DENY_STATUS = words('200 400 401 403 404 405 407 408 410 413 421 422 425 429 500 501 502 503 504');
const REDIRECT_STATUS = words('301 302 303 307 308');

/** The words before the condition, and those of it. */
function splitCondition(list: readonly string[]): [string[], string[]] {
  const at = list.findIndex((word) => word === 'if' || word === 'unless');
  return at < 0 ? [[...list], []] : [list.slice(0, at), list.slice(at)];
}

/** The condition of a line; null when there is none that could be followed, and then a remark says so. */
function followed(list: readonly string[], proxy: Proxy, at: ConfigLine, remarks: Remarks): Condition | null {
  const read = readCondition(list, at, proxy.acls, remarks);
  if (read.kind === 'too large') remarks.unsupported(at, 'The condition of this line has too many cases to follow; the line is left out.');
  return read.kind === 'condition' ? read.condition : null;
}

/** The rules up to the first that ends every request: HAProxy warns of those behind it, which do nothing. */
export function reachable<One>(rules: readonly One[], ruleOf: (one: One) => HttpRule): One[] {
  const last = rules.findIndex((one) => ruleOf(one).if === null && ruleOf(one).action.kind !== 'set-priority-class');
  return last < 0 ? [...rules] : rules.slice(0, last + 1);
}

/** A literal as a rule's condition; null where the model has no such test. */
function testOf(literal: Literal): NonNullable<HttpRule['if']> | null {
  if (literal.fetch === 'other' || literal.fetch === 'ssl_fc') return null;
  return { fetch: literal.fetch, values: literal.values, negated: literal.negated };
}

/** Adds a rule for every case of its condition: the first that fits decides, so cases are rules of their own. */
function addRule(action: HttpRule['action'], condition: Condition, proxy: Proxy, at: ConfigLine, remarks: Remarks): void {
  const tests = condition.map((term) => (term.length === 0 ? null : term.length === 1 ? testOf(term[0]!) ?? undefined : undefined));
  if (tests.includes(undefined)) {
    return remarks.unsupported(at, `${at.words.slice(0, 2).join(' ')}: its condition asks for more than one thing, or for what is not modelled; the line is left out.`);
  }
  for (const test of tests) proxy.rules.push({ at, rule: { action, if: test! } });
}

/** `deny [status <code>]` and `return [status <code>] …`. */
function readAnswer(kind: 'deny' | 'return', list: readonly string[], condition: readonly string[], proxy: Proxy, at: ConfigLine, remarks: Remarks): void {
  let status = kind === 'deny' ? 403 : 200;
  let hasType = false;
  let payload: string | null = null;
  for (let i = 0; i < list.length; i += 1) {
    const word = list[i]!;
    const value = list[i + 1];
    if (word === 'status' || (word === 'deny_status' && kind === 'deny')) {
      const code = /^\d{3}$/.test(value ?? '') ? Number(value) : 0;
      if (code < 200 || code > 599) return remarks.invalid(at, `${kind}: ${value ?? 'nothing'} is no status of an answer.`);
      if (kind === 'deny' && !DENY_STATUS.has(value!)) return remarks.invalid(at, `deny: HAProxy has no answer of its own for status ${value}.`);
      status = code;
      i += 1;
    } else if (['content-type', 'string', 'lf-string', 'file', 'lf-file', 'errorfile', 'errorfiles', 'hdr'].includes(word)) {
      if (value === undefined) return remarks.invalid(at, `${kind}: ${word} needs a value.`);
      if (word === 'content-type') hasType = true;
      else if (['string', 'lf-string', 'file', 'lf-file'].includes(word)) payload = word;
      i += word === 'hdr' ? 2 : 1;
    } else if (word !== 'default-errorfiles') return remarks.invalid(at, `${kind}: ${word} stands where only if or unless may follow.`);
  }
  if (payload !== null && !hasType) return remarks.invalid(at, `${kind}: ${payload} needs a content-type.`);
  if (payload !== null || hasType) remarks.add(at, 'ignored', `${kind}: what the answer contains is not simulated.`);
  const read = followed(condition, proxy, at, remarks);
  if (read !== null) addRule({ kind, status }, read, proxy, at, remarks);
}

/** `redirect scheme|location|prefix <to> [code <status>] …`. */
function readRedirect(list: readonly string[], condition: readonly string[], proxy: Proxy, at: ConfigLine, remarks: Remarks): void {
  let to: string | null = null;
  let status = 302;
  for (let i = 0; i < list.length; i += 1) {
    const word = list[i]!;
    const value = list[i + 1];
    if (['scheme', 'location', 'prefix', 'code', 'set-cookie', 'clear-cookie'].includes(word)) {
      if (value === undefined) return remarks.invalid(at, `redirect: ${word} needs a value.`);
      if (word === 'code' && !REDIRECT_STATUS.has(value)) return remarks.invalid(at, `redirect: ${value} is none of 301, 302, 303, 307, 308.`);
      if (word === 'code') status = Number(value);
      else if (!word.endsWith('-cookie')) to = `${word} ${value}`;
      i += 1;
    } else if (!['drop-query', 'append-slash', 'ignore-empty'].includes(word)) return remarks.invalid(at, `redirect: HAProxy knows no ${word}.`);
  }
  if (to === null) return remarks.invalid(at, 'redirect needs scheme, location or prefix.');
  const read = followed(condition, proxy, at, remarks);
  if (read === null) return;
  const plain = read.length === 1 && read[0]!.some((literal) => literal.fetch === 'ssl_fc' && literal.negated);
  if (to !== 'scheme https' || !plain) return addRule({ kind: 'redirect', status, to }, read, proxy, at, remarks);
  proxy.redirectToHttps = status;
  if (read[0]!.length > 1) remarks.unsupported(at, 'redirect: the exceptions from redirecting to https are not modelled; everything is redirected.');
}

/** `disable-l7-retry`: of its conditions the one on POST is modelled. */
function readNoRetry(condition: readonly string[], proxy: Proxy, at: ConfigLine, remarks: Remarks): void {
  const read = followed(condition, proxy, at, remarks);
  if (read === null) return;
  const isPost = (literal: Literal): boolean => literal.fetch === 'method' && literal.values.includes('POST') !== literal.negated;
  if (read.some((term) => term.every(isPost))) proxy.disableL7RetryForPost = true;
  const exactly = read.length === 1 && read[0]!.length === 1 && read[0]![0]!.values.join() === 'POST' && !read[0]![0]!.negated;
  if (!exactly) remarks.unsupported(at, 'http-request disable-l7-retry: only its condition on the method POST is modelled.');
}

/** Name of an action without its arguments: `set-var(txn.a)` is `set-var`. */
const bare = (action: string): string => action.replace(/\(.*$/, '');

/** Reads `http-request`, or `redirect` alone, which is the same. */
export function readHttpRequest(proxy: Proxy, at: ConfigLine, remarks: Remarks): void {
  const [list, condition] = splitCondition(at.words.slice(at.words[0] === 'redirect' ? 0 : 1));
  const [action, ...rest] = list;
  if (action === undefined) return remarks.invalid(at, 'http-request needs an action.');
  if (['deny', 'return', 'redirect'].includes(action)) proxy.routes += 1;
  if (action === 'use-service' && rest[0] === 'prometheus-exporter') proxy.hasMetrics = true;
  if (action === 'deny' || action === 'return') return readAnswer(action, rest, condition, proxy, at, remarks);
  if (action === 'redirect') return readRedirect(rest, condition, proxy, at, remarks);
  if (action === 'disable-l7-retry' && rest.length === 0) return readNoRetry(condition, proxy, at, remarks);
  if (action === 'set-priority-class') {
    const priority = /^int\((-?\d{1,6})\)$/.exec(rest.join(' '))?.[1];
    if (rest.length === 0) return remarks.invalid(at, 'http-request set-priority-class needs an expression.');
    if (rest.length > 1 && !rest[0]!.endsWith(',')) {
      return remarks.invalid(at, `http-request set-priority-class: ${rest[1]} stands where only if or unless may follow.`);
    }
    const fetch = bare(rest[0]!).replace(/,.*$/, '');
    if (!FETCHES.has(fetch)) return remarks.add(at, 'unknown', `HAProxy knows no value ${fetch}.`);
    if (priority === undefined) return remarks.unsupported(at, 'http-request set-priority-class: only a number, such as int(-10), is modelled.');
    const read = followed(condition, proxy, at, remarks);
    return read === null ? undefined : addRule({ kind: 'set-priority-class', priority: Number(priority) }, read, proxy, at, remarks);
  }
  readOther(action, rest, condition, IGNORED_REQUEST, UNSUPPORTED_REQUEST, proxy, at, remarks);
}

/** An action that is known and not read: its condition is still looked at, since HAProxy refuses a wrong one. */
function readOther(
  action: string, rest: readonly string[], condition: readonly string[], ignored: ReadonlySet<string>, unsupported: ReadonlySet<string>, proxy: Proxy, at: ConfigLine, remarks: Remarks,
): void {
  const name = bare(action);
  const keyword = `${at.words[0]} ${name}`;
  if (!ignored.has(name) && !unsupported.has(name)) return remarks.add(at, 'unknown', `HAProxy knows no ${keyword}.`);
  const wanted = ARGUMENTS[name];
  if (wanted !== undefined && rest.length !== wanted) {
    return remarks.invalid(at, `${keyword} takes ${wanted} ${wanted === 1 ? 'word' : 'words'} before its condition, not ${rest.length}.`);
  }
  if (name === 'use-service' && rest[0] !== 'prometheus-exporter' && !rest[0]!.startsWith('lua.')) {
    return remarks.invalid(at, `http-request use-service: HAProxy knows no service ${rest[0]}.`);
  }
  const found = remarks.found.length;
  readCondition(condition, at, proxy.acls, remarks);
  if (remarks.found.length > found) return;
  if (unsupported.has(name)) remarks.unsupported(at, `${keyword} changes what happens to requests, and is not modelled.`);
  else remarks.add(at, 'ignored', `${keyword} is about headers, logs, variables or HAProxy's own pages.`);
}

/** Reads `http-response`: of it the header Strict-Transport-Security is modelled. */
export function readHttpResponse(proxy: Proxy, at: ConfigLine, remarks: Remarks): void {
  const [list, condition] = splitCondition(at.words.slice(1));
  const [action, name, value = ''] = list;
  if (action === undefined) return remarks.invalid(at, 'http-response needs an action.');
  const seconds = /(?:^|;)\s*max-age\s*=\s*"?(\d{1,12})/i.exec(value)?.[1];
  if ((action === 'set-header' || action === 'add-header') && name?.toLowerCase() === 'strict-transport-security' && list.length === 3 && seconds !== undefined) {
    const read = followed(condition, proxy, at, remarks);
    if (read === null) return;
    proxy.hstsMs = Number(seconds) * 1000;
    if (!read.every((term) => term.every((literal) => literal.fetch === 'ssl_fc'))) {
      remarks.unsupported(at, 'http-response: the condition for Strict-Transport-Security is not modelled; the header is always sent.');
    }
    return;
  }
  readOther(action, list.slice(1), condition, RESPONSE, UNSUPPORTED_RESPONSE, proxy, at, remarks);
}

/** The cases of one term of `use_backend`: one method, one beginning of the path; null where it asks for something else. */
function casesOf(term: readonly Literal[]): { method: 'GET' | 'POST' | null; pathBegins: string | null }[] | null {
  let cases: { method: 'GET' | 'POST' | null; pathBegins: string | null }[] = [{ method: null, pathBegins: null }];
  for (const literal of term) {
    if (literal.negated) return null;
    const values = literal.fetch === 'method' ? literal.values.filter((value) => value !== 'HEAD') : literal.values;
    if (literal.fetch === 'path_beg') {
      if (cases.some((one) => one.pathBegins !== null)) return null;
      cases = cases.flatMap((one) => values.map((pathBegins) => ({ ...one, pathBegins })));
    } else if (literal.fetch === 'method' && values.every((value): value is 'GET' | 'POST' => value === 'GET' || value === 'POST')) {
      if (cases.some((one) => one.method !== null)) return null;
      cases = cases.flatMap((one) => values.map((method) => ({ ...one, method: method as 'GET' | 'POST' })));
    } else return null;
  }
  return cases;
}

/** Reads `use_backend`; every case of its condition is a rule of its own. */
export function readUseBackend(proxy: Proxy, at: ConfigLine, remarks: Remarks): void {
  const [, backend, ...condition] = at.words;
  if (backend === undefined) return remarks.invalid(at, 'use_backend needs the name of a backend.');
  proxy.routes += 1;
  const read = followed(condition, proxy, at, remarks);
  if (backend.includes('%[')) return remarks.unsupported(at, `use_backend: ${backend} depends on the request, which is not modelled; the line is left out.`);
  if (read === null) return;
  const cases = read.map(casesOf);
  if (cases.includes(null)) remarks.unsupported(at, 'use_backend: its condition is more than a method and the beginning of the path; the line is left out.');
  // A line whose condition is not followed still names a backend, and HAProxy wants that one to exist.
  const leftOut = { at, method: null, pathBegins: null, backend, isLeftOut: true };
  proxy.useBackend.push(...(cases.includes(null) ? [leftOut] : cases.flatMap((one) => one!.map((rule) => ({ ...leftOut, ...rule, isLeftOut: false })))));
}
