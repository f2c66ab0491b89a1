// One wrong thing at a time in a statement of content: refused, and named by the section that forbids it.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonObject } from './json.ts';
import { startCmi5System, type Cmi5System } from './index.ts';
import { CMI5_CATEGORY, CONTEXT, MOVEON_CATEGORY, PROGRESS, VERBS } from './rules/vocabulary.ts';
import { allowed, begin, mastery, send, statement, type ContentStatement, type Launch } from './samples/content.ts';
import { sampleCourse } from './samples/course.ts';

let system: Cmi5System;
beforeAll(async () => {
  system = await startCmi5System(sampleCourse());
});
afterAll(() => system.close());

type Change = (launch: Launch) => unknown;
const without = (from: JsonObject, ...keys: string[]): JsonObject => Object.fromEntries(Object.entries(from).filter(([key]) => !keys.includes(key)));
const inContext = (from: ContentStatement, change: JsonObject): ContentStatement => ({ ...from, context: { ...from.context, ...change } as ContentStatement['context'] });
const inActivities = (from: ContentStatement, change: JsonObject): ContentStatement => inContext(from, { contextActivities: { ...from.context.contextActivities, ...change } });
const inExtensions = (from: ContentStatement, change: JsonObject): ContentStatement => inContext(from, { extensions: { ...from.context.extensions, ...change } });
const passedWith = (launch: Launch, score: unknown): ContentStatement => statement(launch, 'passed', { result: { score }, extensions: mastery(launch) });
const completedWith = (launch: Launch, result: JsonObject): ContentStatement => statement(launch, 'completed', { result });

