// One statement of content against cmi5 Quartz section 9, by itself: what it must hold. The order of statements is in order.ts.
import { asArray, at, canonical, isObject, same, type JsonObject } from '../json.ts';
import { must, should, type Violation } from '../violations.ts';
import { identityOf } from '../xapi/actor.ts';
import { isUtc } from '../xapi/formats.ts';
import type { Launched } from './launched.ts';
import { resultRules } from './result.ts';
import { CMI5_CATEGORY, CONTENT_VERBS, CONTEXT, MOVEON_CATEGORY, verbName, VOIDED } from './vocabulary.ts';

/** Whether a statement is "cmi5 defined" (cmi5 7.1.3): it carries the cmi5 category. */
export function isDefined(statement: JsonObject): boolean {
  return hasCategory(statement, CMI5_CATEGORY);
}

/** What a statement, well formed as xAPI, does against cmi5. */
export function contentRules(statement: JsonObject, launch: Launched): Violation[] {
  const verb = at(statement, 'verb', 'id');
  // 6.3: content gets no permission to void.
  if (verb === VOIDED) return [must('cmi5 6.3', 'content voids a statement, which only the LMS may do')];
  const common = [...everyStatement(statement, launch), ...moveOnCategory(statement)];
  if (isDefined(statement)) return [...common, ...definedStatement(statement, launch)];
  // 7.1.3, 9.6.2.1: without the category it is "cmi5 allowed", and the LMS does not count it.
  const name = verbName(verb);
  return name === undefined ? common : [...common, should('cmi5 9.6.2.1', `the verb ${name} without the category ${CMI5_CATEGORY}: the statement is only "cmi5 allowed" and counts for nothing`)];
}

/** For "cmi5 defined" and "cmi5 allowed" statements alike: 8.1, 9.1, 9.6.3.1, 9.7, 10. */
function everyStatement(statement: JsonObject, launch: Launched): Violation[] {
  const violations: Violation[] = [];
  if (statement.id === undefined) violations.push(must('cmi5 9.1', 'the statement has no id'));
  if (identityOf(statement.actor) !== identityOf(launch.actor)) violations.push(must('cmi5 8.1', `the actor is not the one of the launch: ${canonical(statement.actor)}`));
  if (statement.timestamp === undefined) violations.push(must('cmi5 9.7', 'the statement has no timestamp'));
  else if (!isUtc(String(statement.timestamp))) violations.push(must('cmi5 9.7', `the timestamp is not in UTC: ${String(statement.timestamp)}`));
  const session = at(statement, 'context', 'extensions', CONTEXT.sessionId);
  if (session !== launch.sessionId) violations.push(must('cmi5 9.6.3.1', session === undefined ? 'the session id is missing in the extensions of the context' : `the session id is another one: ${JSON.stringify(session)}`));
  const registration = at(statement, 'context', 'registration');
  if (registration !== undefined && registration !== launch.registration) violations.push(must('cmi5 9.6.1', `the registration is another one: ${JSON.stringify(registration)}`));
  return [...violations, ...templateRules(statement.context, launch.contextTemplate)];
}

/** 10, contextTemplate: its values are all there, and none is overwritten. The session id has a rule of its own above. */
function templateRules(context: unknown, template: JsonObject): Violation[] {
  return Object.entries(template).flatMap(([key, value]): Violation[] => {
    const given = at(context, key);
    if (key === 'contextActivities' && isObject(value)) return activityRules(given, value);
    if (key !== 'extensions' || !isObject(value)) return same(given, value) ? [] : [must('cmi5 10', `context.${key} of the template is not taken over`)];
    return Object.entries(value).filter(([id, wanted]) => id !== CONTEXT.sessionId && !same(at(given, id), wanted))
      .map(([id]) => must('cmi5 10', `the extension ${id} of the contextTemplate is ${at(given, id) === undefined ? 'missing' : 'overwritten'}`));
  });
}

/** 9.6.2: all context activities of the template; 9.6.2.3: among them the publisher's id, in "grouping". */
function activityRules(given: unknown, template: JsonObject): Violation[] {
  return Object.entries(template).flatMap(([kind, list]) => asArray(list).filter((wanted) => !asArray(at(given, kind)).some((one) => at(one, 'id') === at(wanted, 'id')))
    .map((wanted) => must(kind === 'grouping' ? 'cmi5 9.6.2.3' : 'cmi5 9.6.2', `contextActivities.${kind} lacks ${String(at(wanted, 'id'))} of the contextTemplate`)));
}

/** 9.6.2.2: the moveOn category with success or completion in a cmi5 defined statement, and nowhere else. */
function moveOnCategory(statement: JsonObject): Violation[] {
  const judged = isDefined(statement) && (at(statement, 'result', 'success') !== undefined || at(statement, 'result', 'completion') !== undefined);
  const marked = hasCategory(statement, MOVEON_CATEGORY);
  if (judged && !marked) return [must('cmi5 9.6.2.2', 'the statement has success or completion, and lacks the moveOn category')];
  return marked && !judged ? [must('cmi5 9.6.2.2', 'the statement has the moveOn category, and neither success nor completion of a cmi5 defined statement')] : [];
}

/** 7.1.3, 9.2, 9.3, 9.4, 9.5, 9.6.1. */
function definedStatement(statement: JsonObject, launch: Launched): Violation[] {
  const violations: Violation[] = [];
  const name = verbName(at(statement, 'verb', 'id'));
  if (name === undefined) violations.push(must('cmi5 7.1.3', `the cmi5 category with a verb that cmi5 does not define: ${String(at(statement, 'verb', 'id'))}`));
  else if (!CONTENT_VERBS.includes(name)) violations.push(must('cmi5 9.3', `the verb ${name} is for the LMS`));
  if (at(statement, 'actor', 'objectType') !== 'Agent') violations.push(must('cmi5 9.2', 'the actor has no objectType "Agent"'));
  if (!isObject(at(statement, 'actor', 'account'))) violations.push(must('cmi5 9.2', 'the actor has no account'));
  const objectType = at(statement, 'object', 'objectType');
  if ((objectType !== undefined && objectType !== 'Activity') || at(statement, 'object', 'id') !== launch.activityId) violations.push(must('cmi5 9.4', `the object is not the activity of the launch: ${String(at(statement, 'object', 'id'))}`));
  if (at(statement, 'context', 'registration') === undefined) violations.push(must('cmi5 9.6.1', 'the registration is missing in the context'));
  return name === undefined ? violations : [...violations, ...resultRules(statement, name, launch)];
}

function hasCategory(statement: JsonObject, id: string): boolean {
  return asArray(at(statement, 'context', 'contextActivities', 'category')).some((one) => at(one, 'id') === id);
}

