// Instructors: the first account, signing in, a new password, colleagues.
import { nullable, object } from 'valibot';
import { note } from '../audit/audit.ts';
import { roleIn } from '../http/guard.ts';
import { notFound, ownerOnly, Problem } from '../http/problem.ts';
import { route, type Answer, type Route } from '../http/route.ts';
import { accept, changePassword, setUp, signIn, type NotMade, type SignedIn } from '../identity/accounts.ts';
import { newInvitation } from '../identity/invitations.ts';
import { LONGEST, SHORTEST } from '../identity/passwords.ts';
import { typed, uuid } from './forms.ts';
import { limited } from './limited.ts';

/** Why an account is not made or changed, as an answer. */
const REFUSALS: { [reason in NotMade | 'wrong' | 'no-password']: [number, string] } = {
  'no-such-link': [404, 'This link is not good any more: it was used, it has ended, or it was not copied whole. Ask for a new one.'],
  'bad-login': [422, 'A login has 2 to 64 letters, digits and . @ _ + - and begins with a letter or a digit.'],
  'login-taken': [409, 'Somebody has this login. Take another.'],
  'password-short': [422, `A password has at least ${SHORTEST} characters.`],
  'password-long': [422, `A password has at most ${LONGEST} characters.`],
  'password-common': [422, 'This password is among the first that are guessed: it is in lists of common passwords, or consists of common words, names, numbers or runs of keys. Take several words that have nothing to do with each other, or one of a password manager.'],
  'password-login': [422, 'This password is mostly your login. Take another.'],
  wrong: [403, 'The old password is not right.'],
  'no-password': [409, 'This account has no password: it is signed in to by your organisation.'],
};

const refused = (reason: keyof typeof REFUSALS): Problem => new Problem(REFUSALS[reason][0], reason, REFUSALS[reason][1]);

const signedIn = ({ id, login, session }: SignedIn, status = 200): Answer => ({ status, json: { caller: { kind: 'instructor', id, login } }, session });

const wanted = object({ token: typed, login: typed, password: typed });

/** An account by a link of one use. */
const byLink = (path: string, make: typeof setUp): Route => route({
  method: 'POST', path, who: 'anyone', body: wanted,
  async handle(asked) {
    await limited(asked, 'token', asked.from);
    const made = await make(asked.database, asked.body, asked);
    if (typeof made === 'string') throw refused(made);
    return signedIn(made, 201);
  },
});

/** Routes of instructors' accounts. */
export const ACCOUNT_ROUTES: readonly Route[] = [
  byLink('/setup', setUp),
  route({
    method: 'POST', path: '/sign-in', who: 'anyone', body: object({ login: typed, password: typed }),
    async handle(asked) {
      const { login, password } = asked.body;
      await limited(asked, 'loginFrom', asked.from);
      const name = login.normalize('NFKC').trim().toLowerCase();
      // What is refused at one address does not count for the login, whose owner is at another.
      await limited(asked, 'loginPair', `${name} ${asked.from}`);
      await limited(asked, 'login', name);
      const found = await signIn(asked.database, login, password, asked.nowMs);
      if (found === null) throw new Problem(401, 'wrong', 'Login and password do not belong together, or there is no such account.');
      return signedIn(found);
    },
  }),
  route({
    method: 'POST', path: '/password', who: 'instructor', body: object({ old: typed, new: typed }),
    async handle(asked) {
      const { caller, database, body } = asked;
      await limited(asked, 'password', caller!.id);
      const changed = await changePassword(database, caller!.id, body.old, body.new, asked);
      if (typeof changed === 'string') throw refused(changed);
      return { json: {}, session: changed.session };
    },
  }),
  route({
    method: 'POST', path: '/invitations', who: 'instructor', body: object({ cohort: nullable(uuid) }),
    async handle({ caller, body: { cohort }, database, nowMs, newId }) {
      const invitation = await database.transaction(async (connection) => {
        // An invitation changes the staff of a class, so it is the owner's.
        const role = cohort === null ? 'owner' : await roleIn(connection, caller!.id, cohort);
        if (role === null) throw notFound();
        if (role !== 'owner') throw ownerOnly();
        await note(connection, { actor: caller!.id, cohort, action: 'invitation.made', object: cohort ?? caller!.id, detail: '' }, nowMs, newId);
        return newInvitation(connection, cohort, nowMs);
      });
      return { status: 201, json: invitation };
    },
  }),
  byLink('/invitations/accept', accept),
];