const CASES: readonly (readonly [section: string, status: number, what: string, change: Change])[] = [
  // As xAPI.
  ['xAPI Data 2.2', 400, 'no actor', (launch) => without(statement(launch, 'completed'), 'actor')],
  ['xAPI Data 2.2', 400, 'no verb', (launch) => without(statement(launch, 'completed'), 'verb')],
  ['xAPI Data 2.2', 400, 'no object', (launch) => without(statement(launch, 'completed'), 'object')],
  ['xAPI Data 2.2', 400, 'a key that xAPI does not know', (launch) => ({ ...statement(launch, 'completed'), Result: {} })],
  ['xAPI Data 2.2', 400, 'null', (launch) => inContext(statement(launch, 'completed'), { platform: null })],
  ['xAPI Data 2.4.1', 400, 'an id that is no UUID', (launch) => ({ ...statement(launch, 'completed'), id: 'statement-1' })],
  ['xAPI Data 2.4.2', 400, 'an actor of an unknown type', (launch) => ({ ...statement(launch, 'completed'), actor: { ...launch.actor, objectType: 'agent' } })],
  ['xAPI Data 2.4.2.1', 400, 'an actor with two identifiers', (launch) => ({ ...statement(launch, 'completed'), actor: { ...launch.actor, mbox: 'mailto:ada@example.com' } })],
  ['xAPI Data 2.4.2.4', 400, 'an account without a home page', (launch) => ({ ...statement(launch, 'completed'), actor: { objectType: 'Agent', account: { name: 'ada' } } })],
  ['xAPI Data 2.4.3', 400, 'a verb that is no IRI', (launch) => ({ ...statement(launch, 'completed'), verb: { id: 'completed' } })],
  ['xAPI Data 4.2', 400, 'a display whose key is no language', (launch) => ({ ...statement(launch, 'completed'), verb: { id: VERBS.completed, display: { english_us: 'completed' } } })],
  ['xAPI Data 2.4.4.1', 400, 'an object whose id is relative', (launch) => ({ ...statement(launch, 'completed'), object: { id: 'au/index.html' } })],
  ['xAPI Data 2.4.4.1', 400, 'an interaction of an unknown type', (launch) => ({ ...allowed(launch), object: { id: 'https://publisher.example/question', definition: { interactionType: 'essay' } } })],
  ['xAPI Data 2.4.4.1', 400, 'choices with an id twice', (launch) => ({ ...allowed(launch), object: { id: 'https://publisher.example/question', definition: { interactionType: 'choice', choices: [{ id: 'a' }, { id: 'a' }] } } })],
  ['xAPI Data 2.4.4.3', 400, 'a reference that is no UUID', (launch) => inContext(allowed(launch), { statement: { objectType: 'StatementRef', id: '1' } })],
  ['xAPI Data 2.4.5', 400, 'completion as text', (launch) => completedWith(launch, { completion: 'true' })],
  ['xAPI Data 2.4.5.1', 400, 'a score as text', (launch) => passedWith(launch, { scaled: '0.9' })],
  ['xAPI Data 2.4.5.1', 400, 'a raw score above its maximum', (launch) => passedWith(launch, { scaled: 0.9, raw: 11, min: 0, max: 10 })],
  ['xAPI Data 4.6', 400, 'a duration in the alternative form', (launch) => completedWith(launch, { duration: 'P0000-00-00T00:00:02' })],
  ['xAPI Data 4.6', 400, 'a duration without a T before its time', (launch) => completedWith(launch, { duration: 'P2S' })],
  ['xAPI Data 2.4.6', 400, 'a registration that is no UUID', (launch) => inContext(statement(launch, 'completed'), { registration: 'one' })],
  ['xAPI Data 2.4.6', 400, 'a language that is none', (launch) => inContext(statement(launch, 'completed'), { language: 'english!' })],
  ['xAPI Data 2.4.6.2', 400, 'a kind of context activity that xAPI does not know', (launch) => inActivities(statement(launch, 'completed'), { group: [{ id: 'https://publisher.example/x' }] })],
  ['xAPI Data 4.1', 400, 'an extension whose key is no IRI', (launch) => inExtensions(statement(launch, 'completed'), { sessionid: '1' })],
  ['xAPI Data 4.5', 400, 'a timestamp without a time', (launch) => statement(launch, 'completed', { timestamp: '2026-11-21' })],
  ['xAPI Data 4.5', 400, 'a day that does not exist', (launch) => statement(launch, 'completed', { timestamp: '2026-02-30T10:00:00Z' })],
  ['xAPI Data 2.4.10', 400, 'a version of another xAPI', (launch) => ({ ...statement(launch, 'completed'), version: '2.0.0' })],
  ['xAPI Communication 1.5.1', 400, 'an attachment without its address', (launch) => ({ ...allowed(launch), attachments: [{ usageType: 'https://publisher.example/use', display: { en: 'a' }, contentType: 'text/plain', length: 1, sha2: 'a'.repeat(64) }] })],
  // As cmi5.
  ['cmi5 6.3', 403, 'voiding', (launch) => ({ ...allowed(launch), context: without(allowed(launch).context, 'platform'), verb: { id: 'http://adlnet.gov/expapi/verbs/voided' }, object: { objectType: 'StatementRef', id: randomUUID() } })],
  ['cmi5 7.1.3', 400, 'the cmi5 category with a verb of one\'s own', (launch) => ({ ...statement(launch, 'initialized'), verb: { id: 'https://publisher.example/verbs/opened' } })],
  ['cmi5 8.1', 403, 'another actor', (launch) => ({ ...statement(launch, 'completed'), actor: { objectType: 'Agent', account: { homePage: 'https://lms.example.com', name: 'somebody' } } })],
  ['cmi5 9.1', 400, 'no id', (launch) => without(statement(launch, 'completed'), 'id')],
  ['cmi5 9.2', 400, 'an actor without objectType', (launch) => ({ ...statement(launch, 'completed'), actor: without(launch.actor, 'objectType') })],
  ['cmi5 9.2', 400, 'an actor without an account', (launch) => ({ ...statement(launch, 'completed'), actor: { objectType: 'Agent', mbox: 'mailto:ada@example.com' } })],
  ['cmi5 9.6', 400, 'no context', (launch) => without(statement(launch, 'completed'), 'context')],
  ['cmi5 9.3', 403, 'a verb of the LMS', (launch) => ({ ...statement(launch, 'initialized'), verb: { id: VERBS.satisfied } })],
  ['cmi5 9.4', 400, 'another object', (launch) => ({ ...statement(launch, 'completed'), object: { objectType: 'Activity', id: 'https://publisher.example/au' } })],
  ['cmi5 9.5.1', 400, 'a score in completed', (launch) => completedWith(launch, { score: { scaled: 1 } })],
  ['cmi5 9.5.1', 400, 'a scaled score below 0', (launch) => statement(launch, 'failed', { result: { score: { scaled: -0.5 } }, extensions: mastery(launch) })],
  ['cmi5 9.5.1', 400, 'a raw score without min and max', (launch) => passedWith(launch, { scaled: 0.9, raw: 9 })],
  ['cmi5 9.3.4', 400, 'passed below masteryScore', (launch) => passedWith(launch, { scaled: 0.79 })],
  ['cmi5 9.3.5', 400, 'failed with masteryScore reached', (launch) => statement(launch, 'failed', { result: { score: { scaled: 0.8 } }, extensions: mastery(launch) })],
  ['cmi5 9.5.2', 400, 'passed with success false', (launch) => statement(launch, 'passed', { result: { success: false } })],
  ['cmi5 9.5.2', 400, 'failed with success true', (launch) => statement(launch, 'failed', { result: { success: true } })],
  ['cmi5 9.5.2', 400, 'completed with success', (launch) => completedWith(launch, { success: true })],
  ['cmi5 9.5.3', 400, 'completed with completion false', (launch) => completedWith(launch, { completion: false })],
  ['cmi5 9.5.3', 400, 'passed with completion', (launch) => statement(launch, 'passed', { result: { completion: true } })],
  ['cmi5 9.5.4.1', 400, 'completed without a duration', (launch) => ({ ...statement(launch, 'completed'), result: { completion: true } })],
  ['cmi5 9.5.4.1', 400, 'passed without a duration', (launch) => ({ ...statement(launch, 'passed'), result: { success: true } })],
  ['cmi5 9.5.4.1', 400, 'failed without a duration', (launch) => ({ ...statement(launch, 'failed'), result: { success: false } })],
  ['cmi5 9.5.4.1', 400, 'terminated without a duration', (launch) => without(statement(launch, 'terminated'), 'result')],
  ['cmi5 9.5.5.1', 400, 'progress above 100', (launch) => ({ ...allowed(launch), result: { extensions: { [PROGRESS]: 101 } } })],
  ['cmi5 9.5.5.1', 400, 'progress as a fraction', (launch) => ({ ...allowed(launch), result: { extensions: { [PROGRESS]: 0.5 } } })],
  ['cmi5 9.6.1', 400, 'no registration', (launch) => ({ ...statement(launch, 'completed'), context: without(statement(launch, 'completed').context, 'registration') })],
  ['cmi5 9.6.1', 400, 'another registration', (launch) => inContext(statement(launch, 'completed'), { registration: randomUUID() })],
  ['cmi5 9.6.2.2', 400, 'no moveOn category with completion', (launch) => inActivities(statement(launch, 'completed'), { category: [{ id: CMI5_CATEGORY }] })],
  ['cmi5 9.6.2.2', 400, 'the moveOn category in terminated', (launch) => inActivities(statement(launch, 'terminated'), { category: [{ id: CMI5_CATEGORY }, { id: MOVEON_CATEGORY }] })],
  ['cmi5 9.6.2.2', 400, 'the moveOn category in a cmi5 allowed statement', (launch) => inActivities(allowed(launch), { category: [{ id: MOVEON_CATEGORY }] })],
  ['cmi5 9.6.2.3', 400, 'no publisher\'s id', (launch) => inActivities(statement(launch, 'completed'), { grouping: launch.contextTemplate.contextActivities.grouping.slice(1) })],
  ['cmi5 9.6.3.1', 400, 'no session id', (launch) => inContext(statement(launch, 'completed'), { extensions: without(launch.contextTemplate.extensions, CONTEXT.sessionId) })],
  ['cmi5 9.6.3.1', 400, 'another session id in a cmi5 allowed statement', (launch) => inExtensions(allowed(launch), { [CONTEXT.sessionId]: randomUUID() })],
  ['cmi5 9.6.3.2', 400, 'a score without masteryScore in the context', (launch) => statement(launch, 'passed', { result: { score: { scaled: 0.9 } } })],
  ['cmi5 9.6.3.2', 400, 'another masteryScore', (launch) => statement(launch, 'passed', { result: { score: { scaled: 0.9 } }, extensions: { [CONTEXT.masteryScore]: 0.5 } })],
  ['cmi5 9.7', 400, 'no timestamp', (launch) => without(statement(launch, 'completed'), 'timestamp')],
  ['cmi5 9.7', 400, 'a timestamp in local time', (launch) => statement(launch, 'completed', { timestamp: '2126-11-21T10:00:00+02:00' })],
  ['cmi5 10', 400, 'a part of the template missing', (launch) => inContext(statement(launch, 'completed'), { extensions: { [CONTEXT.sessionId]: launch.contextTemplate.extensions[CONTEXT.sessionId] } })],
  ['cmi5 10', 400, 'a property of the template missing', (launch) => ({ ...statement(launch, 'completed'), context: without(statement(launch, 'completed').context, 'platform') })],
  ['cmi5 10', 400, 'a value of the template overwritten', (launch) => inExtensions(statement(launch, 'completed'), { 'https://lms.example.com/xapi/extensions/tenant': 'south' })],
];

