import { formatPath } from '../path.ts';
import { shorten } from '../validate/found.ts';
import type { Problem, ProblemData } from '../problem.ts';
import { CONFLICTS } from './conflicts.ts';
import { bare, didYouMean, listed, quoted, valueOf } from './words.ts';

type Sentence = (where: string, data: ProblemData, path: Problem['path']) => string;

/** What a name may refer to, for a sentence, and the field in which it is declared. */
const KINDS: ReadonlyMap<string, { a: string; field: string }> = new Map([
  ['host', { a: 'host', field: 'hosts' }],
  ['app', { a: 'application', field: 'apps' }],
  ['nginx', { a: 'nginx', field: 'nginx' }],
  ['node', { a: 'database node', field: 'mariadb.nodes' }],
  ['backend', { a: 'backend', field: 'haproxy.backends' }],
  ['certificate', { a: 'certificate', field: 'certificates' }],
  ['virtual-address', { a: 'virtual address', field: 'keepalived' }],
  ['dns', { a: 'DNS name', field: 'dns' }],
  ['group', { a: 'group', field: 'firewall.groups' }],
]);

const RULES_OF_TEXT: { readonly [rule: string]: string } = {
  path: 'a path begins with / and has no spaces, at most 255 characters',
  token: 'such a name has 1 to 64 letters, digits and signs like - and _, no spaces',
  words: 'it is one line of 1 to 64 characters and does not begin with a space',
  domain: 'a domain name has letters, digits, - and dots, such as shop.example',
  key: 'a key is made of nginx variables, such as $request_uri',
};

const SHARED_NAMES = 'Applications, nginx, database nodes and HAProxy, which is named after its host, share their names.';

function placeOf(path: Problem['path']): string {
  // A name in the path may be of any length.
  return formatPath(path.map((step) => (typeof step === 'string' ? shorten(step) : step))) || 'The design';
}

function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}

function unknownName(where: string, data: ProblemData): string {
  const kinds = `${data['kind']}`.split(' ').map((kind) => KINDS.get(kind) ?? { a: kind, field: kind });
  const known = Array.isArray(data['known']) ? data['known'] : [];
  const more = typeof data['knownCount'] === 'number' ? data['knownCount'] - known.length : 0;
  const start = `${where} names ${quoted(data['name'])}, but there is no ${orList(kinds.map((kind) => kind.a))} of that name.`;
  if (known.length === 0) return `${start} None is declared: declare one in ${orList(kinds.map((kind) => kind.field))}.`;
  return `${start}${didYouMean(data['suggestion'])} There ${known.length + more === 1 ? 'is' : 'are'} ${listed(known)}${more > 0 ? ` and ${more} more` : ''}.`;
}

function missingUnit(where: string, data: ProblemData): string {
  const suggestion = typeof data['suggestion'] === 'string' ? ` Write ${JSON.stringify(data['suggestion'])} if that is what you mean.` : '';
  return `${where} is ${valueOf(data)}, which is no duration. A duration is a number and a unit, ms, s, m, h or d, such as "2s" or "500ms".${suggestion}`;
}

const SENTENCES: { readonly [code: string]: Sentence } = {
  'wrong-type': (where, data) => `${where} is ${valueOf(data)}; ${data['expected']} is needed here.`,
  'missing-field': (_where, data, path) => `${placeOf(path.slice(0, -1))} has no ${data['field']}, which is required.`,
  'unknown-field': (_where, data, path) => (
    `${placeOf(path.slice(0, -1))} has no field ${quoted(data['field'])}.${didYouMean(data['suggestion'])} Its fields are ${bare(data['allowed'])}.`),
  'not-allowed': (where, data) => `${where} is ${valueOf(data)}.${didYouMean(data['suggestion'])} Allowed: ${listed(data['allowed'])}.`,
  'out-of-range': (where, data) => `${where} is ${valueOf(data)}; it goes from ${bare(data['min'])} to ${bare(data['max'])}.`,
  'not-a-multiple': (where, data) => `${where} is ${valueOf(data)}; it has to be a multiple of ${data['step']}.`,
  'bad-duration': missingUnit,
  'bad-name': (where, data) => (
    `${where}: ${valueOf(data)} cannot be a name. A name has 1 to 64 letters, digits, -, _ and dots, begins with a letter, and is not constructor or prototype.`),
  'bad-address': (where, data) => `${where} is ${valueOf(data)}, which is no IPv4 or IPv6 address, such as "10.0.0.11".`,
  'bad-text': (where, data) => `${where} is ${valueOf(data)}; ${RULES_OF_TEXT[`${data['rule']}`] ?? 'it has another form'}.`,
  empty: (where) => `${where} is empty; it needs at least one entry.`,
  'too-many': (where, data) => (data['what'] === 'servers'
    ? `The design has ${data['value']} servers behind load balancers; at most ${data['max']} are simulated.`
    : `${where} has ${data['value'] === undefined ? 'too many values' : `${data['value']} entries`}; at most ${data['max']} are allowed.`),
  'too-deep': (where, data) => `${where} is nested more than ${data['max']} levels deep. A design needs no more than 8.`,
  unreadable: () => 'The design could not be read. Export plain objects, lists, texts and numbers.',
  'unknown-name': unknownName,
  duplicate: (where, data) => (data['scope'] === 'process'
    ? `${where} has the name ${quoted(data['value'])}, which ${data['first']} has too. ${SHARED_NAMES} Choose another one.`
    : `${where} uses ${quoted(data['value'])} again; ${data['first']} already has it. Each stands once.`),
  conflict: (where, data) => CONFLICTS[`${data['rule']}`]?.(where, data) ?? `${where} contradicts another field.`,
};

/** The codes of problems that `validate` gives; stable, since diagnoses of exercises name them. */
export const PROBLEM_CODES: readonly string[] = Object.keys(SENTENCES);

/** One or more English sentences for a problem: what is wrong, where, and what is possible instead. */
export function describeProblem({ code, path, data }: Problem): string {
  const sentence = Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined;
  const where = placeOf(path);
  return sentence === undefined ? `${where}: ${code}.` : sentence(where, data, path);
}
