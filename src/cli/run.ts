// From what was typed to an exit code. Nothing that a user can type or write ends in a stack trace.
import { parseArgs } from 'node:util';
import { BadUse, Stopped, nearest, type Command, type Input, type Shell } from './command.ts';
import { COMMANDS } from './table.ts';

const HELP_NAMES: readonly string[] = ['help', '--help', '-h'];

/** Runs one command line (without `nsp`) and returns its exit code: 2 for bad use. */
export async function run(args: readonly string[], shell: Shell): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || HELP_NAMES.includes(name)) return list(shell);
  try {
    const entry = COMMANDS.find((candidate) => candidate.name === name);
    if (entry === undefined) throw new BadUse(unknownCommand(name));
    const { command } = await entry.load();
    if (asksForHelp(rest)) return explain(command, shell);
    return await command.run(readInput(entry.name, command, rest), shell);
  } catch (error) {
    return fail(error, name, shell);
  }
}

function list(shell: Shell): number {
  const width = Math.max(...COMMANDS.map((entry) => entry.name.length));
  shell.out('nsp: the command line of No Single Point\n');
  for (const entry of COMMANDS) shell.out(`  nsp ${entry.name.padEnd(width)}  ${entry.summary}`);
  shell.out('\nnsp COMMAND --help tells more about a command.');
  return 0;
}

function explain(command: Command, shell: Shell): number {
  shell.out(`nsp ${command.usage}\n`);
  for (const line of command.help) shell.out(line);
  return 0;
}

function asksForHelp(rest: readonly string[]): boolean {
  const end = rest.indexOf('--');
  return (end < 0 ? rest : rest.slice(0, end)).some((argument) => argument === '--help' || argument === '-h');
}

function unknownCommand(name: string): string {
  const meant = nearest(name, COMMANDS.map((entry) => entry.name));
  return `There is no command ${name}${meant === null ? '.' : `; did you mean ${meant}?`} nsp alone lists all commands.`;
}

function readInput(name: string, command: Command, rest: string[]): Input {
  if (command.passesOn === true) return { positionals: [], options: {}, raw: rest };
  let parsed;
  try {
    parsed = parseArgs({ args: rest, options: command.options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new BadUse(`${firstSentence((error as Error).message)} Usage: nsp ${command.usage}`);
  }
  const [least, most] = command.arguments;
  if (parsed.positionals.length < least || parsed.positionals.length > most) {
    const given = parsed.positionals.length;
    throw new BadUse(`nsp ${name} takes ${least === most ? least : `${least} to ${most}`} ${most === 1 ? 'argument' : 'arguments'}; ${given} ${given === 1 ? 'was' : 'were'} given. Usage: nsp ${command.usage}`);
  }
  return { positionals: parsed.positionals, options: parsed.values as Input['options'], raw: rest };
}

function firstSentence(message: string): string {
  const sentence = message.split(/(?<=[^.])\. |\n/, 1)[0]!;
  return sentence.endsWith('.') ? sentence : `${sentence}.`;
}

function fail(error: unknown, name: string, shell: Shell): number {
  if (error instanceof BadUse) {
    shell.err(error.message);
    return 2;
  }
  if (error instanceof Stopped) {
    shell.err(error.message);
    return error.code;
  }
  const message = error instanceof Error ? error.message : String(error);
  shell.err(`nsp ${name} stopped because of a fault in the course itself: ${message.split('\n', 1)[0]!.replace(/\.$/, '')}. Please report it to the people who gave you the course, with what it prints when NSP_DEBUG=1 is set.`);
  if (process.env['NSP_DEBUG'] === '1' && error instanceof Error) shell.err(error.stack ?? error.message);
  return 2;
}
