// The way to the identity provider and back. A person is in the browser all the time, so what goes wrong is told by a page, not by JSON.
import { maxLength, minLength, object, pipe, regex, string } from 'valibot';
import { flowCookieName, setFlowCookie } from '../http/cookie.ts';
import { notFound, Problem, tryLater } from '../http/problem.ts';
import { route, type Answer, type Asked, type Route } from '../http/route.ts';
import { beginSignIn, endSignIn, OidcRefused, type Oidc } from '../identity/oidc.ts';
import { FLOW_MS } from '../identity/oidc-flow.ts';
import { beginSession } from '../identity/sessions.ts';
import { Conflict, Unavailable } from '../store/database.ts';
import { limited } from './limited.ts';

/** Where instructors work, and are told why they are not signed in. */
const PAGE = '/teach/index.html';

const DETAILS: { [code: string]: string } = { 'provider-down': 'The identity provider does not answer. Try again in a minute.' };

/** Routes of sign-in through an identity provider. */
export const OIDC_ROUTES: readonly Route[] = [
  route({
    method: 'GET', path: '/auth/oidc/start', who: 'anyone',
    handle: (asked) => asPage(asked, async () => {
      const { location, cookie } = await begin(asked, null);
      return { status: 303, json: {}, headers: [['location', location], ['set-cookie', cookie]] };
    }),
  }),
  // With a link of one use, whose token is no part of any address.
  route({
    method: 'POST', path: '/auth/oidc/start', who: 'anyone', body: object({ token: pipe(string(), minLength(1), maxLength(100), regex(/^[\w-]+$/)) }),
    async handle(asked) {
      const { location, cookie } = await begin(asked, asked.body.token);
      return { json: { location }, headers: [['set-cookie', cookie]] };
    },
  }),
  route({
    method: 'GET', path: '/auth/oidc/callback', who: 'anyone',
    handle: (asked) => asPage(asked, async () => {
      const { cookie, query, database, services, nowMs, newId } = asked;
      const { instructor } = await endSignIn(oidcOf(asked), database, cookie(flowCookieName(services.isSecure)), query, { nowMs, newId });
      return { status: 303, json: {}, session: await beginSession(database, 'instructor', instructor, nowMs), headers: [['location', PAGE], ['set-cookie', setFlowCookie(null, 0, services.isSecure)]] };
    }),
  }),
];

function oidcOf({ services: { oidc } }: Asked<unknown>): Oidc {
  if (oidc === null) throw notFound();
  return oidc;
}

async function begin(asked: Asked<unknown>, invitation: string | null): Promise<{ location: string; cookie: string }> {
  const oidc = oidcOf(asked);
  const { database, from, nowMs, services } = asked;
  await limited(asked, 'oidc', from);
  try {
    const { location, cookie } = await beginSignIn(oidc, database, invitation, nowMs);
    return { location, cookie: setFlowCookie(cookie, FLOW_MS / 1000, services.isSecure) };
  } catch (error) {
    if (error instanceof OidcRefused) throw new Problem(503, error.code, DETAILS[error.code] ?? 'The identity provider cannot be used as it is set up.', 30);
    throw error;
  }
}

/** The answer, or the page that says in words why there is none. */
async function asPage({ services }: Asked<unknown>, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const code = codeOf(error);
    if (code === null) throw error;
    // What was not begun in this browser takes nothing away from what was.
    const cookie: [string, string][] = code === 'not-begun' ? [] : [['set-cookie', setFlowCookie(null, 0, services.isSecure)]];
    return { status: 303, json: {}, headers: [['location', `${PAGE}#oidc-error=${code}`], ...cookie] };
  }
}

/** The word for the page; null: this is none of a person's business. */
function codeOf(error: unknown): string | null {
  if (error instanceof OidcRefused) return error.code;
  if (error instanceof Problem && error.status !== 404) return error.code;
  if (error instanceof Unavailable) return tryLater(5, error.isFull).code;
  // Two answers for one new account at once: the other one made it.
  return error instanceof Conflict ? 'not-begun' : null;
}
