// What the commands about a class server's database share: which one is meant, and what is said when it cannot be.
import { placeOf, type Place } from '../server/store/place.ts';
import type { TableSum } from '../server/store/checksum.ts';
import { BadUse, Stopped, type Shell } from './command.ts';

/** What a help text says of it. */
export const DATA_HELP = [
  '  --data DIR  folder of the server; ./data when left out. With DATABASE_URL in the environment the database is that of',
  '              PostgreSQL instead.',
];

/** The database that is meant: of a folder, or of PostgreSQL by DATABASE_URL. Throws BadUse when both are. */
export function chosenPlace(folder: string | boolean | undefined, url = process.env['DATABASE_URL']): Place {
  if (url === undefined || url === '') return placeOf(typeof folder === 'string' ? folder : 'data');
  if (typeof folder === 'string') throw new BadUse('--data names a folder, and DATABASE_URL names PostgreSQL: leave one of them out.');
  return placeOf(url);
}

/** Errors of the store that the user can mend: their message is all that is said. */
const TOLD: readonly string[] = ['Refused', 'InUse', 'Foreign', 'Damaged', 'TooNew', 'Unavailable', 'Conflict'];

/** Does `work`; what is refused, and whatever the system says of files and connections, is told in a sentence, with exit code 1. */
export async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { name, message, code } = error as NodeJS.ErrnoException;
    if (TOLD.includes(name) || typeof code === 'string') throw new Stopped(message, 1);
    throw error;
  }
}

/** Prints a line for each table, and one for all. */
export function printSums(shell: Shell, sums: readonly TableSum[], others: readonly TableSum[] | null = null): void {
  const width = Math.max(...sums.map(({ table }) => table.length));
  sums.forEach(({ table, rows, checksum }, at) => shell.out(`${table.padEnd(width)}  ${String(rows).padStart(9)}  ${[checksum, others?.[at]?.checksum].filter((sum) => sum !== undefined).map((sum) => sum.slice(0, 16)).join('  ')}`));
  const rows = sums.reduce((sum, each) => sum + each.rows, 0);
  shell.out(`${sums.length} tables, ${rows} ${rows === 1 ? 'row' : 'rows'}`);
}
