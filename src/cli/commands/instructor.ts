import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { printable } from '../../grader/explain/printable.ts';
import { accountBy, newPassword, setDisabled, setPassword, type Account } from '../../server/identity/operator.ts';
import { hashPassword } from '../../server/identity/passwords.ts';
import { requireNewest } from '../../server/store/copy.ts';
import type { Database } from '../../server/store/database.ts';
import { openBeside } from '../../server/store/place.ts';
import { chosenPlace, DATA_HELP, told } from '../class-database.ts';
import { BadUse, Stopped, type Command, type Shell } from '../command.ts';

/** What can be done about an account; gives the lines to print. */
const ACTS: { readonly [what: string]: (database: Database, account: Account) => Promise<string[]> } = {
  async disable(database, account) {
    const alone = await database.transaction((connection) => setDisabled(connection, account, true, means()));
    return [`${account.login} is signed out everywhere and cannot sign in.`, ...alone.map((id) => `The class ${id} has no other owner: only nsp instructor enable lets somebody decide about its staff again.`)];
  },
  async enable(database, account) {
    await database.transaction((connection) => setDisabled(connection, account, false, means()));
    return [`${account.login} can sign in again.`];
  },
  async password(database, account) {
    if (!account.hasPassword) throw new Stopped(`${account.login} has no password here: the identity provider signs in.`, 1);
    const password = newPassword();
    const hash = await hashPassword(password);
    await database.transaction((connection) => setPassword(connection, account, hash, means()));
    return [`The new password of ${account.login}, to be changed after signing in: ${password}`];
  },
};

const means = (): { nowMs: number; newId: () => string } => ({ nowMs: Date.now(), newId: randomUUID });

/** Helps an instructor in, or keeps one out. */
export const command: Command = {
  usage: 'instructor disable LOGIN [--data DIR] | nsp instructor enable LOGIN | nsp instructor password LOGIN',
  help: [
    'disable ends every session of an instructor and lets them sign in no more; enable takes that back. password gives a new one',
    'to somebody who has lost theirs. A server that runs sees it at once. What was done is in the audit log.',
    '',
    ...DATA_HELP,
    '',
    'Exit code: 0 done; 1 not, with the reason; 2 used in a wrong way.',
  ],
  options: { data: { type: 'string' } },
  arguments: [2, 2],
  async run({ positionals, options }, shell) {
    const [what, login] = positionals as [string, string];
    const act = Object.hasOwn(ACTS, what) ? ACTS[what]! : null;
    if (act === null) throw new BadUse(`Usage: nsp ${command.usage}`);
    const place = chosenPlace(options['data']);
    if (place.kind === 'sqlite' && !existsSync(place.file)) throw new Stopped(`There is no database ${place.file}.`, 1);
    return told(async () => {
      const database = openBeside(place);
      try {
        await requireNewest(database);
        return await perform(database, act, login, shell);
      } finally {
        await database.close();
      }
    });
  },
};

async function perform(database: Database, act: (typeof ACTS)[string], login: string, shell: Shell): Promise<number> {
  const account = await accountBy(database, login);
  if (account === null) throw new Stopped(`Nobody has the login ${printable(login)}.`, 1);
  for (const line of await act(database, account)) shell.out(line);
  return 0;
}
