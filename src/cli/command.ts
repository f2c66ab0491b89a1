// What a command is, and how it speaks.
import type { ParseArgsOptionsConfig } from 'node:util';

/** The world of a command: the project it works on, and where it writes. */
export interface Shell {
  /** Folder of the project, with content/ and src/. */
  root: string;
  /** Writes lines for the user, or for the program that reads the output. */
  out(text: string): void;
  /** Writes lines about what is wrong. */
  err(text: string): void;
  /** Resolves when the user presses Ctrl+C, or the system asks to end. */
  interrupted(): Promise<void>;
}

/** What the user typed after the command's name. */
export interface Input {
  positionals: string[];
  /** Options by name; absent ones are undefined. */
  options: { [name: string]: string | boolean | undefined };
  /** Everything as typed, for commands that hand it on. */
  raw: string[];
}

/** One command of `nsp`. */
export interface Command {
  /** How it is called, such as `grade EXERCISE FILE [--json]`. */
  usage: string;
  /** What it does, its exit codes, an example; lines for `--help`. */
  help: string[];
  options: ParseArgsOptionsConfig;
  /** How many arguments besides options: at least, at most. */
  arguments: [number, number];
  /** True: options are not looked at, but handed on in `raw`. */
  passesOn?: boolean;
  /** Does it; returns the exit code. */
  run(input: Input, shell: Shell): Promise<number>;
}

/** The command was called in a way that it does not understand: exit code 2. The message is a sentence for people. */
export class BadUse extends Error {}

/** The command cannot go on, and the user can mend it: its message is all that is said. */
export class Stopped extends Error {
  readonly code: number;
  /** `code` becomes the exit code. */
  constructor(message: string, code: number) {
    super(message);
    this.code = code;
  }
}

/** Of the known words the one that `word` was probably meant to be; null when none is near. */
export function nearest(word: string, known: readonly string[]): string | null {
  const ranked = known.map((candidate) => ({ candidate, distance: distance(word, candidate) })).sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best !== undefined && best.distance <= Math.max(1, Math.floor(best.candidate.length / 3)) ? best.candidate : null;
}

/** Letters to insert, delete or replace (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
