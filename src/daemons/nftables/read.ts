// Reads nftables.conf: what may come into the host.
import type { FileRemark, FirewallPart, FirewallPartRule, ReadFile } from '../parts.ts';
import { quoted, remarksOn, type Remark } from '../text.ts';
import { readRule } from './rule.ts';
import { blockOf, isSign, splitStatements, tokenize, type Statement, type Token } from './tokens.ts';
import { elements, isIPv6, type Named } from './values.ts';

/** Reads the rules that `nft -f` would load. Without a chain at the input hook everything is accepted, as the kernel does. Never throws. */
export function readNftables(text: string, file: string): ReadFile<FirewallPart> {
  const remarks: FileRemark[] = [];
  const reader = new Reader(remarksOn(file, remarks));
  for (const statement of splitStatements(tokenize(text))) reader.readTop(statement);
  return { part: reader.part ?? { default: 'accept', rules: [] }, remarks };
}

class Reader {
  /** null: no input chain so far. */
  part: FirewallPart | null = null;
  readonly #remark: Remark;
  readonly #variables: Named['variables'] = new Map();

  #invalid = 0;

  constructor(remark: Remark) {
    this.#remark = (line, kind, message) => {
      if (kind === 'invalid') this.#invalid++;
      remark(line, kind, message);
    };
  }

  readTop(statement: Statement): void {
    const [first, second] = statement.tokens as [Token, Token?];
    const { line } = first;
    if (isSign(first, '}')) return this.#remark(line, 'invalid', 'This } closes nothing.');
    switch (first.text) {
      case 'flush': return;
      case 'table': return this.#readTable(statement);
      case 'add':
        if (isSign(second, 'table')) return this.#readTable({ ...statement, tokens: statement.tokens.slice(1) });
        return this.#remark(line, 'unsupported', `The command "add ${second?.text ?? ''}" is not read: write it into the block of its table.`);
      case 'define':
      case 'redefine': return this.#define(statement);
      case 'include':
      case 'create':
      case 'insert':
      case 'delete':
      case 'replace':
      case 'reset':
      case 'rename':
      case 'undefine':
      case 'list': return this.#remark(line, 'unsupported', `${quoted(first.text)} is not read.`);
    }
    this.#remark(line, 'unknown', `${quoted(first.text)} begins no statement of an nftables file.`);
  }

  #define({ tokens }: Statement): void {
    const name = tokens[1];
    if (name === undefined || !isSign(tokens[2], '=') || tokens.length < 4) return this.#remark(tokens[0]!.line, 'invalid', 'define needs a name, = and a value.');
    this.#variables.set(name.text, inBraces(tokens.slice(3)));
  }

  #readTable(statement: Statement): void {
    const { tokens } = statement;
    const { line } = tokens[0]!;
    const families = ['ip', 'ip6', 'inet', 'arp', 'bridge', 'netdev'];
    const family = families.includes(tokens[1]?.text ?? '') ? tokens[1]!.text : 'ip';
    const block = blockOf(statement);
    if (block === null) return;
    if (statement.open && family !== 'inet' && family !== 'ip') this.#remark(line, 'invalid', 'This table has no } at its end.');
    if (family !== 'inet' && family !== 'ip') return this.#remark(line, 'unsupported', `Tables of the family ${family} are not read.`);
    const named: Named = { variables: this.#variables, sets: new Map() };
    const before = this.#invalid;
    const parts = splitStatements(block);
    for (const part of parts) if (isSign(part.tokens[0], 'set')) this.#readSet(part, named);
    for (const part of parts) {
      const first = part.tokens[0]!;
      if (isSign(first, 'chain')) this.#readChain(part, named);
      else if (isSign(first, 'map', 'flowtable', 'counter', 'quota', 'ct', 'limit', 'secmark', 'synproxy', 'flags')) this.#remark(first.line, 'unsupported', `${quoted(first.text)} in a table is not read.`);
      else if (isSign(first, 'define', 'redefine')) this.#define(part);
      else if (!isSign(first, 'set', 'comment')) this.#remark(first.line, 'unknown', `${quoted(first.text)} is nothing that a table has.`);
    }
    // A brace that is missing inside is told where it is missing.
    if (statement.open && this.#invalid === before) this.#remark(line, 'invalid', 'This table has no } at its end.');
  }

  #readSet(statement: Statement, named: Named): void {
    const name = statement.tokens[1]?.text ?? '';
    const block = blockOf(statement);
    if (block === null) return this.#remark(statement.tokens[0]!.line, 'invalid', `The set ${quoted(name)} has no block.`);
    named.sets.set(name, []);
    for (const { tokens } of splitStatements(block)) {
      const [first, second] = tokens as [Token, Token?];
      const { line } = first;
      switch (first.text) {
        case 'elements': {
          const values = isSign(second, '=') ? elements(inBraces(tokens.slice(2)), named, this.#remark) : null;
          if (values !== null) named.sets.set(name, values);
          else if (!isSign(second, '=')) this.#remark(line, 'invalid', 'elements needs = and a list in braces.');
          continue;
        }
        case 'type':
        case 'typeof':
        case 'comment':
        case 'auto-merge':
        case 'size':
        case 'policy':
        case 'gc-interval': continue;
        case 'flags':
          if (tokens.some((token) => isSign(token, 'dynamic', 'timeout'))) this.#remark(line, 'unsupported', `The set ${quoted(name)} changes by itself, which is not simulated.`);
          continue;
        case 'timeout':
        case 'counter': this.#remark(line, 'unsupported', `${quoted(first.text)} in a set is not simulated.`);
          continue;
      }
      this.#remark(line, 'unknown', `${quoted(first.text)} is nothing that a set has.`);
    }
  }

  #readChain(statement: Statement, named: Named): void {
    const { line } = statement.tokens[0]!;
    const name = statement.tokens[1]?.text ?? '';
    const block = blockOf(statement);
    if (block === null) return this.#remark(line, 'invalid', `The chain ${quoted(name)} has no block.`);
    const statements = splitStatements(block);
    const head = statements.find(({ tokens }) => isSign(tokens[0], 'type'));
    const rules = statements.filter(({ tokens }) => !isSign(tokens[0], 'type', 'policy', 'comment'));
    const policy = this.#policy(statements);
    const hook = head === undefined ? null : hookOf(head.tokens);
    if (hook === 'input' && isSign(head!.tokens[1], 'filter')) return this.#readInput(line, policy, rules, named);
    if (hook === null && head !== undefined) return this.#remark(head.tokens[0]!.line, 'invalid', 'A chain of its own needs: type … hook … priority …');
    if (hook === 'forward') {
      if (rules.length > 0) this.#remark(line, 'ignored', 'What this host forwards is not simulated: no host forwards for others.');
    } else if (hook === null) this.#remark(line, 'unsupported', `The chain ${quoted(name)} hangs on no hook; it is not read.`);
    else if (hook !== 'output' || policy === 'drop' || rules.length > 0) this.#remark(line, 'unsupported', `The chain ${quoted(name)} at the hook ${hook} is not read: the simulator knows what comes in.`);
  }

  #policy(statements: readonly Statement[]): FirewallPart['default'] {
    const policy = statements.find(({ tokens }) => isSign(tokens[0], 'policy'));
    const value = policy?.tokens[1];
    if (policy === undefined || isSign(value, 'accept', 'drop')) return value?.text === 'drop' ? 'drop' : 'accept';
    this.#remark(policy.tokens[0]!.line, 'invalid', `The policy ${quoted(value?.text ?? '')} is neither accept nor drop.`);
    return 'accept';
  }

  #readInput(line: number, policy: FirewallPart['default'], statements: readonly Statement[], named: Named): void {
    if (this.part !== null) return this.#remark(line, 'unsupported', 'A second chain at the input hook is not read: a packet would have to pass both.');
    const part: FirewallPart = { default: policy, rules: [] };
    this.part = part;
    let answers = false;
    let loopback = false;
    for (const [i, { tokens }] of statements.entries()) {
      const read = readRule(tokens, named, this.#remark);
      for (const rule of read.rules) addRule(part.rules, rule);
      answers ||= read.answers;
      loopback ||= read.loopback;
      if (read.all === null) continue;
      part.default = read.all;
      const after = statements[i + 1];
      if (after !== undefined) this.#remark(after.tokens[0]!.line, 'ignored', 'No packet comes so far: a rule above takes all that is left.');
      break;
    }
    if (part.default === 'accept') return;
    if (!answers) this.#remark(line, 'unsupported', 'No rule accepts answers (ct state established,related accept); the simulator always accepts answers to accepted connections.');
    if (!loopback) this.#remark(line, 'unsupported', 'No rule accepts what programs on this host send each other (iif lo accept); the simulator always accepts it.');
  }
}

/** A rule for IPv6 behind the same one for IPv4 is one rule: nft has to say it twice. */
function addRule(rules: FirewallPartRule[], rule: FirewallPartRule): void {
  const last = rules.at(-1);
  const isSame = last !== undefined && last.protocol === rule.protocol && last.port === rule.port && last.action === rule.action && last.comment === rule.comment;
  if (isSame && last.from.length > 0 && !last.from.some(isIPv6) && rule.from.length > 0 && rule.from.every(isIPv6)) last.from.push(...rule.from);
  else rules.push(rule);
}

/** The name behind `hook`; null: there is none, or no priority. */
function hookOf(tokens: readonly Token[]): string | null {
  const at = tokens.findIndex((token) => isSign(token, 'hook'));
  const name = at < 0 ? undefined : tokens[at + 1];
  return name === undefined || !tokens.some((token) => isSign(token, 'priority')) ? null : name.text;
}

/** Without the braces around them. */
function inBraces(tokens: Token[]): Token[] {
  return isSign(tokens[0], '{') && isSign(tokens.at(-1), '}') ? tokens.slice(1, -1) : tokens;
}
