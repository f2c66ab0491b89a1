import { statSync } from 'node:fs';
import { backupDatabase } from '../../server/store/backup.ts';
import { chosenPlace, DATA_HELP, printSums, told } from '../class-database.ts';
import { BadUse, type Command } from '../command.ts';

/** Backs up the database of a class server, which may run meanwhile. */
export const command: Command = {
  usage: 'backup [--data DIR] --out FILE',
  help: [
    'Writes everything that a class server holds at this moment into FILE, while the server runs. FILE is there when it is',
    'whole: every row was read back from it and compared. nsp restore puts it back, into SQLite or PostgreSQL, whichever it',
    'came from. Keep it like the server itself: work, grades, hashes of passwords and codes are in it.',
    '',
    ...DATA_HELP,
    '  --out FILE  the new file, such as class-2026-11-21.db',
    '',
    'Printed are the rows of each table, and a checksum over them.',
    '',
    'Exit code: 0 backed up, 1 not, and there is no FILE, 2 used in a wrong way.',
  ],
  options: { data: { type: 'string' }, out: { type: 'string' } },
  arguments: [0, 0],
  async run({ options }, shell) {
    const out = options['out'];
    if (typeof out !== 'string') throw new BadUse('nsp backup needs --out FILE, the file to write.');
    const sums = await told(() => backupDatabase(chosenPlace(options['data']), out, Date.now));
    printSums(shell, sums);
    shell.out(`${out} is whole: ${(statSync(out).size / 1024).toFixed(0)} KB.`);
    return 0;
  },
};
