// The Statement Resource: xAPI Communication 2.1; cmi5 6.3, 7.1 and 9 for what content sends.
import { isObject, parseJson, same, type JsonObject } from '../json.ts';
import type { Lms, Session } from '../lms/lms.ts';
import type { Records, Stored } from '../lms/records.ts';
import type { History } from '../rules/launched.ts';
import { acceptedOf, orderRules } from '../rules/order.ts';
import { progressFormat } from '../rules/result.ts';
import { contentRules, isDefined } from '../rules/statement.ts';
import { PROGRESS } from '../rules/vocabulary.ts';
import { must, should, type Violation } from '../violations.ts';
import { actorViolations, identityOf } from '../xapi/actor.ts';
import { isIri, isTimestamp, isUuid, timeOf } from '../xapi/formats.ts';
import { statementViolations } from '../xapi/statement.ts';
import { allowParameters, json, mediaType, refuse, Refused, type Answer, type Request } from './exchange.ts';

/** What a statement request has access to. */
export interface StatementAccess {
  records: Records;
  lms: Lms;
  session: Session;
  /** Reports a violation that the store has to accept. */
  note(violation: Violation, statement?: unknown): void;
}

/** statements: PUT, POST, GET and HEAD. */
export function statementRequest(request: Request, access: StatementAccess): Answer {
  const answer = request.method === 'PUT' || request.method === 'POST' ? store(request, access) : query(request, access);
  // 2.1.3.s2.b5: everything stored so far can be read.
  return { ...answer, headers: { ...answer.headers, 'X-Experience-API-Consistent-Through': new Date().toISOString() } };
}

function store(request: Request, access: StatementAccess): Answer {
  const isPut = request.method === 'PUT';
  allowParameters(request, isPut ? ['statementId'] : []);
  const list = statementsOf(request, isPut);
  for (const statement of list) {
    const wrong = statementViolations(statement);
    if (wrong.length > 0) throw new Refused(400, wrong, statement);
  }
  const ids = list.map((one) => one.id).filter((id) => id !== undefined).map((id) => String(id).toLowerCase());
  // 2.1.2.s2.b6.
  if (new Set(ids).size !== ids.length) refuse(400, 'xAPI Communication 2.1.2', 'two statements of one request have the same id');
  const fresh = list.filter((statement) => !isRepeat(statement, access.records));
  judge(fresh, access);
  const stored = new Map<JsonObject, Stored>(access.lms.accept(access.session, fresh).map((one, index) => [fresh[index]!, one]));
  return isPut ? { status: 204 } : json(200, list.map((statement) => stored.get(statement)?.id ?? statement.id));
}

/** The statements of a body. 1.5.1: as application/json; multipart/mixed is not known here. */
function statementsOf(request: Request, isPut: boolean): JsonObject[] {
  if (mediaType(request) !== 'application/json') refuse(400, 'xAPI Communication 1.5.1', `statements as ${JSON.stringify(request.headers['content-type'])}, application/json is asked for`);
  const parsed = parseJson(request.body.toString());
  if (parsed === undefined) return refuse(400, 'xAPI Communication 3.2', 'the body is no JSON');
  const list: unknown[] = Array.isArray(parsed.value) && !isPut ? parsed.value : [parsed.value];
  const objects = list.filter(isObject);
  if (objects.length !== list.length || list.length === 0) return refuse(400, 'xAPI Communication 2.1', 'the body holds something that is no statement, or nothing');
  if (!isPut) return objects;
  const id = request.query.get('statementId');
  if (!isUuid(id)) return refuse(400, 'xAPI Communication 2.1.1', `statementId is no UUID: ${String(id)}`);
  const own = objects[0]!.id;
  // 2.1.1.s3.b3.
  if (own !== undefined && String(own).toLowerCase() !== id.toLowerCase()) return refuse(400, 'xAPI Communication 2.1.1', 'the id of the statement is not the statementId of the request');
  return objects;
}

/** 2.1.1.s2.b2, b3: the same statement again changes nothing and is no fault; another one under its id is a conflict. */
function isRepeat(statement: JsonObject, records: Records): boolean {
  const known = statement.id === undefined ? undefined : records.find(String(statement.id));
  if (known === undefined) return false;
  if (!records.matches(known, statement)) throw new Refused(409, [must('xAPI Communication 2.1.1', `another statement has the id ${known.id}`)], statement);
  return true;
}

/** cmi5 9 for every new statement, in the order of their timestamps; one that is refused refuses them all (3.2.s3.b9). */
function judge(statements: readonly JsonObject[], { lms, session, note }: StatementAccess): void {
  let history: History = lms.historyOf(session);
  const inOrder = [...statements].sort((one, other) => timeOf(String(one.timestamp ?? '')) - timeOf(String(other.timestamp ?? '')) || 0);
  for (const statement of inOrder) {
    if (session.state === 'abandoned') throw new Refused(403, [must('cmi5 9.3.6', 'a statement after the LMS wrote abandoned')], statement);
    const extensions = isObject(statement.result) ? statement.result.extensions : undefined;
    const progress = !isDefined(statement) && isObject(extensions) && extensions[PROGRESS] !== undefined ? progressFormat(extensions[PROGRESS]) : [];
    const content = [...contentRules(statement, session), ...progress];
    const order = orderRules(statement, session, history, Date.now());
    const refusals = [...content, ...order].filter((one) => one.level === 'must');
    // The form of a statement: 400. What this session's credentials may not do, or not now: 403 (xAPI Communication 3.2.s3.b10).
    if (refusals.length > 0) throw new Refused(content.some((one) => one.level === 'must' && !['cmi5 6.3', 'cmi5 8.1', 'cmi5 9.3'].includes(one.section)) ? 400 : 403, refusals, statement);
    for (const one of [...content, ...order]) note(one, statement);
    history = { ...history, session: [...history.session, acceptedOf(statement)] };
  }
}

