// Conditions: `acl` lines, anonymous ACLs, `if` and `unless`, as an "or" of "and"s (manual 2.6, section 7).
import { CONVERTERS, FETCHES, MATCHES } from './fetches.ts';
import type { Remarks } from './remarks.ts';
import type { ConfigLine } from './syntax.ts';
import { isName } from './values.ts';

/** One test of a request. `other`: something that the model does not know. */
export interface Literal { fetch: 'path' | 'path_beg' | 'method' | 'ssl_fc' | 'other'; values: string[]; negated: boolean; text: string }

/** True when all literals of one of the terms are. No term: never; an empty term: always. */
export type Condition = Literal[][];

/** Conditions by name, as `acl` lines define them. */
export type Acls = Map<string, Condition>;

/** Terms that a condition may have after it is spread out. */
const TERMS_MAX = 64;

const method = (...values: string[]): Condition => [[{ fetch: 'method', values, negated: false, text: `method ${values.join(' ')}` }]];
const other = (text: string): Condition => [[{ fetch: 'other', values: [], negated: false, text }]];

/** ACLs that HAProxy defines itself (manual 2.6, section 7.4). */
const PREDEFINED: ReadonlyMap<string, Condition> = new Map<string, Condition>([
  ['TRUE', [[]]], ['FALSE', []], ['HTTP', [[]]], ['WAIT_END', [[]]],
  ...['CONNECT', 'DELETE', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'TRACE'].map((name): [string, Condition] => [`METH_${name}`, method(name)]),
  ['METH_GET', method('GET', 'HEAD')],
  ...['HTTP_1.0', 'HTTP_1.1', 'HTTP_2.0', 'HTTP_CONTENT', 'HTTP_URL_ABS', 'HTTP_URL_SLASH', 'HTTP_URL_STAR', 'LOCALHOST', 'RDP_COOKIE', 'REQ_CONTENT']
    .map((name): [string, Condition] => [name, other(name)]),
]);

/** Both; null when it grows too large. */
function both(a: Condition, b: Condition): Condition | null {
  if (a.length * b.length > TERMS_MAX) return null;
  return a.flatMap((left) => b.map((right) => [...left, ...right.filter((one) => !left.some((same) => same.text === one.text && same.negated === one.negated))]));
}

/** The opposite; null when it grows too large. */
export function negate(condition: Condition): Condition | null {
  let result: Condition | null = [[]];
  for (const term of condition) {
    if (result === null) return null;
    result = both(result, term.map((literal) => [{ ...literal, negated: !literal.negated }]));
  }
  return result;
}

/** Splits `hdr(host),lower` into the fetch and its converters; commas in parentheses belong to the arguments. */
function splitExpression(text: string): string[] {
  const parts: string[] = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.replace(/\(.*$/, ''));
}

/** Which literal a fetch with its way of comparing makes; null: one that the model does not know. */
function fetchOf(name: string, match: string | null, isPlain: boolean): Literal['fetch'] | null {
  if (!isPlain) return null;
  if (name === 'path' || name === 'path_beg') {
    if (match === 'beg' || (match === null && name === 'path_beg')) return 'path_beg';
    return name === 'path' && (match === null || match === 'str') ? 'path' : null;
  }
  if (name === 'method') return match === null || match === 'str' ? 'method' : null;
  return name === 'ssl_fc' && match === null ? 'ssl_fc' : null;
}

/** Reads a test such as `path_beg -i /api /v2`. null and a remark when HAProxy refuses it. */
export function readTest(words: readonly string[], at: ConfigLine, remarks: Remarks): Condition | null {
  const [expression = '', ...rest] = words;
  const [fetch = '', ...converters] = splitExpression(expression);
  if (!FETCHES.has(fetch)) {
    remarks.add(at, 'unknown', fetch === '' ? 'A condition has nothing to test.' : `HAProxy knows no test ${fetch}.`);
    return null;
  }
  const converter = converters.find((name) => !CONVERTERS.has(name));
  if (converter !== undefined) {
    remarks.add(at, 'unknown', `HAProxy knows no converter ${converter}.`);
    return null;
  }
  let match: string | null = null;
  let isPlain = converters.length === 0;
  let i = 0;
  for (; i < rest.length && rest[i]!.startsWith('-') && rest[i]!.length > 1; i++) {
    const flag = rest[i]!;
    if (flag === '--') {
      i += 1;
      break;
    }
    if (flag === '-m') match = rest[++i] ?? '';
    else if (flag === '-f' || flag === '-M' || flag === '-u') isPlain = false;
    if (flag === '-f' || flag === '-u') i += 1;
    if (flag === '-i') remarks.unsupported(at, '-i: compared here as if upper and lower case differed.');
    if (!['-m', '-f', '-M', '-u', '-i', '-n'].includes(flag)) {
      return remarks.refused(at, `A condition has no flag ${flag}; a value that begins with - needs -- before it.`);
    }
  }
  if (match !== null && !MATCHES.has(match)) return remarks.refused(at, `HAProxy knows no way of comparing ${match}.`);
  const values = rest.slice(i);
  if (fetch === 'always_true' || fetch === 'always_false') return fetch === 'always_true' ? [[]] : [];
  const known = fetchOf(fetch, match, isPlain);
  if (known === null || (known !== 'ssl_fc' && values.length === 0)) return other(words.join(' '));
  return [[{ fetch: known, values: known === 'ssl_fc' ? [] : values, negated: false, text: words.join(' ') }]];
}

