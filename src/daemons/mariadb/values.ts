// How MariaDB 10.11 takes values (mysys/my_getopt.c): what it refuses, and what it only warns about and changes.
import { quoted } from '../text.ts';

/** A value, and what is wrong with what was written; `value` undefined: the server refuses it, so the default stays. */
export interface Taken<Value> { value: Value | undefined; problem: string | null }

const right = <Value>(value: Value): Taken<Value> => ({ value, problem: null });
const refused = (why: string): Taken<never> => ({ value: undefined, problem: `${why}: MariaDB refuses it.` });

const POWER: ReadonlyMap<string, number> = new Map([['', 1], ['K', 1024], ['M', 1_048_576], ['G', 1_073_741_824], ['T', 1_099_511_627_776], ['P', 1_125_899_906_842_624], ['E', 1_152_921_504_606_846_976]]);

/** A whole number between `least` and `most`. A number beyond them is moved to the nearer one, and a word is 0; both are warnings of the server, which runs on. */
export function takeWhole(written: string | null, least: number, most: number): Taken<number> {
  if (written === null) return refused('needs a number');
  if (/^-\d/.test(written)) return refused(`${quoted(written)} is below 0`);
  const digits = /^\+?(\d*)(.*)$/s.exec(written)!;
  if (digits[1] !== '' && !POWER.has(digits[2]!.toUpperCase())) return refused(`${quoted(written)} has an unknown unit (K, M, G, T, P and E are known)`);
  const number = digits[1] === '' ? 0 : Number(digits[1]) * POWER.get(digits[2]!.toUpperCase())!;
  const value = Math.min(Math.max(number, least), most);
  if (digits[1] === '') return { value, problem: `${quoted(written)} is no number: MariaDB takes ${value}.` };
  return value === number ? right(value) : { value, problem: `${quoted(written)} is not between ${least} and ${most}: MariaDB takes ${value}.` };
}

/** On or off. No value is on; an unknown word is off, with a warning of the server. */
export function takeFlag(written: string | null): Taken<boolean> {
  if (written === null || /^(?:1|on|true)$/i.test(written)) return right(true);
  if (/^(?:0|off|false)$/i.test(written)) return right(false);
  return { value: false, problem: `${quoted(written)} is neither ON nor OFF: MariaDB takes OFF.` };
}

/** One of `words`, in any case, by its number from 0, or by a beginning that fits one word only. */
export function takeWord<const Word extends string>(written: string | null, words: readonly Word[]): Taken<Word> {
  if (written === null) return refused('needs a word');
  const lower = written.toLowerCase();
  const fitting = words.filter((word) => word.toLowerCase() === lower);
  const beginning = lower === '' ? [] : words.filter((word) => word.toLowerCase().startsWith(lower));
  const word = fitting[0] ?? (beginning.length === 1 ? beginning[0] : undefined) ?? (/^\d{1,3}$/.test(written) ? words[Number(written)] : undefined);
  return word === undefined ? refused(`${quoted(written)} is none of ${words.join(', ')}`) : right(word);
}

/** What is wrong with the value of an option that is not simulated; null: nothing that is known here. */
export function wrongValue(kind: 'number' | 'flag' | 'other', written: string | null): string | null {
  if (kind === 'flag') return takeFlag(written).problem;
  if (kind === 'other' || written === null || /^[+-]?\d+(?:\.\d+)?[KMGTPE]?$/i.test(written)) return null;
  return /^[+-]?\d/.test(written) ? `${quoted(written)} is no number with a known unit: MariaDB refuses it.` : `${quoted(written)} is no number: MariaDB takes the least that is allowed.`;
}