const FILTERS = ['agent', 'verb', 'activity', 'registration', 'related_activities', 'related_agents', 'since', 'until', 'limit', 'ascending'];

/** 2.1.3. Content sees the statements about its own learner (3.2.s1: permissions filter what is returned). */
function query(request: Request, access: StatementAccess): Answer {
  const { query: parameters } = request;
  const single = parameters.get('statementId') ?? parameters.get('voidedStatementId');
  allowParameters(request, single === null ? [...FILTERS, 'format', 'attachments', 'from'] : ['statementId', 'voidedStatementId', 'format', 'attachments']);
  if (parameters.has('statementId') && parameters.has('voidedStatementId')) refuse(400, 'xAPI Communication 2.1.3', 'statementId and voidedStatementId together');
  checkFilters(parameters);
  const visible = access.records.all().filter((one) => identityOf(one.actor) === identityOf(access.session.actor));
  if (single !== null) {
    const found = visible.find((one) => one.id.toLowerCase() === single.toLowerCase());
    if (found === undefined || parameters.has('voidedStatementId')) throw new Refused(404, []);
    return json(200, found, { 'Last-Modified': new Date(found.stored).toUTCString() });
  }
  const found = visible.filter((one) => passes(one, parameters));
  if (parameters.get('ascending') !== 'true') found.reverse();
  const from = Number(parameters.get('from') ?? 0);
  const limit = Number(parameters.get('limit') ?? 0) || 100;
  const rest = new URLSearchParams([...parameters].filter(([key]) => key !== 'from'));
  rest.set('from', String(from + limit));
  return json(200, { statements: found.slice(from, from + limit), more: found.length > from + limit ? `${request.path}?${rest.toString()}` : '' });
}

/** xAPI Data 2.2.s4.b4: parameters are checked as the values of their types are. */
function checkFilters(parameters: URLSearchParams): void {
  const bad = (name: string): never => refuse(400, 'xAPI Communication 2.1.3', `${name} has no value of its type: ${String(parameters.get(name))}`);
  for (const name of ['statementId', 'voidedStatementId', 'registration']) if (parameters.has(name) && !isUuid(parameters.get(name))) bad(name);
  for (const name of ['verb', 'activity']) if (parameters.has(name) && !isIri(parameters.get(name))) bad(name);
  for (const name of ['since', 'until']) if (parameters.has(name) && !isTimestamp(parameters.get(name))) bad(name);
  for (const name of ['related_activities', 'related_agents', 'ascending', 'attachments']) if (parameters.has(name) && !/^(?:true|false)$/.test(parameters.get(name)!)) bad(name);
  for (const name of ['limit', 'from']) if (parameters.has(name) && !/^\d+$/.test(parameters.get(name)!)) bad(name);
  if (parameters.has('format') && !/^(?:ids|exact|canonical)$/.test(parameters.get('format')!)) bad('format');
  if (parameters.has('agent') && actorViolations(parseJson(parameters.get('agent')!)?.value, 'agent').length > 0) bad('agent');
}

function passes(statement: Stored, parameters: URLSearchParams): boolean {
  const wanted = (name: string, test: (value: string) => boolean): boolean => !parameters.has(name) || test(parameters.get(name)!);
  const inside = (value: unknown): unknown => (isObject(value) ? value.id : undefined);
  const context = isObject(statement.context) ? statement.context : {};
  const related = isObject(context.contextActivities) ? Object.values(context.contextActivities).flat().map(inside) : [];
  const agents = [statement.actor, statement.object, ...(parameters.get('related_agents') === 'true' ? [statement.authority, context.instructor, context.team] : [])];
  return wanted('verb', (verb) => inside(statement.verb) === verb)
    && wanted('activity', (id) => inside(statement.object) === id || (parameters.get('related_activities') === 'true' && related.includes(id)))
    && wanted('registration', (id) => same(context.registration, id))
    && wanted('agent', (agent) => agents.some((one) => identityOf(one) !== '' && identityOf(one) === identityOf(parseJson(agent)?.value)))
    && wanted('since', (time) => timeOf(statement.stored) > timeOf(time))
    && wanted('until', (time) => timeOf(statement.stored) <= timeOf(time));
}

/** xAPI Communication 3.3.s4.b2 asks clients for the latest patch version; stores accept every 1.0.x (s3.b5), and cmi5 2.0 names "1.0.x". */
export function versionViolation(version: string | undefined): Violation | undefined {
  if (version === undefined) return must('xAPI Communication 3.3', 'the header X-Experience-API-Version is missing');
  if (version !== '1.0' && !/^1\.0\.\d+$/.test(version)) return must('xAPI Communication 3.3', `X-Experience-API-Version is ${JSON.stringify(version)}, not 1.0.x`);
  return version === '1.0.3' ? undefined : should('xAPI Communication 3.3', `X-Experience-API-Version is ${version}, the latest is 1.0.3`);
}
