// Every directive of a file against nginx's own table: known, allowed at its place, with the right number and kind of arguments.
import { quoted, type Remark } from '../text.ts';
import { effectOf, readDirectives, standsOnce, valueProblem, type Context, type DirectiveRule, type DirectiveTable } from './directives.ts';
import type { Directive } from './syntax.ts';

/** Blocks whose lines are data, not directives. */
const DATA_BLOCKS = new Set(['types', 'map', 'geo', 'split_clients', 'charset_map']);
/** Blocks of modules that nginx loads apart. */
const MODULE_BLOCKS = new Set(['stream', 'mail', 'rtmp']);
/** Directives that name a zone, and the one that declares it. */
const ZONE_OF: ReadonlyMap<string, string> = new Map([['limit_req', 'limit_req_zone'], ['limit_conn', 'limit_conn_zone']]);

/** Says what nginx would refuse in a tree (`invalid`, `unknown`), and what of it a design cannot say (`unsupported`) or need not (`ignored`). */
export function checkDirectives(tree: readonly Directive[], remark: Remark): void {
  new Check(readDirectives(), remark).block(tree, 'main');
  if (!tree.some(({ name }) => name === 'events')) remark(tree.at(-1)?.line ?? 1, 'invalid', 'nginx refuses a file without an "events" block.');
}

class Check {
  readonly #table: DirectiveTable;
  readonly #remark: Remark;
  readonly #zones = new Set<string>();

  constructor(table: DirectiveTable, remark: Remark) {
    this.#table = table;
    this.#remark = remark;
  }

  block(directives: readonly Directive[], context: Context): void {
    if (context === 'http') for (const directive of directives) this.#declare(directive);
    const seen = new Set<string>();
    for (const directive of directives) {
      const rule = this.#rule(directive, context);
      if (rule === null) continue;
      const key = directive.name === 'location' ? locationKey(directive.args) : standsOnce(directive.name, rule) ? directive.name : null;
      if (key !== null && seen.has(key)) this.#remark(directive.line, 'invalid', `${quoted(key)} stands twice in this block; nginx refuses that.`);
      if (key !== null) seen.add(key);
      this.#report(directive, rule);
      const inner = contextOf(directive.name, context);
      if (directive.block !== null && inner !== null) this.block(directive.block, inner);
    }
  }

  /** The rule that fits the place, or null after saying what is wrong. */
  #rule({ name, args, line, block }: Directive, context: Context): DirectiveRule | null {
    const rules = this.#table.get(name);
    if (rules === undefined && context === 'main' && MODULE_BLOCKS.has(name)) {
      this.#remark(line, 'unsupported', `${quoted(name)} is of a module of its own; a design has nginx for HTTP only.`);
      return null;
    }
    if (rules === undefined) {
      this.#remark(line, 'unknown', `nginx 1.22 has no directive ${quoted(name)}.`);
      return null;
    }
    const rule = rules.find(({ contexts }) => contexts.includes(context) || contexts.includes('any'));
    if (rule === undefined) {
      this.#remark(line, 'invalid', `${quoted(name)} is not allowed here: ${context === 'main' ? 'outside of all blocks' : `in ${context}`}.`);
      return null;
    }
    if (rule.block !== (block !== null)) {
      this.#remark(line, 'invalid', rule.block ? `${quoted(name)} has no block "{ … }" behind it.` : `${quoted(name)} has a block, but wants ";" at its end.`);
      return null;
    }
    if (!rule.args.includes(args.length) && !(rule.orMore && args.length >= rule.args.at(-1)!)) {
      this.#remark(line, 'invalid', `${quoted(name)} has ${args.length} arguments; it takes ${rule.args.join(' or ')}${rule.orMore ? ' or more' : ''}.`);
      return null;
    }
    return rule;
  }

  #report({ name, args, line }: Directive, rule: DirectiveRule): void {
    const problem = valueProblem(rule, args);
    if (problem !== null) this.#remark(line, 'invalid', `${quoted(name)} ${problem}.`);
    const declaredBy = ZONE_OF.get(name);
    const zone = declaredBy === undefined ? undefined : name === 'limit_conn' ? args[0] : args.find((arg) => arg.startsWith('zone='))?.slice(5);
    if (zone !== undefined && !this.#zones.has(`${declaredBy} ${zone}`)) this.#remark(line, 'invalid', `${quoted(name)} names the zone ${quoted(zone)}, which no ${declaredBy} declares.`);
    if (name === 'include') this.#remark(line, 'unsupported', `'include' of ${quoted(args[0]!)}: only this one file is read.`);
    else if (effectOf(name) === 'unsupported') this.#remark(line, 'unsupported', `${quoted(name)} changes what nginx does, and a design has no word for it.`);
    else if (effectOf(name) === 'ignored') this.#remark(line, 'ignored', `${quoted(name)} has no effect on what is simulated.`);
  }

  #declare({ name, args }: Directive): void {
    if (name !== 'limit_req_zone' && name !== 'limit_conn_zone') return;
    for (const arg of args) if (arg.startsWith('zone=')) this.#zones.add(`${name} ${arg.slice(5).split(':')[0]!}`);
  }
}

/** Two locations with the same key are an error; those with a regular expression may be equal. */
function locationKey(args: readonly string[]): string | null {
  return args[0]?.startsWith('~') ? null : `location ${args.join(' ')}`;
}

/** What the block of a directive is; null: nothing that is checked inside. */
function contextOf(name: string, outer: Context): Context | null {
  if (DATA_BLOCKS.has(name)) return null;
  if (name === 'if') return outer === 'server' ? 'server-if' : 'location-if';
  return name as Context;
}
