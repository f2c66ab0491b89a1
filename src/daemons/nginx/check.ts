// Every directive of a file against nginx's own table: known, allowed at its place, with the right number and kind of arguments.
import { quoted, type Remark } from '../text.ts';
import { declaredIn, detailProblem, type Declared } from './details.ts';
import { effectOf, readDirectives, standsOnce, valueProblem, type Context, type DirectiveRule, type DirectiveTable } from './directives.ts';
import type { Directive } from './syntax.ts';

/** Blocks whose lines are data, not directives. */
const DATA_BLOCKS = new Set(['types', 'map', 'geo', 'split_clients', 'charset_map']);
/** Blocks of modules that nginx loads apart. */
const MODULE_BLOCKS = new Set(['stream', 'mail', 'rtmp']);

/** Says what nginx would refuse in a tree (`invalid`, `unknown`), and what of it a design cannot say (`unsupported`) or need not (`ignored`). */
export function checkDirectives(tree: readonly Directive[], remark: Remark): void {
  new Check(readDirectives(), declaredIn(tree), remark).block(tree, 'main');
  if (!tree.some(({ name }) => name === 'events')) remark(tree.at(-1)?.line ?? 1, 'invalid', 'nginx refuses a file without an "events" block.');
}

class Check {
  readonly #table: DirectiveTable;
  readonly #declared: Declared;
  readonly #remark: Remark;

  constructor(table: DirectiveTable, declared: Declared, remark: Remark) {
    this.#table = table;
    this.#declared = declared;
    this.#remark = remark;
  }

  block(directives: readonly Directive[], context: Context): void {
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

  #report(directive: Directive, rule: DirectiveRule): void {
    const { name, args, line } = directive;
    const problem = valueProblem(rule, args) ?? detailProblem(directive, this.#declared);
    if (problem !== null) this.#remark(line, 'invalid', `${quoted(name)} ${problem}.`);
    if (name === 'include') this.#remark(line, 'unsupported', `'include' of ${quoted(args[0]!)}: only this one file is read.`);
    else if (effectOf(name) === 'unsupported') this.#remark(line, 'unsupported', `${quoted(name)} changes what nginx does, and a design has no word for it.`);
    else if (effectOf(name) === 'ignored') this.#remark(line, 'ignored', `${quoted(name)} has no effect on what is simulated.`);
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
