import { expect, it } from 'vitest';
import { dueVerbs, scaledOf } from '../../../../src/site/package/cmi5/due.ts';
import type { Verb } from '../../../../src/site/package/cmi5/statements.ts';
import type { Standing } from '../../../../src/site/package/learning-system.ts';
import { FakeSystem, finished, SESSION_ID, standing, TEMPLATE, tried } from './fake-system.ts';

const due = (what: Standing, changes: { masteryScore?: number | null; isForCredit?: boolean; completed?: boolean; passed?: boolean; made?: Verb[] } = {}, isEnd = true): string =>
  dueVerbs(what, { data: { isForCredit: changes.isForCredit ?? true, masteryScore: changes.masteryScore === undefined ? 1 : changes.masteryScore }, kept: { completed: changes.completed ?? false, passed: changes.passed ?? false }, made: new Set(changes.made ?? ['initialized']) }, isEnd).join(' ');

it.each<[string, string, string]>([
  ['who has tried nothing has not failed', due(standing()), 'terminated'],
  ['who leaves half way has not failed', due(standing({ ...tried(40, 0), exercises: [tried(40, 0).exercises[0]!, standing().exercises[1]!] })), 'terminated'],
  ['who tried all and leaves has failed this session', due(tried(100, 60)), 'failed terminated'],
  ['nobody fails while the session goes on', due(tried(100, 60), {}, false), ''],
  ['proved', due(tried(100, 100), {}, false), 'passed'],
  ['proved and read', due(finished(), {}, false), 'passed completed'],
  ['a lower mastery score of the learning system', due(tried(100, 60), { masteryScore: 0.8 }, false), 'passed'],
  ['just below it', due(tried(100, 59.9), { masteryScore: 0.8 }, false), ''],
  ['a mastery score of 0 needs a try', due(standing(), { masteryScore: 0 }), 'terminated'],
  ['a mastery score of 0, tried', due(tried(0, 0), { masteryScore: 0 }), 'passed terminated'],
  ['no mastery score: all proved', due(tried(100, 99), { masteryScore: null }, false), ''],
  ['passed before in the registration', due(tried(100, 60), { passed: true }), 'terminated'],
  ['passed and completed before', due(finished(), { passed: true, completed: true }), 'terminated'],
  ['a session that failed passes no more', due(finished(), { made: ['initialized', 'failed'] }), 'completed terminated'],
  ['a session that passed', due(finished(), { made: ['initialized', 'passed', 'completed'] }), 'terminated'],
  ['a session that is over', due(finished(), { made: ['initialized', 'passed', 'completed', 'terminated'] }), ''],
  ['no exercise', due(standing({ scorePct: null, isPassed: null, exercises: [], isComplete: true })), 'completed terminated'],
  ['for looking only', due(finished(), { isForCredit: false }), 'terminated'],
])('%s', (_, said, expected) => expect(said).toBe(expected));

it('never rounds a score up to what it is not', () => {
  expect([scaledOf(standing({ scorePct: 79.99999 })), scaledOf(standing({ scorePct: 58.3 })), scaledOf(standing({ scorePct: 140 })), scaledOf(standing({ scorePct: null }))]).toEqual([0.7999, 0.583, 1, null]);
});

it('says what cmi5 asks of each statement', async () => {
  const lms = new FakeSystem();
  lms.launchData['masteryScore'] = 0.8;
  const { system } = lms.launch();
  await system.begin();
  await system.commit(tried(100, 70, { seconds: 61.239, progress: 0.559 }));
  await system.commit(finished({ seconds: 3700 }));
  system.end(finished({ seconds: 3800 }));
  const [initialized, passed, completed, terminated] = lms.statements;
  expect(lms.verbs().map((verb) => verb.split(' ')[0])).toEqual(['initialized', 'passed', 'completed', 'terminated']);

  const CATEGORY = 'https://w3id.org/xapi/cmi5/context/categories/';
  const context = (categories: string[], extensions = {}): object => ({
    registration: '11111111-1111-4111-8111-111111111111',
    contextActivities: { ...TEMPLATE.contextActivities, category: categories.map((id) => ({ objectType: 'Activity', id: CATEGORY + id })) },
    extensions: { ...TEMPLATE.extensions, ...extensions },
  });
  const mastery = { 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore': 0.8 };
  expect(initialized).toMatchObject({ verb: { id: 'http://adlnet.gov/expapi/verbs/initialized' }, actor: { account: { name: '7' } }, object: { objectType: 'Activity', id: 'https://lms.example/activity/1' }, context: context(['cmi5']) });
  expect(initialized!.result).toBeUndefined();
  expect(passed).toMatchObject({ result: { success: true, score: { scaled: 0.85 }, duration: 'PT61.24S', extensions: { 'https://w3id.org/xapi/cmi5/result/extensions/progress': 55 } }, context: context(['cmi5', 'moveon'], mastery) });
  expect(completed!.result).toEqual({ completion: true, duration: 'PT3700S' });
  expect(completed!.context).toEqual(context(['cmi5', 'moveon']));
  expect(terminated!.result).toEqual({ duration: 'PT3800S' });
  expect(terminated!.context).toEqual(context(['cmi5']));
  expect(lms.statements.every(({ id, timestamp }) => /^[0-9a-f-]{36}$/.test(id) && timestamp.endsWith('Z'))).toBe(true);
});

it('changes nothing of the context template, whatever is in it', async () => {
  const lms = new FakeSystem();
  const template = {
    platform: 'LMS', language: 'de', revision: '3', registration: '11111111-1111-4111-8111-111111111111', contextActivities: { category: { id: 'https://lms.example/one' }, parent: [{ id: 'https://lms.example/parent' }] },
    extensions: { [SESSION_ID]: 'a b/ç', 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore': 0.5 },
  };
  const { system } = lms.launch();
  lms.launchData['contextTemplate'] = template;
  await system.begin();
  system.end(tried(10, 10));
  for (const statement of lms.statements) {
    expect(statement.context).toMatchObject({ platform: 'LMS', language: 'de', revision: '3', contextActivities: { parent: template.contextActivities.parent }, extensions: template.extensions });
    expect((statement.context['contextActivities'] as { category: unknown[] }).category[0]).toEqual({ id: 'https://lms.example/one' });
  }
  expect(lms.statements.map((one) => one.verb.display.en)).toEqual(['initialized', 'failed', 'terminated']);
});

it('keeps the order of time when the clock is set back', async () => {
  const lms = new FakeSystem();
  const { system } = lms.launch();
  await system.begin();
  lms.clock -= 3_600_000;
  await system.commit(finished());
  system.end(finished());
  const times = lms.statements.map(({ timestamp }) => timestamp);
  expect(times).toHaveLength(4);
  expect([...times].sort()).toEqual(times);
});
