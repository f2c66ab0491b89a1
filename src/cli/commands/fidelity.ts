import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAMILIES, RecordingError, isRecording, judge, splitRecording, type Difference, type Judgement } from '../../fidelity/index.ts';
import { BadUse, type Command, type Shell } from '../command.ts';

/** Family F is about checkers, which the tests ask themselves. */
const OF_CHECKERS = /^oracle\./;
/** Longest piece of a value that is printed. */
const SHOWN = 300;

/** Replays recordings of real daemons in the simulator. */
export const command: Command = {
  usage: 'fidelity DIR [--json]',
  help: [
    'Reads every recording of schema fidelity/1 in DIR (files *.json), replays it in the simulator, and compares what',
    'came out with what the real daemon did. Prints a line for each: same, differs (with expected and actual), or',
    'not modelled (with the reason); then how many of each.',
    '',
    '  --json  print an array of { id, verdict, predicted } and nothing else',
    '',
    'Exit code: 0 nothing differs, 1 something does, 2 used in a wrong way, or a recording cannot be read.',
  ],
  options: { json: { type: 'boolean' } },
  arguments: [1, 1],
  async run({ positionals, options }, shell) {
    const folder = positionals[0]!;
    let unreadable = 0;
    const judgements: Judgement[] = [];
    for (const name of jsonFiles(folder)) {
      try {
        const parsed: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
        if (!isRecording(parsed) || OF_CHECKERS.test(familyOf(parsed))) continue;
        const { question, answer } = splitRecording(parsed);
        judgements.push(judge(FAMILIES, question, answer));
      } catch (error) {
        if (!(error instanceof RecordingError) && !(error instanceof SyntaxError)) throw error;
        unreadable++;
        shell.err(`${join(folder, name)} cannot be read as a recording: ${error.message}`);
      }
    }
    if (options['json'] === true) shell.out(JSON.stringify(judgements.map(({ id, verdict, predicted }) => ({ id, verdict, ...(predicted === undefined ? {} : { predicted }) }))));
    else if (judgements.length === 0 && unreadable === 0) throw new BadUse(`${folder} holds no recording of schema fidelity/1 of families A to E.`);
    else print(judgements, shell);
    if (unreadable > 0) return 2;
    return judgements.some((one) => one.verdict === 'differs') ? 1 : 0;
  },
};

function familyOf(recording: unknown): string {
  return String((recording as { family?: unknown }).family);
}

function jsonFiles(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
  } catch (error) {
    throw new BadUse(`The folder ${folder} cannot be read: ${(error as Error).message}.`);
  }
}

function print(judgements: readonly Judgement[], shell: Shell): void {
  for (const { id, verdict, differences, reason } of judgements) {
    shell.out(`${verdict} ${id}${reason === undefined ? '' : `: ${reason}`}`);
    for (const difference of differences) printDifference(difference, shell);
  }
  const count = (verdict: Judgement['verdict']): number => judgements.filter((one) => one.verdict === verdict).length;
  shell.out(`\n${judgements.length} recordings: ${count('same')} same, ${count('differs')} differ, ${count('not modelled')} not modelled, ${count('no outputs')} without outputs`);
}

function printDifference({ field, predicted, recorded, why }: Difference, shell: Shell): void {
  const short = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, SHOWN);
  shell.out(`  ${field}: ${why}\n    expected ${short(recorded)}\n    actual   ${short(predicted)}`);
}