/** What cannot be wrong alone. */
const TOGETHER: { readonly [what: string]: readonly string[] } = {
  'an actor without an account': ['cmi5 8.1', 'cmi5 9.2'],
  'no context': ['cmi5 9.6.3.1', 'cmi5 9.6.2.3', 'cmi5 9.6.2.3', 'cmi5 10', 'cmi5 10'],
};

describe('a statement with one wrong thing in it', () => {
  it.each(CASES)('%s, %i: %s', async (section, status, what, change) => {
    const learner = `${section} ${what}`;
    const launch = await begin(await system.launch({ learner }));
    await send(launch, statement(launch, 'initialized'));
    const answer = await send(launch, change(launch));
    const mine = system.violations.filter((one) => one.learner === learner && one.level === 'must');
    // Without a context, or with another account, more than one rule is broken at once.
    expect(mine.map((one) => one.section)).toEqual(TOGETHER[what] ?? [section]);
    expect(mine[0]!.refused).toBe(true);
    expect(mine[0]!.statement).toBeDefined();
    expect(answer.status).toBe(status);
    expect(await answer.text()).toContain(mine[0]!.message);
    expect(system.statements(learner)).toHaveLength(2);
  });

  it('is told apart from a correct one: every change above starts from statements that are accepted', async () => {
    for (const verb of ['completed', 'passed', 'failed', 'terminated'] as const) {
      const launch = await begin(await system.launch({ learner: `right ${verb}` }));
      expect((await send(launch, statement(launch, 'initialized'), allowed(launch), statement(launch, verb))).status).toBe(200);
      expect(system.violations.filter((one) => one.learner === `right ${verb}`)).toEqual([]);
    }
  });
});

