// Statements as xAPI wants them, whatever profile they follow: what is allowed, and one wrong thing at a time (xAPI Data 2.2 to 2.4, 4).
import { describe, expect, it } from 'vitest';
import { at, isObject, type JsonObject } from '../json.ts';
import { statementViolations } from './statement.ts';

const ID = '760e3480-ba55-4991-94b0-01820dbd23a2';
const activity = { id: 'https://publisher.example/unit' };

/** A statement that uses all that xAPI has. */
const full = (): JsonObject => ({
  id: ID,
  actor: { objectType: 'Group', name: 'A group', member: [{ mbox: 'mailto:ada@example.com', name: 'Ada' }, { mbox_sha1sum: 'a'.repeat(40) }, { openid: 'https://ada.example' }] },
  verb: { id: 'https://publisher.example/verbs/answered', display: { en: 'answered', 'de-CH': 'antwortete' } },
  object: {
    objectType: 'Activity', ...activity,
    definition: {
      name: { en: 'A question' }, description: { en: 'Which one?' }, type: 'http://adlnet.gov/expapi/activities/cmi.interaction', moreInfo: 'https://publisher.example/more',
      interactionType: 'matching', correctResponsesPattern: ['a[.]1'], source: [{ id: 'a', description: { en: 'A' } }], target: [{ id: '1' }], extensions: { 'https://publisher.example/x': null },
    },
  },
  result: { score: { scaled: -0.5, raw: -5, min: -10, max: 10 }, success: false, completion: true, response: 'a[.]1', duration: 'PT1.5S', extensions: { 'https://publisher.example/x': [null] } },
  context: {
    registration: ID, instructor: { account: { homePage: 'https://lms.example', name: 'teacher' } }, team: { objectType: 'Group', mbox: 'mailto:team@example.com' },
    contextActivities: { parent: activity, grouping: [activity], category: [activity], other: [activity] },
    revision: '2', platform: 'web', language: 'en', statement: { objectType: 'StatementRef', id: ID }, extensions: { 'https://publisher.example/x': { y: 1 } },
  },
  timestamp: '2026-11-21T10:00:00.000Z', stored: '2026-11-21T10:00:00Z', version: '1.0.0', authority: { mbox: 'mailto:store@example.com' },
  attachments: [{ usageType: 'https://publisher.example/use', display: { en: 'A file' }, description: { en: 'A file' }, contentType: 'text/plain', length: 3, sha2: 'b'.repeat(64), fileUrl: 'https://publisher.example/file' }],
});

const subStatement = (): JsonObject => ({ objectType: 'SubStatement', actor: { mbox: 'mailto:ada@example.com' }, verb: { id: 'https://publisher.example/verbs/read' }, object: activity });

/** The full statement with one value replaced; undefined takes it away. */
function having(path: string, value: unknown): JsonObject {
  const statement = full();
  const keys = path.split('.');
  const parent = keys.slice(0, -1).reduce<unknown>((inner, key) => (Array.isArray(inner) ? (inner as unknown[])[Number(key)] : at(inner, key)), statement);
  if (Array.isArray(parent)) parent[Number(keys.at(-1))] = value;
  else if (isObject(parent)) parent[keys.at(-1)!] = value;
  else throw new Error(`The statement has no ${path}.`);
  return JSON.parse(JSON.stringify(statement)) as JsonObject;
}

/** The full statement about something that is no activity, for which revision and platform are not allowed (2.4.6.s4). */
function about(object: JsonObject): JsonObject {
  const statement = having('object', object);
  return { ...statement, context: Object.fromEntries(Object.entries(statement.context as JsonObject).filter(([key]) => key !== 'revision' && key !== 'platform')) };
}

const sectionsOf = (statement: unknown): string[] => [...new Set(statementViolations(statement).map((one) => one.section))];

