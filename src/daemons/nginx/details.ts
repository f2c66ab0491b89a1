// Values that a directive checks by its own rules. Each rule was tried with nginx 1.22.1.
import type { Directive } from './syntax.ts';
import { readNumber, readSize } from './values.ts';
import { declaredVariables, variableProblem } from './variables.ts';

/** What the directives of one file refer to. */
export interface Declared { zones: Set<string>; formats: Set<string>; variables: Set<string>; /** Names of upstream zones that somewhere have a size. */ sized: Set<string> }

/** Collects it from the whole tree: nginx resolves these names at the end. */
export function declaredIn(tree: readonly Directive[]): Declared {
  const declared: Declared = { zones: new Set(), formats: new Set(['combined']), variables: declaredVariables(tree), sized: new Set() };
  const http = tree.find(({ name }) => name === 'http')?.block ?? [];
  for (const { name, args } of http) {
    if (name === 'limit_req_zone' || name === 'limit_conn_zone') for (const arg of args) if (arg.startsWith('zone=')) declared.zones.add(`${name} ${arg.slice(5).split(':')[0]!}`);
    if (name === 'log_format' && args[0] !== undefined) declared.formats.add(args[0]);
  }
  for (const { name, args } of http.filter((one) => one.name === 'upstream').flatMap(({ block }) => block ?? [])) if (name === 'zone' && args.length === 2) declared.sized.add(args[0]!);
  return declared;
}

/** Directives all of whose arguments may have variables. */
const WITH_VARIABLES = new Set(['proxy_set_header', 'hash', 'return', 'add_header', 'log_format', 'proxy_pass', 'limit_conn_zone', 'limit_req_zone', 'access_log']);
const MODIFIERS = new Set(['=', '^~', '~', '~*']);

/** What is wrong with a directive of the right shape, as a clause behind its name; null: nothing that is known here. */
export function detailProblem({ name, args }: Directive, declared: Declared): string | null {
  const own = RULES[name as keyof typeof RULES] as Rule | undefined;
  const problem = Object.hasOwn(RULES, name) ? own!(args, declared) : null;
  if (problem !== null || !WITH_VARIABLES.has(name)) return problem;
  return args.reduce<string | null>((found, arg) => found ?? variableProblem(arg, declared.variables), null);
}

type Rule = (args: readonly string[], declared: Declared) => string | null;

const RULES = {
  return: (args) => (args.length === 1 && /^(https?:\/\/|\$scheme)/.test(args[0]!) ? null : /^\d{1,3}$/.test(args[0]!) ? null : `has ${show(args[0])}, which is no status from 0 to 999`),
  keepalive: (args) => ((readNumber(args[0]!) ?? 0) > 0 ? null : `has ${show(args[0])}, which is no number from 1`),
  worker_connections: (args) => (readNumber(args[0]!) === null ? `has ${show(args[0])}, which is no number` : null),
  location: (args) => (args.length < 2 || MODIFIERS.has(args[0]!) ? null : `has the modifier ${show(args[0])}; it knows =, ^~, ~ and ~*`),
  zone: (args, { sized }) => (args.length === 2 || sized.has(args[0]!) ? null : `${show(args[0])} has no size`),
  access_log: ([target, format], { formats }) => {
    const isOption = format === undefined || /^(buffer|gzip|flush|if)(=|$)/.test(format) || target!.startsWith('syslog:');
    return isOption || formats.has(format) ? null : `names the format ${show(format)}, which no log_format declares`;
  },
  limit_req: (args, { zones }) => oneOf(args, /^(zone=.+|burst=[1-9]\d*|delay=[1-9]\d*|nodelay)$/) ?? zoneProblem(args.find((arg) => arg.startsWith('zone='))?.slice(5), 'limit_req_zone', zones),
  limit_conn: (args, { zones }) => zoneProblem(args[0], 'limit_conn_zone', zones) ?? ((readNumber(args[1]!) ?? 0) > 0 ? null : `has ${show(args[1])}, which is no number from 1`),
  limit_req_zone: (args) => {
    const rate = args.find((arg) => arg.startsWith('rate='));
    const isRate = rate === undefined || /^rate=[1-9]\d*r\/[sm]$/.test(rate);
    return oneOf(args.slice(1), /^(zone=.+|rate=.+|sync)$/) ?? sizeProblem(args) ?? (isRate ? null : 'has a rate that is not such as 10r/s or 30r/m');
  },
  limit_conn_zone: (args) => sizeProblem(args),
} satisfies { [name: string]: Rule };

function show(text: string | undefined): string {
  return `"${(text ?? '').slice(0, 40)}"`;
}

function oneOf(args: readonly string[], pattern: RegExp): string | null {
  const bad = args.find((arg) => !pattern.test(arg));
  return bad === undefined ? null : `has the parameter ${show(bad)}, which nginx 1.22 refuses`;
}

function zoneProblem(zone: string | undefined, declaredBy: string, zones: ReadonlySet<string>): string | null {
  if (zone === undefined) return 'has no "zone="';
  return zones.has(`${declaredBy} ${zone}`) ? null : `names the zone ${show(zone)}, which no ${declaredBy} declares`;
}

function sizeProblem(args: readonly string[]): string | null {
  const zone = args.find((arg) => arg.startsWith('zone='));
  if (zone === undefined) return 'has no "zone="';
  return readSize(zone.split(':')[1] ?? '') === null ? `has ${show(zone)} without a size such as ":1m"` : null;
}
