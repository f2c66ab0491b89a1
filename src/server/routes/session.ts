// Who is signed in, and how they go.
import { me } from '../cohorts/me.ts';
import { route, type Route } from '../http/route.ts';
import { endSessionsOf } from '../identity/sessions.ts';

/** Routes of sessions. */
export const SESSION_ROUTES: readonly Route[] = [
  route({
    method: 'GET', path: '/me', who: 'anyone',
    handle: async ({ caller, database, services, nowMs }) => ({ json: { caller: caller === null ? null : await me(database, caller, services.course.modules), nowMs } }),
  }),
  route({
    // The session of whoever goes is ended with their cookie.
    method: 'POST', path: '/sign-out', who: 'signed-in',
    handle: async () => ({ json: {}, session: null }),
  }),
  route({
    method: 'POST', path: '/sign-out-everywhere', who: 'signed-in',
    async handle({ caller, database }) {
      await endSessionsOf(database, caller!.kind, caller!.id);
      return { json: {}, session: null };
    },
  }),
];
