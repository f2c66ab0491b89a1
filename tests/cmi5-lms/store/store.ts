// The record store's door: versions, authentication, resources (xAPI Communication 1, 2.0, 3.3, 4; cmi5 8.2.1).
import { parseJson } from '../json.ts';
import type { Documents } from '../lms/documents.ts';
import type { Lms, Session } from '../lms/lms.ts';
import type { Records } from '../lms/records.ts';
import { should, type ContentViolation, type Violation } from '../violations.ts';
import { actorViolations } from '../xapi/actor.ts';
import { activityProfileRequest, agentProfileRequest, stateRequest } from './document-requests.ts';
import { allowParameters, errorAnswer, json, refuse, Refused, type Answer, type Request } from './exchange.ts';
import { statementRequest, versionViolation } from './statement-requests.ts';

/** What the store is made of. */
export interface StoreParts {
  lms: Lms;
  records: Records;
  documents: Documents;
  violations: ContentViolation[];
  preferencesLocked(): boolean;
  documentLimit: number;
}

/** Answers a request below the endpoint; `resource` is its path after the endpoint. */
export function storeRequest(request: Request, resource: string, parts: StoreParts): Answer {
  let session: Session | undefined;
  const report = (list: readonly Violation[], refused: boolean, statement?: unknown): void => {
    for (const one of list) parts.violations.push({ ...one, learner: session?.learner ?? '', session: session?.sessionId ?? '', refused, request: `${request.method} ${request.path}`, ...(statement === undefined ? {} : { statement }) });
  };
  const note = (one: Violation, statement?: unknown): void => report([one], false, statement);
  try {
    // 2.8: about needs neither version nor authentication.
    if (resource === 'about') return json(200, { version: ['1.0.3', '1.0.2', '1.0.1', '1.0.0'] });
    session = sessionOf(request, parts.lms);
    const version = versionViolation(request.headers['x-experience-api-version']?.toString());
    if (version?.level === 'must') throw new Refused(400, [version]);
    if (version !== undefined && !parts.violations.some((one) => one.session === session?.sessionId && one.message === version.message)) note(version);
    authorize(session, resource);
    return dispatch(request, resource, session, parts, note);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    report(error.violations, true, error.statement);
    return errorAnswer(error.status, error.message === '' ? String(error.status) : error.message, request.headers.accept);
  }
}

/** cmi5 8.2.1: the token in the Authorization header, by the Basic scheme; xAPI Communication 3.2: 401 without, or with another one. No WWW-Authenticate, for which a browser would ask the learner. */
function sessionOf(request: Request, lms: Lms): Session {
  const header = request.headers.authorization;
  if (header === undefined) return refuse(401, 'cmi5 8.2.1', 'the Authorization header is missing');
  const token = /^Basic (\S+)$/i.exec(header)?.[1];
  if (token === undefined) return refuse(401, 'cmi5 8.2.1', 'the Authorization header is not "Basic" and the token');
  // A token that nobody fetched is none (8.1, fetch).
  const session = lms.sessionOf((one) => one.token === token && one.fetched);
  return session ?? refuse(401, 'cmi5 8.2.1', 'the token is not the one of a session');
}

/** 8.1, 8.2.1: a token lives as long as its session; expired ones are a fault of the LMS, not of content. Statements have rules of their own (9.3.6, 9.3.8). */
function authorize(session: Session, resource: string): void {
  if (session.expired) throw new Refused(401, []);
  if (resource !== 'statements' && session.state !== 'launched') refuse(403, 'cmi5 8.2.1', `a request to ${resource} after the session was ${session.state}`);
}

function dispatch(request: Request, resource: string, session: Session, parts: StoreParts, note: (one: Violation, statement?: unknown) => void): Answer {
  const { lms, records, documents, documentLimit } = parts;
  // 1.3: the alternate syntax (POST with "method") is not known here.
  if (request.method === 'POST' && request.query.has('method')) refuse(400, 'xAPI Communication 1.3', 'the alternate request syntax is not known to this store');
  const access = { documents, session, documentLimit, note, preferencesLocked: parts.preferencesLocked() };
  if (!['GET', 'HEAD', 'PUT', 'POST', 'DELETE'].includes(request.method)) refuse(400, 'xAPI Communication 2.0', `no resource knows ${request.method}`);
  switch (resource) {
    case 'statements':
      if (request.method === 'DELETE') refuse(400, 'xAPI Communication 2.1', 'statements cannot be deleted');
      return statementRequest(request, { records, lms, session, note });
    case 'activities/state': return stateRequest(request, access);
    case 'agents/profile': return agentProfileRequest(request, access);
    case 'activities/profile': return activityProfileRequest(request, access);
    case 'agents': return personAnswer(request);
    case 'activities':
      allowParameters(request, ['activityId']);
      return json(200, { objectType: 'Activity', id: request.query.get('activityId') });
    default:
      note(should('xAPI Communication 2.0', `${resource} is no resource of xAPI`));
      throw new Refused(404, []);
  }
}

/** 2.4: what is known of an agent, here no more than was asked. */
function personAnswer(request: Request): Answer {
  allowParameters(request, ['agent']);
  const agent = parseJson(request.query.get('agent') ?? '')?.value;
  const wrong = actorViolations(agent, 'agent', ['Agent']);
  if (wrong.length > 0) throw new Refused(400, wrong);
  const known = Object.entries(agent as { [key: string]: unknown }).filter(([key]) => key !== 'objectType');
  return json(200, { objectType: 'Person', ...Object.fromEntries(known.map(([key, value]) => [key, [value]])) });
}
