// A statement as xAPI 1.0.3 wants it: xAPI Data 2.2 and 2.4. Which profile it follows does not matter here.
import { isObject, type JsonObject } from '../json.ts';
import { must, type Violation } from '../violations.ts';
import { activityViolations, objectViolations, statementRefViolations } from './activity.ts';
import { actorViolations } from './actor.ts';
import { isDuration, isIri, isIrl, isLanguageTag, isTimestamp, isUuid } from './formats.ts';
import { extensionViolations, languageMapViolations, nullViolations, unknownKeys } from './keys.ts';

const INSIDE = ['actor', 'verb', 'object', 'result', 'context', 'timestamp', 'attachments'];
const VOIDED = 'http://adlnet.gov/expapi/verbs/voided';

/** What is wrong with a statement that a content page sends. */
export function statementViolations(statement: unknown, where = 'statement'): Violation[] {
  if (!isObject(statement)) return [must('xAPI Data 2.2', `${where} is no object`)];
  const nulls = nullViolations(statement, where);
  if (nulls.length > 0) return nulls;
  const violations = [
    ...unknownKeys(statement, [...INSIDE, 'id', 'stored', 'authority', 'version'], where, 'xAPI Data 2.2'),
    ...coreViolations(statement, where, subStatementViolations),
  ];
  if (statement.id !== undefined && !isUuid(statement.id)) violations.push(must('xAPI Data 2.4.1', `${where}.id is no UUID: ${JSON.stringify(statement.id)}`));
  if (statement.stored !== undefined && !isTimestamp(statement.stored)) violations.push(must('xAPI Data 2.4.8', `${where}.stored is no timestamp`));
  if (statement.authority !== undefined) violations.push(...actorViolations(statement.authority, `${where}.authority`));
  // 2.4.10.s4.b1: if content sets the version, it sets 1.0.0; 1.0.x must be accepted (s3.b1), anything else refused (s3.b2).
  if (statement.version !== undefined && !(typeof statement.version === 'string' && /^1\.0\./.test(statement.version))) violations.push(must('xAPI Data 2.4.10', `${where}.version is ${JSON.stringify(statement.version)}`));
  return violations;
}

/** xAPI Data 2.4.4.3.s8: a SubStatement has no id, stored, version or authority, and no SubStatement of its own. */
function subStatementViolations(statement: JsonObject, where: string): Violation[] {
  return [...unknownKeys(statement, [...INSIDE, 'objectType'], where, 'xAPI Data 2.4.4.3'), ...coreViolations(statement, where, null)];
}

function coreViolations(statement: JsonObject, where: string, sub: Parameters<typeof objectViolations>[2]): Violation[] {
  const violations: Violation[] = [];
  for (const key of ['actor', 'verb', 'object']) if (statement[key] === undefined) violations.push(must('xAPI Data 2.2', `${where} has no ${key}`));
  if (statement.actor !== undefined) violations.push(...actorViolations(statement.actor, `${where}.actor`));
  if (statement.verb !== undefined) violations.push(...verbViolations(statement.verb, `${where}.verb`));
  if (statement.object !== undefined) violations.push(...objectViolations(statement.object, `${where}.object`, sub));
  if (statement.result !== undefined) violations.push(...resultViolations(statement.result, `${where}.result`));
  if (statement.context !== undefined) violations.push(...contextViolations(statement.context, `${where}.context`, isActivity(statement.object)));
  if (statement.timestamp !== undefined && !isTimestamp(statement.timestamp)) violations.push(must('xAPI Data 4.5', `${where}.timestamp is no ISO 8601 timestamp: ${JSON.stringify(statement.timestamp)}`));
  if (statement.attachments !== undefined) violations.push(...attachmentViolations(statement.attachments, `${where}.attachments`));
  if (isObject(statement.verb) && statement.verb.id === VOIDED && !(isObject(statement.object) && statement.object.objectType === 'StatementRef')) violations.push(must('xAPI Data 2.3.2', `${where} voids, and its object is no StatementRef`));
  return violations;
}

const isActivity = (object: unknown): boolean => !(isObject(object) && ['Agent', 'Group', 'SubStatement', 'StatementRef'].includes(String(object.objectType)));

/** xAPI Data 2.4.3. */
function verbViolations(verb: unknown, where: string): Violation[] {
  if (!isObject(verb)) return [must('xAPI Data 2.4.3', `${where} is no object`)];
  const violations = [...unknownKeys(verb, ['id', 'display'], where, 'xAPI Data 2.4.3'), ...languageMapViolations(verb.display, `${where}.display`)];
  if (!isIri(verb.id)) violations.push(must('xAPI Data 2.4.3', `${where}.id is no IRI: ${JSON.stringify(verb.id)}`));
  return violations;
}

