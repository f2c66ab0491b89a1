// A content page that does everything as cmi5 says, written by hand for these tests: launch, token, launch data, preferences, statements.
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../json.ts';
import { CMI5_CATEGORY, CONTEXT, LAUNCH_DATA, MOVEON_CATEGORY, PREFERENCES, VERBS } from '../rules/vocabulary.ts';

/** What content learns from its launch. */
export interface Launch {
  endpoint: string;
  fetch: string;
  actor: JsonObject;
  registration: string;
  activityId: string;
  token: string;
  contextTemplate: JsonObject & { contextActivities: { grouping: JsonObject[] }; extensions: JsonObject };
  data: JsonObject;
}

/** Reads the parameters of a launch URL (cmi5 8.1). */
export function parametersOf(url: string): Pick<Launch, 'endpoint' | 'fetch' | 'actor' | 'registration' | 'activityId'> {
  const query = new URL(url).searchParams;
  const text = (name: string): string => query.get(name)!;
  return { endpoint: text('endpoint'), fetch: text('fetch'), actor: JSON.parse(text('actor')) as JsonObject, registration: text('registration'), activityId: text('activityId') };
}

/** A request with the headers that every request needs; headers of one's own come on top, undefined takes one away. */
export async function ask(launch: Pick<Launch, 'endpoint' | 'token'>, method: string, resource: string, query: { [name: string]: string } = {}, body?: unknown, headers: { [name: string]: string | undefined } = {}): Promise<Response> {
  const all = { Authorization: `Basic ${launch.token}`, 'X-Experience-API-Version': '1.0.3', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers };
  const parameters = new URLSearchParams(query).toString();
  return fetch(`${launch.endpoint}${resource}${parameters === '' ? '' : `?${parameters}`}`, {
    method,
    headers: Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => pair[1] !== undefined)),
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
}

/** The parameters of the State Resource for this launch. */
export function stateOf(launch: Pick<Launch, 'activityId' | 'actor' | 'registration'>, stateId: string): { [name: string]: string } {
  return { activityId: launch.activityId, agent: JSON.stringify(launch.actor), registration: launch.registration, stateId };
}

/** Everything up to the first statement (cmi5 8.2, 10, 11). */
export async function begin(url: string): Promise<Launch> {
  const parameters = parametersOf(url);
  const answer = await (await fetch(parameters.fetch, { method: 'POST' })).json() as { 'auth-token': string };
  const access = { ...parameters, token: answer['auth-token'] };
  const data = await (await ask(access, 'GET', 'activities/state', stateOf(access, LAUNCH_DATA))).json() as Launch['data'];
  await ask(access, 'GET', 'agents/profile', { agent: JSON.stringify(access.actor), profileId: PREFERENCES });
  return { ...access, data, contextTemplate: data.contextTemplate as Launch['contextTemplate'] };
}

/** What a statement may differ in. */
export interface Difference {
  result?: JsonObject;
  /** Extensions of the context beside those of the template. */
  extensions?: JsonObject;
  timestamp?: string;
}

/** A statement of content, as far as tests change it. */
export type ContentStatement = JsonObject & { context: JsonObject & { contextActivities: JsonObject & { category?: JsonObject[]; grouping: JsonObject[] }; extensions: JsonObject } };

/** A correct cmi5 defined statement with one of content's verbs (cmi5 9). */
export function statement(launch: Launch, verb: 'initialized' | 'completed' | 'passed' | 'failed' | 'terminated', difference: Difference = {}): ContentStatement {
  const usual = { initialized: {}, completed: { completion: true, duration: 'PT2S' }, passed: { success: true, duration: 'PT2S' }, failed: { success: false, duration: 'PT2S' }, terminated: { duration: 'PT3S' } }[verb];
  const result = { ...usual, ...difference.result };
  const judged = Object.hasOwn(result, 'success') || Object.hasOwn(result, 'completion');
  return {
    id: randomUUID(),
    actor: launch.actor,
    verb: { id: VERBS[verb], display: { en: verb } },
    object: { objectType: 'Activity', id: launch.activityId },
    ...(Object.keys(result).length === 0 ? {} : { result }),
    context: {
      ...launch.contextTemplate,
      registration: launch.registration,
      contextActivities: { ...launch.contextTemplate.contextActivities, category: [{ id: CMI5_CATEGORY }, ...(judged ? [{ id: MOVEON_CATEGORY }] : [])] },
      extensions: { ...launch.contextTemplate.extensions, ...difference.extensions },
    },
    timestamp: difference.timestamp ?? new Date().toISOString(),
  };
}

/** A correct "cmi5 allowed" statement (cmi5 7.1.3). */
export function allowed(launch: Launch): ContentStatement {
  const own = statement(launch, 'initialized');
  return { ...own, verb: { id: 'http://adlnet.gov/expapi/verbs/experienced' }, context: { ...own.context, contextActivities: launch.contextTemplate.contextActivities } };
}

/** Sends statements by POST. */
export function send(launch: Launch, ...statements: unknown[]): Promise<Response> {
  return ask(launch, 'POST', 'statements', {}, statements.length === 1 ? statements[0] : statements);
}

/** The extension that goes with a score when the launch data name a masteryScore (cmi5 9.6.3.2). */
export function mastery(launch: Launch): JsonObject {
  return launch.data.masteryScore === undefined ? {} : { [CONTEXT.masteryScore]: launch.data.masteryScore };
}
