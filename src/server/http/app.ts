// The API over HTTP: every route goes the same way, from the headers to the handler, and what goes wrong is told in one form.
import { Hono, type Context } from 'hono';
import { safeParse, type BaseIssue } from 'valibot';
import { Busy } from '../identity/passwords.ts';
import { callerOf, endSession, type Caller } from '../identity/sessions.ts';
import { Conflict, Unavailable, type Database } from '../store/database.ts';
import { isKept, readBody } from './body.ts';
import { cookieName, readCookie, setCookie } from './cookie.ts';
import { admit, targetFor } from './guard.ts';
import { invalid, notFound, Problem, problemResponse, tryLater } from './problem.ts';
import type { Answer, Route } from './route.ts';
import type { Services } from './services.ts';

/** What the server gives the API. */
export interface ApiOptions {
  database: Database;
  routes: readonly Route[];
  nowMs: () => number;
  newId: () => string;
  services: Services;
  /** A hash of the client's address for limits. */
  from: (context: Context) => string;
  /** Told of what nobody expected, where the caller gets a 500 without a word of it, and of a database that cannot be used. */
  onError: (error: unknown, route: Route) => void;
  /** Told of every answer, and how long it took; null: no route has this address. */
  onAnswer?: (route: Route | null, method: string, status: number, seconds: number) => void;
}

const PREFIX = '/api/v1';

/** All routes under /api/v1. */
export function createApi(options: ApiOptions): Hono {
  const app = new Hono();
  const told = async (route: Route | null, { req }: Context, answering: Response | Promise<Response>): Promise<Response> => {
    const began = performance.now();
    const response = await answering;
    options.onAnswer?.(route, req.method, response.status, (performance.now() - began) / 1000);
    return response;
  };
  for (const route of options.routes) app.on(route.method, PREFIX + route.path, (context) => told(route, context, answer(context, route, options)));
  app.all('*', (context) => told(null, context, problemResponse(notFound())));
  return app;
}

async function answer(context: Context, route: Route, options: ApiOptions): Promise<Response> {
  try {
    return responseOf(await handle(context, route, options), options.services.isSecure);
  } catch (error) {
    if (error instanceof Problem) return problemResponse(error);
    if (error instanceof Busy) return problemResponse(tryLater(2));
    if (error instanceof Unavailable) {
      options.onError(error, route);
      return problemResponse(tryLater(5, error.isFull));
    }
    if (error instanceof Conflict) return problemResponse(new Problem(409, 'conflict', 'Somebody else changed the same thing at the same time. Look at it again.'));
    options.onError(error, route);
    return problemResponse(new Problem(500, 'internal', 'The server made a mistake. It is written in its log. What was acknowledged is safe.'));
  }
}

async function handle(context: Context, route: Route, { database, services, nowMs, newId, from }: ApiOptions): Promise<Answer> {
  const now = nowMs();
  if (route.method !== 'GET') refuseForeign(context, services.isSecure);
  const cookie = (name: string): string | null => readCookie(context.req.header('cookie') ?? '', name);
  const token = cookie(cookieName(services.isSecure));
  const caller: Caller | null = token === null ? null : await callerOf(database, token, now);
  admit(route.who, caller);
  const params = context.req.param() as { [name: string]: string };
  const query = new URL(context.req.url).searchParams;
  if (![...Object.values(params), ...query.values()].every(isKept)) throw notFound();
  const { object, isOwners } = route;
  const target = object === undefined ? null : await targetFor(database, caller!, { object, isOwners }, params['id'] ?? '');
  const asked = { caller, target, params, query, body: await bodyFor(route, context.req.raw), cookie, database, services, nowMs: now, newId, from: from(context) };
  const result = await route.handle(asked);
  // Whoever signs in, or out, leaves no session behind that somebody may have planted or copied.
  if (token !== null && !(result instanceof Response) && result.session !== undefined) await endSession(database, token);
  return result;
}

async function bodyFor({ body: schema, bodyMax }: Route, request: Request): Promise<unknown> {
  if (schema === undefined) return null;
  const parsed = safeParse(schema, await readBody(request, bodyMax));
  if (parsed.success) return parsed.output;
  throw invalid(sentenceOf(parsed.issues[0]));
}

/** Our schemas have sentences of their own for what has the right type and is not allowed. */
function sentenceOf({ kind, path, received, expected, message }: BaseIssue<unknown>): string {
  const name = path?.map(({ key }) => String(key)).join('.') ?? 'The body';
  if (kind !== 'schema') return `${name}: ${message}`;
  return received === 'undefined' || received === expected ? `${name} is missing.` : `${name} has the wrong type: ${expected ?? 'something else'} is asked for.`;
}

/** A change is asked for by our own pages, in JSON: no form and no page of another site can do that without the browser's asking first. */
function refuseForeign(context: Context, isSecure: boolean): void {
  const site = context.req.header('sec-fetch-site');
  const isOwn = site === undefined ? isOwnOrigin(context.req.header('origin'), context.req.header('host'), isSecure) : site === 'same-origin' || site === 'none';
  if (!isOwn) throw new Problem(403, 'foreign', 'This was asked by a page of another site.');
}

/** Programs send no Origin; browsers do with every change. With TLS a page that came without it is another's: somebody on the way may have made it. */
function isOwnOrigin(origin: string | undefined, host: string | undefined, isSecure: boolean): boolean {
  if (origin === undefined) return true;
  const url = URL.canParse(origin) ? new URL(origin) : null;
  return url !== null && url.host === host && (!isSecure || url.protocol === 'https:');
}

function responseOf(result: Answer, isSecure: boolean): Response {
  if (result instanceof Response) return result;
  const { status = 200, json, session, headers: further = [] } = result;
  const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' });
  for (const [name, value] of further) headers.append(name, value);
  if (session !== undefined) headers.append('set-cookie', setCookie(session, isSecure));
  return new Response(JSON.stringify(json), { status, headers });
}
