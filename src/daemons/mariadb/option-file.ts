// The form of an option file: groups, names, values, comments (mysys/my_default.c of MariaDB 10.11).
import { quoted, type Remark } from '../text.ts';
import { completedOption, kindOfOption } from './known-options.ts';

/** One option, its prefix (`loose-`, `skip-`, `disable-`, `enable-`) already understood. */
export interface Option {
  line: number;
  /** Full name, with hyphens. */
  name: string;
  /** null: there is no `=`. `skip-` and `disable-` give `0`, `enable-` gives `1`. */
  value: string | null;
}

/** Groups that the server reads; those with a version are for that version alone. */
const SERVER_GROUPS = ['mysqld', 'server', 'mysqld-10.11', 'mariadb', 'mariadb-10.11', 'mariadbd', 'mariadbd-10.11', 'client-server', 'galera'];
/** Groups of other programs. */
const OTHER_GROUP = new RegExp(
  '^(?:client|mysql|mariadb|mysqld|mariadbd|server|embedded|mariabackup|xtrabackup|sst|safe_mysqld|isamchk|myisamchk|aria_chk)(?:[-_.0-9][\\w.-]*|dump|admin|import|check|slap|show|hotcopy|binlog)?$',
);
const PREFIXES = [['skip-', '0'], ['disable-', '0'], ['enable-', '1']] as const;

/** The server's options of a file, in order. Anything may stand in the text. */
export function readOptionFile(text: string, remark: Remark): Option[] {
  const options: Option[] = [];
  let group: string | null = null;
  text.split('\n').forEach((raw, at) => {
    const line = at + 1;
    const content = raw.replace(/\r$/, '').trim();
    if (content === '' || content.startsWith('#') || content.startsWith(';')) return;
    if (content.startsWith('!')) return remark(line, 'unsupported', `${quoted(content.split(/\s/)[0]!)} includes files that are not read here.`);
    if (content.startsWith('[')) {
      group = readGroup(content, line, remark);
      return;
    }
    if (group === null) return remark(line, 'invalid', `The option ${quoted(content)} stands before any [group]: MariaDB refuses the file.`);
    if (!SERVER_GROUPS.includes(group)) return;
    const option = readOption(content, line, remark);
    if (option !== null) options.push(option);
  });
  return options;
}

function readGroup(content: string, line: number, remark: Remark): string {
  const end = content.indexOf(']');
  if (end < 0) {
    remark(line, 'invalid', `The group ${quoted(content)} has no ]: MariaDB refuses the file.`);
    return '';
  }
  const group = content.slice(1, end).trim();
  if (SERVER_GROUPS.includes(group)) return group;
  if (OTHER_GROUP.test(group)) remark(line, 'ignored', `The group [${group}] is for another program or version, so MariaDB 10.11's server does not read it.`);
  else remark(line, 'unknown', `No program is known that reads the group ${quoted(`[${group}]`)}; MariaDB's server passes over it.`);
  return group;
}

function readOption(content: string, line: number, remark: Remark): Option | null {
  const text = withoutComment(content);
  const equals = text.indexOf('=');
  const written = (equals < 0 ? text : text.slice(0, equals)).trim();
  const named = nameOf(written.replaceAll('_', '-'), equals < 0 ? null : unquoted(text.slice(equals + 1).trim()));
  if (named !== null) {
    if (named.isCompleted) remark(line, 'ignored', `${quoted(written)} is taken for ${named.name}; a later version may take it for something else, so write the whole name.`);
    return { line, name: named.name, value: named.value };
  }
  if (/^loose[-_]/.test(written)) remark(line, 'ignored', `MariaDB 10.11 has no option ${quoted(written.slice(6))}; since it begins with loose-, the server passes over it.`);
  else remark(line, 'unknown', `MariaDB 10.11 has no option ${quoted(written)} and would not start.`);
  return null;
}

/** A name without its prefixes, completed where it is only the beginning of one. */
function nameOf(written: string, value: string | null): { name: string; value: string | null; isCompleted?: boolean } | null {
  const name = written.replace(/^loose-/, '');
  if (kindOfOption(name) !== undefined) return { name, value };
  for (const [prefix, meaning] of PREFIXES) {
    const rest = name.slice(prefix.length);
    // `skip-log-bin` and `disable-read-only` turn off what would be on; a value behind them turns the meaning round again.
    if (name.startsWith(prefix) && kindOfOption(rest) !== undefined) return { name: rest, value: value === null ? meaning : isOff(value) === (meaning === '0') ? '1' : '0' };
  }
  const completed = completedOption(name);
  return completed === null ? null : { name: completed, value, isCompleted: true };
}

const isOff = (value: string): boolean => /^(?:0|off|false)$/i.test(value);

/** Up to a `#` outside of quotation marks. */
function withoutComment(content: string): string {
  let quote = '';
  for (let i = 0; i < content.length; i++) {
    const char = content[i]!;
    if (quote === '' && char === '#') return content.slice(0, i).trimEnd();
    if (char === quote) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
  }
  return content;
}

const ESCAPES = new Map([['n', '\n'], ['t', '\t'], ['b', '\b'], ['r', '\r'], ['s', ' '], ['\\', '\\']]);

function unquoted(value: string): string {
  const inner = value.length > 1 && (value.startsWith('"') || value.startsWith("'")) && value.endsWith(value[0]!) ? value.slice(1, -1) : value;
  return inner.replace(/\\([ntbrs\\])/g, (_, letter: string) => ESCAPES.get(letter)!);
}
