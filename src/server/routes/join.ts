// How learners come in, and come back.
import { object, optional } from 'valibot';
import { join, recover, type NotJoined } from '../cohorts/join.ts';
import { Problem } from '../http/problem.ts';
import { route, type Route } from '../http/route.ts';
import { secret, typed, uuid } from './forms.ts';
import { limited } from './limited.ts';

/** Why somebody does not come in, as an answer. */
const REFUSALS: { [reason in NotJoined]: [number, string] } = {
  'no-such-code': [404, 'No class has this code. It may have been changed: ask for the newest one.'],
  expired: [410, 'This code has ended. Ask your instructor for a new one.'],
  full: [409, 'Every seat of this class is taken. Ask your instructor.'],
  'name-taken': [409, 'Somebody in this class has this name. Take another.'],
  empty: [422, 'A name is needed. It need not be your own.'],
  'too-long': [422, 'A name has at most 40 characters.'],
  'not-readable': [422, 'A name has letters, numbers, spaces and . \' - _ only, and begins with a letter or a number.'],
  'looks-like-mail': [422, 'Take a name, not an address: no e-mail is asked for or kept.'],
};

/** Why somebody does not come in under a name, as a problem. */
export const notJoined = (reason: NotJoined): Problem => new Problem(REFUSALS[reason][0], reason, REFUSALS[reason][1]);

/** Routes into a class. */
export const JOIN_ROUTES: readonly Route[] = [
  route({
    method: 'POST', path: '/join', who: 'anyone', body: object({ id: optional(uuid), code: secret, pseudonym: typed }),
    async handle(asked) {
      await limited(asked, 'join', asked.from);
      const joined = await asked.database.transaction((connection) => join(connection, asked.body, asked.nowMs, asked.newId));
      if (typeof joined === 'string') throw notJoined(joined);
      const { token, learner, cohort, pseudonym, recoveryCode } = joined;
      return { status: 201, json: { learner, cohort, pseudonym, recoveryCode }, session: token };
    },
  }),
  route({
    method: 'POST', path: '/recover', who: 'anyone', body: object({ recoveryCode: secret }),
    async handle(asked) {
      await limited(asked, 'recover', asked.from);
      const back = await asked.database.transaction((connection) => recover(connection, asked.body.recoveryCode, asked.nowMs));
      if (back === null) throw new Problem(404, 'no-such-code', 'Nobody has this recovery code. Your instructor can give you a new one.');
      return { json: { learner: back.learner, cohort: back.cohort }, session: back.token };
    },
  }),
];
