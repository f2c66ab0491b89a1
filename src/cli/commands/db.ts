import { existsSync } from 'node:fs';
import { checkDatabase } from '../../server/store/check.ts';
import { copyDatabase, Refused, requireAlone } from '../../server/store/copy.ts';
import { openPlace, placeInWords, placeOf, type Place } from '../../server/store/place.ts';
import { chosenPlace, DATA_HELP, printSums, told } from '../class-database.ts';
import { BadUse, type Command, type Shell } from '../command.ts';

/** Checks a database, or copies it to another. */
export const command: Command = {
  usage: 'db check [--data DIR] | nsp db copy FROM TO',
  help: [
    'db check looks at every page, rule and row of a database, also while a server uses it, and changes nothing.',
    'db copy copies every row from one database into another, empty one: from SQLite to PostgreSQL, back, or between two of',
    'a kind. FROM and TO are a folder (its course.db), a file that ends in .db, or postgresql://USER:PASSWORD@HOST/DATABASE.',
    'End the servers first: databases in use are refused. All of it arrives or nothing does, however the copy ends.',
    '',
    ...DATA_HELP,
    '',
    'Printed are the rows of each table and a checksum over them; after a copy, the checksums of both sides.',
    '',
    'Exit code: 0 nothing is wrong, or copied; 1 something is wrong, or nothing was copied; 2 used in a wrong way.',
  ],
  options: { data: { type: 'string' } },
  arguments: [1, 3],
  async run({ positionals, options }, shell) {
    const [what, from, to] = positionals;
    if (what === 'check' && from === undefined) return check(chosenPlace(options['data']), shell);
    if (what === 'copy' && from !== undefined && to !== undefined && options['data'] === undefined) return copy(placeOf(from), placeOf(to), shell);
    throw new BadUse(`Usage: nsp ${command.usage}`);
  },
};

async function check(place: Place, shell: Shell): Promise<number> {
  const { version, sums, problems } = await told(() => checkDatabase(place));
  printSums(shell, sums);
  for (const problem of problems) shell.err(`wrong: ${problem}`);
  shell.out(`${placeInWords(place)}, schema ${version}: ${problems.length === 0 ? 'nothing is wrong' : `${problems.length} wrong`}.`);
  return problems.length === 0 ? 0 : 1;
}

async function copy(from: Place, to: Place, shell: Shell): Promise<number> {
  const sums = await told(async () => {
    if (from.kind === 'sqlite' && !existsSync(from.file)) throw new Refused(`There is no database ${from.file}.`);
    const source = openPlace(from);
    try {
      const target = openPlace(to);
      try {
        await requireAlone(source);
        await requireAlone(target);
        return await copyDatabase(source, target, { nowMs: Date.now });
      } finally {
        await target.close();
      }
    } finally {
      await source.close();
    }
  });
  printSums(shell, sums.from, sums.to);
  shell.out(`Every row of ${placeInWords(from)} is in ${placeInWords(to)}. Start the server on ${to.kind === 'sqlite' ? 'that folder' : 'DATABASE_URL'}, and no longer on the old one.`);
  return 0;
}