describe('what should not be, and is accepted', () => {
  const ACCEPTED: readonly (readonly [section: string, what: string, change: Change])[] = [
    ['xAPI Data 2.4.7', 'a timestamp in the future', (launch) => statement(launch, 'completed', { timestamp: new Date(Date.now() + 3_600_000).toISOString() })],
    ['cmi5 9.5.1', 'a raw score with decimals', (launch) => passedWith(launch, { scaled: 0.9, raw: 9.5, min: 0, max: 10 })],
    ['cmi5 9.5.5.1', 'progress in completed', (launch) => completedWith(launch, { extensions: { [PROGRESS]: 100 } })],
    ['cmi5 9.5.5.1', 'progress after completed', (launch) => [statement(launch, 'completed'), { ...allowed(launch), result: { extensions: { [PROGRESS]: 100 } } }]],
    ['cmi5 9.6.2.1', 'passed without the cmi5 category', (launch) => {
      const { result: _none, ...rest } = inActivities(statement(launch, 'passed'), { category: [] });
      return rest;
    }],
  ];

  it.each(ACCEPTED)('%s: %s', async (section, what, change) => {
    const learner = `${section} ${what}`;
    const launch = await begin(await system.launch({ learner }));
    await send(launch, statement(launch, 'initialized'));
    expect((await send(launch, change(launch))).status).toBe(200);
    expect(system.violations.filter((one) => one.learner === learner).map((one) => [one.section, one.level, one.refused])).toEqual([[section, 'should', false]]);
    expect(system.isSatisfied(learner)).toBe(false);
  });
});
