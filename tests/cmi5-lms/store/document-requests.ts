// State, Agent Profile and Activity Profile: xAPI Communication 2.2, 2.3, 2.6, 2.7 and 3.1; cmi5 10, 11 and 12.
import { isObject, parseJson } from '../json.ts';
import type { Documents } from '../lms/documents.ts';
import type { Session } from '../lms/lms.ts';
import { LAUNCH_DATA, PREFERENCES } from '../rules/vocabulary.ts';
import { must, type Violation } from '../violations.ts';
import { actorViolations, identityOf } from '../xapi/actor.ts';
import { isIri, isLanguageTag, isTimestamp, isUuid, timeOf } from '../xapi/formats.ts';
import { allowParameters, json, mediaType, refuse, Refused, type Answer, type Request } from './exchange.ts';

/** What a document request has access to. */
export interface DocumentAccess {
  documents: Documents;
  session: Session;
  /** Whether the LMS keeps the learner's preferences to itself (cmi5 11: 403, no error of the content). */
  preferencesLocked: boolean;
  /** The largest document in bytes (xAPI Communication 3.2: 413). */
  documentLimit: number;
  /** Reports a violation that the store has to accept. */
  note(violation: Violation): void;
}

/** activities/state (xAPI Communication 2.3, cmi5 10). */
export function stateRequest(request: Request, access: DocumentAccess): Answer {
  const id = request.query.get('stateId') ?? undefined;
  const several = id === undefined && (request.method === 'GET' || request.method === 'HEAD');
  allowParameters(request, ['activityId', 'agent', 'registration', ...(several ? ['since'] : ['stateId'])]);
  if (id === undefined && request.method !== 'DELETE' && !several) refuse(400, 'xAPI Communication 2.3', 'stateId is missing');
  const activity = activityOf(request);
  const agent = agentOf(request, access.session);
  const registration = registrationOf(request, access.session);
  const key = access.documents.stateKey(activity, agent, registration);
  const isOwn = key === access.documents.stateKey(access.session.activityId, access.session.actor, access.session.registration);
  if (isOwn && request.method !== 'GET' && request.method !== 'HEAD' && (id === LAUNCH_DATA || id === undefined)) refuse(403, 'cmi5 10', `content changes or deletes ${LAUNCH_DATA} (${request.method})`);
  const answer = documentRequest(request, access, key, id, false);
  if (isOwn && id === LAUNCH_DATA && answer.status === 200) access.session.launchDataRead = true;
  return answer;
}

/** agents/profile (xAPI Communication 2.6, cmi5 11). */
export function agentProfileRequest(request: Request, access: DocumentAccess): Answer {
  const id = profileId(request);
  const key = access.documents.agentKey(agentOf(request, access.session));
  if (id !== undefined && id !== PREFERENCES) refuse(403, 'cmi5 11', `the document of the Agent Profile is ${JSON.stringify(id)}, not ${PREFERENCES}`);
  if (request.method === 'PUT' || request.method === 'POST') {
    const wrong = preferenceViolations(request);
    if (wrong.length > 0) throw new Refused(400, wrong);
    // 11: the answer 403 is no error, and the content's request is none either.
    if (access.preferencesLocked) throw new Refused(403, []);
  }
  // 404 counts as read: an LMS need not have preferences.
  if (id === PREFERENCES && request.method === 'GET') access.session.preferencesRead = true;
  return documentRequest(request, access, key, id, true);
}

/** activities/profile (xAPI Communication 2.7, cmi5 12). */
export function activityProfileRequest(request: Request, access: DocumentAccess): Answer {
  const id = profileId(request);
  return documentRequest(request, access, access.documents.activityKey(activityOf(request)), id, true);
}

function profileId(request: Request): string | undefined {
  const id = request.query.get('profileId') ?? undefined;
  const reads = request.method === 'GET' || request.method === 'HEAD';
  allowParameters(request, [request.path.includes('agents') ? 'agent' : 'activityId', 'profileId', ...(id === undefined && reads ? ['since'] : [])]);
  if (id === undefined && !reads) refuse(400, 'xAPI Communication 2.6', 'profileId is missing');
  return id;
}

function activityOf(request: Request): string {
  const activity = request.query.get('activityId');
  if (!isIri(activity)) refuse(400, 'xAPI Communication 2.3', `activityId is no IRI: ${String(activity)}`);
  return activity;
}

/** cmi5 8.1: the agent of a request is the actor of the launch. */
function agentOf(request: Request, session: Session): unknown {
  const agent = parseJson(request.query.get('agent') ?? '')?.value;
  const wrong = actorViolations(agent, 'agent', ['Agent']);
  if (wrong.length > 0) throw new Refused(400, wrong);
  if (identityOf(agent) !== identityOf(session.actor)) refuse(403, 'cmi5 8.1', `the agent is not the actor of the launch: ${JSON.stringify(agent)}`);
  return agent;
}

/** cmi5 8.1: a registration in a request is the one of the launch. */
function registrationOf(request: Request, session: Session): string | undefined {
  const registration = request.query.get('registration') ?? undefined;
  if (registration !== undefined && !isUuid(registration)) refuse(400, 'xAPI Communication 2.3', `registration is no UUID: ${registration}`);
  if (registration !== undefined && registration.toLowerCase() !== session.registration) refuse(403, 'cmi5 8.1', 'the registration is not the one of the launch');
  return registration;
}

