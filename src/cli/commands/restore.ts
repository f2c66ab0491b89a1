import { restoreDatabase } from '../../server/store/restore.ts';
import { placeInWords } from '../../server/store/place.ts';
import { chosenPlace, DATA_HELP, printSums, told } from '../class-database.ts';
import type { Command } from '../command.ts';

/** Puts a backup back. */
export const command: Command = {
  usage: 'restore FILE [--data DIR] [--replace]',
  help: [
    'Puts a backup back. End the server first: a folder that is served, and a PostgreSQL database that others are connected',
    'to, are refused, like a file that is damaged, of another program, or of a newer version. What is refused changes nothing.',
    'A learner who was removed after the backup was made is back, too: remove them again.',
    '',
    ...DATA_HELP,
    '  --replace   put the backup in the place of a database that has rows; what was there is kept in a file beside it',
    '              (PostgreSQL: in a backup in this folder), whose name is printed',
    '',
    'Exit code: 0 restored, 1 refused, 2 used in a wrong way.',
  ],
  options: { data: { type: 'string' }, replace: { type: 'boolean' } },
  arguments: [1, 1],
  async run({ positionals, options }, shell) {
    const place = chosenPlace(options['data']);
    const { sums, madeMs, kept } = await told(() => restoreDatabase(positionals[0]!, place, { nowMs: Date.now, replaces: options['replace'] === true, keepIn: '.' }));
    printSums(shell, sums);
    if (madeMs === null) shell.out('The file was no backup, but a copy of a database: nothing tells whether a row is missing.');
    if (kept !== null) shell.out(`What was there before: ${kept}`);
    shell.out(`${placeInWords(place)} is restored${madeMs === null ? '' : `, as it was on ${new Date(madeMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`}.`);
    return 0;
  },
};