/** xAPI Data 2.4.5. */
function resultViolations(result: unknown, where: string): Violation[] {
  const section = 'xAPI Data 2.4.5';
  if (!isObject(result)) return [must(section, `${where} is no object`)];
  const violations = [...unknownKeys(result, ['score', 'success', 'completion', 'response', 'duration', 'extensions'], where, section), ...extensionViolations(result.extensions, `${where}.extensions`)];
  for (const key of ['success', 'completion']) if (result[key] !== undefined && typeof result[key] !== 'boolean') violations.push(must(section, `${where}.${key} is no boolean: ${JSON.stringify(result[key])}`));
  if (result.response !== undefined && typeof result.response !== 'string') violations.push(must(section, `${where}.response is no string`));
  if (result.duration !== undefined && !isDuration(result.duration)) violations.push(must('xAPI Data 4.6', `${where}.duration is no ISO 8601 duration: ${JSON.stringify(result.duration)}`));
  return result.score === undefined ? violations : [...violations, ...scoreViolations(result.score, `${where}.score`)];
}

/** xAPI Data 2.4.5.1. */
function scoreViolations(score: unknown, where: string): Violation[] {
  const section = 'xAPI Data 2.4.5.1';
  if (!isObject(score)) return [must(section, `${where} is no object`)];
  const violations = unknownKeys(score, ['scaled', 'raw', 'min', 'max'], where, section);
  for (const [key, value] of Object.entries(score)) if (typeof value !== 'number') violations.push(must(section, `${where}.${key} is no number: ${JSON.stringify(value)}`));
  const [scaled, raw, min, max] = ['scaled', 'raw', 'min', 'max'].map((key) => (typeof score[key] === 'number' ? score[key] : undefined));
  if (scaled !== undefined && (scaled < -1 || scaled > 1)) violations.push(must(section, `${where}.scaled is ${scaled}, outside -1 to 1`));
  if (min !== undefined && max !== undefined && min >= max) violations.push(must(section, `${where}.min is ${min}, not less than max ${max}`));
  if (raw !== undefined && ((min !== undefined && raw < min) || (max !== undefined && raw > max))) violations.push(must(section, `${where}.raw is ${raw}, outside min and max`));
  return violations;
}

/** xAPI Data 2.4.6. */
function contextViolations(context: unknown, where: string, aboutActivity: boolean): Violation[] {
  const section = 'xAPI Data 2.4.6';
  if (!isObject(context)) return [must(section, `${where} is no object`)];
  const violations = [
    ...unknownKeys(context, ['registration', 'instructor', 'team', 'contextActivities', 'revision', 'platform', 'language', 'statement', 'extensions'], where, section),
    ...extensionViolations(context.extensions, `${where}.extensions`),
  ];
  if (context.registration !== undefined && !isUuid(context.registration)) violations.push(must(section, `${where}.registration is no UUID: ${JSON.stringify(context.registration)}`));
  if (context.instructor !== undefined) violations.push(...actorViolations(context.instructor, `${where}.instructor`));
  if (context.team !== undefined) violations.push(...actorViolations(context.team, `${where}.team`, ['Group']));
  if (context.language !== undefined && !isLanguageTag(context.language)) violations.push(must(section, `${where}.language is no RFC 5646 language tag`));
  if (context.statement !== undefined) violations.push(...statementRefViolations(context.statement, `${where}.statement`));
  for (const key of ['revision', 'platform']) {
    if (context[key] === undefined) continue;
    if (typeof context[key] !== 'string') violations.push(must(section, `${where}.${key} is no string`));
    if (!aboutActivity) violations.push(must(section, `${where}.${key} is only for statements about an activity`));
  }
  if (context.contextActivities === undefined) return violations;
  if (!isObject(context.contextActivities)) return [...violations, must('xAPI Data 2.4.6.2', `${where}.contextActivities is no object`)];
  violations.push(...unknownKeys(context.contextActivities, ['parent', 'grouping', 'category', 'other'], `${where}.contextActivities`, 'xAPI Data 2.4.6.2'));
  for (const [key, value] of Object.entries(context.contextActivities)) {
    const list = Array.isArray(value) ? (value as unknown[]) : [value];
    violations.push(...list.flatMap((one, index) => activityViolations(one, `${where}.contextActivities.${key}[${index}]`)));
  }
  return violations;
}

/** xAPI Data 2.4.11; without multipart every attachment needs its fileUrl (xAPI Communication 1.5.1). */
function attachmentViolations(attachments: unknown, where: string): Violation[] {
  const section = 'xAPI Data 2.4.11';
  if (!Array.isArray(attachments)) return [must(section, `${where} is no array`)];
  return attachments.flatMap((one: unknown, index): Violation[] => {
    const name = `${where}[${index}]`;
    if (!isObject(one)) return [must(section, `${name} is no object`)];
    const violations = [
      ...unknownKeys(one, ['usageType', 'display', 'description', 'contentType', 'length', 'sha2', 'fileUrl'], name, section),
      ...languageMapViolations(one.display ?? null, `${name}.display`),
      ...languageMapViolations(one.description, `${name}.description`),
    ];
    if (!isIri(one.usageType)) violations.push(must(section, `${name}.usageType is no IRI`));
    if (typeof one.contentType !== 'string') violations.push(must(section, `${name}.contentType is no string`));
    if (!Number.isInteger(one.length)) violations.push(must(section, `${name}.length is no integer`));
    if (typeof one.sha2 !== 'string' || !/^(?:[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i.test(one.sha2)) violations.push(must(section, `${name}.sha2 is no SHA-2`));
    if (!isIrl(one.fileUrl)) violations.push(must('xAPI Communication 1.5.1', `${name} has no fileUrl, and the request is application/json`));
    return violations;
  });
}