/** cmi5 11, 11.1, 11.2: the form of cmi5LearnerPreferences. */
function preferenceViolations(request: Request): Violation[] {
  const value = parseJson(request.body.toString())?.value;
  if (mediaType(request) !== 'application/json' || !isObject(value)) return [must('cmi5 11', `${PREFERENCES} is no JSON object`)];
  const { languagePreference: language, audioPreference: audio } = value;
  const violations: Violation[] = [];
  if (language !== undefined && !(typeof language === 'string' && language.split(',').every(isLanguageTag))) violations.push(must('cmi5 11.1', `languagePreference is no list of language tags: ${JSON.stringify(language)}`));
  if (audio !== undefined && audio !== 'on' && audio !== 'off') violations.push(must('cmi5 11.2', `audioPreference is neither "on" nor "off": ${JSON.stringify(audio)}`));
  return violations;
}

function documentRequest(request: Request, access: DocumentAccess, key: string, id: string | undefined, isProfile: boolean): Answer {
  const { documents } = access;
  if (id === undefined) return request.method === 'DELETE' ? removeAll(documents, key) : idsAnswer(request, documents, key);
  const existing = documents.get(key, id);
  if (request.method === 'GET' || request.method === 'HEAD') {
    if (existing === undefined) throw new Refused(404, []);
    return { status: 200, headers: { 'Content-Type': existing.type, ETag: `"${existing.etag}"`, 'Last-Modified': existing.updated.toUTCString() }, body: existing.content };
  }
  preconditions(request, existing?.etag, isProfile, access.note);
  if (request.method === 'DELETE') documents.remove(key, id);
  else {
    if (request.body.length > access.documentLimit) throw new Refused(413, []);
    write(request, documents, key, id);
  }
  return { status: 204 };
}

/** 2.3.s4, 2.6.s4, 2.7.s4: the ids, those changed after "since" only. */
function idsAnswer(request: Request, documents: Documents, key: string): Answer {
  const since = request.query.get('since');
  if (since !== null && !isTimestamp(since)) refuse(400, 'xAPI Communication 2.3', `since is no timestamp: ${since}`);
  const found = [...documents.of(key)].filter(([, one]) => since === null || one.updated.getTime() > timeOf(since));
  const latest = Math.max(0, ...found.map(([, one]) => one.updated.getTime()));
  return json(200, found.map(([id]) => id), found.length === 0 ? {} : { 'Last-Modified': new Date(latest).toUTCString() });
}

function removeAll(documents: Documents, key: string): Answer {
  for (const id of [...documents.of(key).keys()]) documents.remove(key, id);
  return { status: 204 };
}

/** 3.1: If-Match and If-None-Match; for PUT of profiles one of them is needed. */
function preconditions(request: Request, etag: string | undefined, isProfile: boolean, note: (violation: Violation) => void): void {
  const match = request.headers['if-match'];
  const none = request.headers['if-none-match'];
  const tags = (header: string): string[] => [...header.matchAll(/"([^"]*)"/g)].map(([, tag]) => tag!);
  if (match !== undefined && match !== '*' && tags(match).length === 0) refuse(400, 'xAPI Communication 3.1', `If-Match has no ETag in quotes: ${match}`);
  if (match !== undefined && (etag === undefined || (match !== '*' && !tags(match).includes(etag)))) throw new Refused(412, []);
  if (none !== undefined && etag !== undefined && (none === '*' || tags(none).includes(etag))) throw new Refused(412, []);
  if (request.method !== 'PUT' || !isProfile || match !== undefined || none !== undefined) return;
  if (etag !== undefined) refuse(409, 'xAPI Communication 3.1', 'PUT of a profile without If-Match, and the document exists: check its current state, and set If-Match to its current ETag');
  note(must('xAPI Communication 3.1', 'PUT of a profile without If-Match and If-None-Match'));
}

/** 2.2.s7, s8: PUT replaces, POST merges JSON objects. */
function write(request: Request, documents: Documents, key: string, id: string): void {
  const type = request.headers['content-type'] ?? 'application/octet-stream';
  const isJson = mediaType(request) === 'application/json';
  const value = parseJson(request.body.toString())?.value;
  if (isJson && value === undefined) refuse(400, 'xAPI Communication 3.2', 'the content type is application/json, and the document is no JSON');
  const existing = documents.get(key, id);
  if (request.method === 'PUT' || existing === undefined) {
    if (request.method === 'POST' && (!isJson || !isObject(value))) refuse(400, 'xAPI Communication 2.2', 'POST of a document that is no JSON object');
    documents.put(key, id, request.body, type);
    return;
  }
  const old = existing.type.startsWith('application/json') ? parseJson(existing.content.toString())?.value : undefined;
  if (!isJson || !isObject(value) || !isObject(old)) return refuse(400, 'xAPI Communication 2.2', 'POST merges JSON objects only: the posted or the stored document is none');
  documents.put(key, id, Buffer.from(JSON.stringify({ ...old, ...value })), 'application/json');
}