/** Reads an `acl` line: a second line of the same name is another way to be true. */
export function readAcl(at: ConfigLine, acls: Acls, remarks: Remarks): void {
  const [, name, ...test] = at.words;
  if (name === undefined || test.length === 0) return remarks.invalid(at, 'acl needs a name and a test.');
  if (!isName(name)) return remarks.invalid(at, `acl: ${name} is no name: only letters, digits and - _ . : are.`);
  if (name === 'or') return remarks.invalid(at, 'acl: or is a word of conditions and no name.');
  const condition = readTest(test, at, remarks) ?? other(test.join(' '));
  acls.set(name, [...acls.get(name) ?? [], ...condition]);
}

/** Reads one factor of a term at `position`; null and a remark when HAProxy refuses it. */
function readFactor(words: readonly string[], position: number, at: ConfigLine, acls: Acls, remarks: Remarks): { condition: Condition; next: number } | null {
  const word = words[position]!;
  if (word === '{') {
    const end = words.indexOf('}', position + 1);
    if (end < 0) return remarks.refused(at, 'A { of a condition has no } as a word of its own.');
    const condition = readTest(words.slice(position + 1, end), at, remarks);
    return condition === null ? null : { condition, next: end + 1 };
  }
  const condition = acls.get(word) ?? PREDEFINED.get(word);
  if (condition === undefined) return remarks.refused(at, `No acl ${word} is defined before this line.`);
  return { condition, next: position + 1 };
}

/** What came of a condition: read; too large to follow; or wrong, and then a remark says so. */
export type ReadCondition = { kind: 'condition'; condition: Condition } | { kind: 'too large' } | { kind: 'wrong' };

/** Reads `if …` or `unless …`, the rest of a line. No words: always. */
export function readCondition(words: readonly string[], at: ConfigLine, acls: Acls, remarks: Remarks): ReadCondition {
  if (words.length === 0) return { kind: 'condition', condition: [[]] };
  const [keyword, ...rest] = words;
  if (keyword !== 'if' && keyword !== 'unless') {
    remarks.invalid(at, `${at.words[0]}: ${keyword} stands where only if or unless may follow.`);
    return { kind: 'wrong' };
  }
  const terms: Condition = [];
  let term: Condition | null = null;
  let isTooLarge = false;
  const close = (): void => {
    if (term !== null) terms.push(...term);
    term = null;
  };
  for (let i = 0; i < rest.length;) {
    if (rest[i] === 'or' || rest[i] === '||') {
      close();
      i += 1;
      continue;
    }
    let isNegated = false;
    let word = rest[i]!;
    while (word.startsWith('!')) {
      isNegated = !isNegated;
      word = word.slice(1);
      if (word === '') word = rest[++i] ?? '';
    }
    if (i >= rest.length) {
      remarks.invalid(at, 'A ! of a condition has nothing behind it.');
      return { kind: 'wrong' };
    }
    const factor = readFactor([...rest.slice(0, i), word, ...rest.slice(i + 1)], i, at, acls, remarks);
    if (factor === null) return { kind: 'wrong' };
    i = factor.next;
    const meant: Condition | null = isNegated ? negate(factor.condition) : factor.condition;
    const joined: Condition | null = meant === null ? null : both(term ?? [[]], meant);
    if (joined === null || terms.length + joined.length > TERMS_MAX) isTooLarge = true;
    term = joined ?? [];
  }
  close();
  const condition: Condition | null = keyword === 'unless' ? negate(terms) : terms;
  return condition === null || isTooLarge ? { kind: 'too large' } : { kind: 'condition', condition };
}