describe('a statement', () => {
  it.each<readonly [what: string, statement: JsonObject]>([
    ['with all that there is', full()],
    ['about an agent', about({ objectType: 'Agent', mbox: 'mailto:ben@example.com' })],
    ['about a statement', about({ objectType: 'StatementRef', id: ID })],
    ['about a statement that is inside', about(subStatement())],
    ['with the least that there must be', { actor: { mbox: 'mailto:ada@example.com' }, verb: { id: 'https://publisher.example/verbs/read' }, object: activity }],
  ])('may be one %s', (_what, statement) => {
    expect(statementViolations(statement)).toEqual([]);
  });

  it.each<readonly [section: string, path: string, value: unknown]>([
    ['xAPI Data 2.2', 'verb', undefined],
    ['xAPI Data 2.2', 'object', null],
    ['xAPI Data 2.2', 'voided', false],
    ['xAPI Data 2.4.1', 'id', '760e3480ba55499194b001820dbd23a2'],
    ['xAPI Data 2.4.2', 'actor', 'ada'],
    ['xAPI Data 2.4.2', 'context.instructor.objectType', 'Person'],
    ['xAPI Data 2.4.2', 'context.team.objectType', 'Agent'],
    ['xAPI Data 2.4.2.1', 'authority', { name: 'store' }],
    ['xAPI Data 2.4.2.1', 'authority.name', 7],
    ['xAPI Data 2.4.2.1', 'authority.member', []],
    ['xAPI Data 2.4.2.2', 'actor.member', 'ada'],
    ['xAPI Data 2.4.2.2', 'actor.member', undefined],
    ['xAPI Data 2.4.2.2', 'actor.member.0', { objectType: 'Group', mbox: 'mailto:team@example.com' }],
    ['xAPI Data 2.4.2.3', 'actor.member.0.mbox', 'ada@example.com'],
    ['xAPI Data 2.4.2.3', 'actor.member.1.mbox_sha1sum', 'abc'],
    ['xAPI Data 2.4.2.3', 'actor.member.2.openid', 'ada.example'],
    ['xAPI Data 2.4.2.4', 'context.instructor.account', 'teacher'],
    ['xAPI Data 2.4.2.4', 'context.instructor.account.name', ''],
    ['xAPI Data 2.4.2.4', 'context.instructor.account.homePage', 'lms.example'],
    ['xAPI Data 2.4.2.4', 'context.instructor.account.homepage', 'https://lms.example'],
    ['xAPI Data 2.4.3', 'verb', 'read'],
    ['xAPI Data 2.4.3', 'verb.name', 'read'],
    ['xAPI Data 4.2', 'verb.display', 'read'],
    ['xAPI Data 4.2', 'verb.display.en', 1],
    ['xAPI Data 2.4.4', 'object', 'https://publisher.example/unit'],
    ['xAPI Data 2.4.4', 'object.objectType', 'activity'],
    ['xAPI Data 2.4.4.1', 'object.definition', 'A question'],
    ['xAPI Data 2.4.4.1', 'object.definition.title', { en: 'A question' }],
    ['xAPI Data 2.4.4.1', 'object.definition.type', 'question'],
    ['xAPI Data 2.4.4.1', 'object.definition.moreInfo', 'more.html'],
    ['xAPI Data 2.4.4.1', 'object.definition.interactionType', undefined],
    ['xAPI Data 2.4.4.1', 'object.definition.interactionType', 'choice'],
    ['xAPI Data 2.4.4.1', 'object.definition.correctResponsesPattern', 'a[.]1'],
    ['xAPI Data 2.4.4.1', 'object.definition.source', {}],
    ['xAPI Data 2.4.4.1', 'object.definition.source.0', 'a'],
    ['xAPI Data 2.4.4.1', 'object.definition.source.0.id', ''],
    ['xAPI Data 2.4.4.1', 'object.definition.source.0.name', 'A'],
    ['xAPI Data 4.2', 'object.definition.source.0.description', 'A'],
    ['xAPI Data 4.1', 'object.definition.extensions', []],
    ['xAPI Data 2.4.4.3', 'context.statement', ID],
    ['xAPI Data 2.4.4.3', 'context.statement.objectType', 'Statement'],
    ['xAPI Data 2.4.4.1', 'context.contextActivities.parent', 'https://publisher.example/unit'],
    ['xAPI Data 2.4.4.1', 'context.contextActivities.other.0', { ...activity, objectType: 'Agent' }],
    ['xAPI Data 2.4.5', 'result', true],
    ['xAPI Data 2.4.5', 'result.response', 1],
    ['xAPI Data 2.4.5', 'result.score_raw', 1],
    ['xAPI Data 2.4.5.1', 'result.score', 1],
    ['xAPI Data 2.4.5.1', 'result.score.scaled', 1.5],
    ['xAPI Data 2.4.5.1', 'result.score.min', 10],
    ['xAPI Data 4.6', 'result.duration', '90'],
    ['xAPI Data 2.4.6', 'context', 'class'],
    ['xAPI Data 2.4.6', 'context.revision', 2],
    ['xAPI Data 2.4.6', 'context.class', 'a'],
    ['xAPI Data 2.4.6.2', 'context.contextActivities', [activity]],
    ['xAPI Data 2.4.8', 'stored', 'today'],
    ['xAPI Data 4.5', 'timestamp', '2026-11-21T10:00:00'],
    ['xAPI Data 2.4.10', 'version', '1.1.0'],
    ['xAPI Data 2.4.11', 'attachments', {}],
    ['xAPI Data 2.4.11', 'attachments.0', 'file'],
    ['xAPI Data 2.4.11', 'attachments.0.usageType', 'use'],
    ['xAPI Data 2.4.11', 'attachments.0.contentType', undefined],
    ['xAPI Data 2.4.11', 'attachments.0.length', '3'],
    ['xAPI Data 2.4.11', 'attachments.0.sha2', 'b'],
    ['xAPI Data 4.2', 'attachments.0.display', undefined],
    ['xAPI Data 2.3.2', 'verb.id', 'http://adlnet.gov/expapi/verbs/voided'],
  ])('%s: not with %s %j', (section, path, value) => {
    expect(sectionsOf(having(path, value))).toEqual([section]);
  });

  it.each<readonly [section: string, what: string, statement: unknown]>([
    ['xAPI Data 2.2', 'no object at all', 'read'],
    ['xAPI Data 2.4.4.3', 'a statement inside with an id', about({ ...subStatement(), id: ID })],
    ['xAPI Data 2.4.4.3', 'a statement inside a statement inside', about({ ...subStatement(), object: subStatement() })],
    ['xAPI Data 2.4.6', 'a revision of an agent', having('object', { objectType: 'Agent', mbox: 'mailto:ben@example.com' })],
  ])('%s: %s', (section, _what, statement) => {
    expect(sectionsOf(statement)).toEqual([section]);
  });
});
