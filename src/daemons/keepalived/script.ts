// `vrrp_script`: how a host tests itself.
import type { VrrpInstancePart } from '../parts.ts';
import { quoted, type Remark } from '../text.ts';
import type { Statement } from './syntax.ts';
import { readWhole } from './values.ts';

/** A script of the file, by which the instances that track it are read. `user` null: the file's own. */
export interface Script { test: NonNullable<VrrpInstancePart['trackScript']>; line: number; user: string | null }

/** keepalived stores the interval in microseconds of 32 bits. */
const INTERVAL_MAX_S = 4294;
const TIMES_MAX = 2_147_483_647;
/** Largest change of a priority: between 1 and 254. */
export const WEIGHT_MAX = 253;

const IS_HTTP = /https?:\/\/|\b(curl|wget|http|check_http)\b|\b(nc|ncat)\b/;
const IS_PROCESS = /\b(pgrep|pidof|killall|kill|systemctl|service|ps)\b|\.pid\b|\btest\b/;

/** Reads the block; null where it has no `script`, so keepalived removes it. */
export function readScript(statement: Statement, remark: Remark): Script | null {
  const test: Script['test'] = { check: 'process', intervalMs: 1000, fall: 1, rise: 1, weight: 0 };
  let command: string | null = null;
  let user: string | null = null;
  for (const { words, line } of statement.block ?? []) {
    const [keyword, value = ''] = words as [string, string | undefined];
    if (keyword === 'script') {
      command = words.slice(1).join(' ');
      test.check = readCommand(command, line, remark);
    } else if (keyword === 'user') user = value;
    else if (keyword === 'interval') test.intervalMs = 1000 * count(keyword, value, INTERVAL_MAX_S, line, remark);
    else if (keyword === 'fall') test.fall = count(keyword, value, TIMES_MAX, line, remark);
    else if (keyword === 'rise') test.rise = count(keyword, value, TIMES_MAX, line, remark);
    else if (keyword === 'weight') test.weight = readWeight(words.slice(1), line, remark) ?? 0;
  }
  if (command !== null && command !== '') return { test, line: statement.line, user };
  remark(statement.line, 'invalid', `vrrp_script ${quoted(statement.words[1] ?? '')} has no 'script': keepalived removes it.`);
  return null;
}

/** The weight of a script, of its own or of a track_script line; null where it is wrong. */
export function readWeight([value = '', direction]: readonly string[], line: number, remark: Remark): number | null {
  if (direction === 'reverse') remark(line, 'unsupported', "'reverse': the weight counts the other way round; a design has no word for it.");
  const weight = readWhole(value, -WEIGHT_MAX, WEIGHT_MAX);
  if (weight === null) remark(line, 'invalid', `'weight' has the value ${quoted(value)}; it must be from -${WEIGHT_MAX} to ${WEIGHT_MAX}.`);
  return weight;
}

function count(keyword: string, value: string, max: number, line: number, remark: Remark): number {
  const read = readWhole(value, 1, max);
  if (read === null) remark(line, 'invalid', `${quoted(keyword)} has the value ${quoted(value)}; it must be a whole number from 1 to ${max}. keepalived takes 1.`);
  return read ?? 1;
}

function readCommand(command: string, line: number, remark: Remark): 'process' | 'http' {
  if (IS_HTTP.test(command)) return 'http';
  if (!IS_PROCESS.test(command)) remark(line, 'unsupported', `'script' ${quoted(command)} is read as a test that the process exists: what a program tests is not in the file.`);
  return 'process';
}
