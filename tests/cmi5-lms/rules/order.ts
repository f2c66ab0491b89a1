// The order of statements: cmi5 7.1 and 9.3. "The order is determined by the value of the timestamp property";
// what arrives before initialized or after terminated is refused as well, as ADL's list of derived requirements wants (7.1.1.0-1 d2, 7.1.2.0-1 d2).
import { at, type JsonObject } from '../json.ts';
import { must, should, type Violation } from '../violations.ts';
import { timeOf } from '../xapi/formats.ts';
import type { Accepted, History, Launched } from './launched.ts';
import { isDefined } from './statement.ts';
import { PROGRESS, verbName } from './vocabulary.ts';

/** How far two clocks of one machine may seem apart, and how far a content clock may run ahead, in milliseconds. */
const SAME_CLOCK = 1000;
const AHEAD = 60_000;

/** A statement as the order rules keep it. Only for statements that are well formed. */
export function acceptedOf(statement: JsonObject): Accepted {
  return { id: String(statement.id), defined: isDefined(statement), verb: verbName(at(statement, 'verb', 'id')), at: timeOf(String(statement.timestamp)) };
}

/** What a well-formed statement does against the order of its session and its registration. `now` is the store's clock. */
export function orderRules(statement: JsonObject, launch: Launched, history: History, now: number): Violation[] {
  if (typeof statement.timestamp !== 'string') return [];
  const next = acceptedOf(statement);
  // After terminated nothing else matters.
  if (history.session.some((one) => one.defined && one.verb === 'terminated')) return [must('cmi5 9.3.8', `${next.verb ?? 'a statement'} after terminated`)];
  const violations = [...sessionRules(next, history), ...timeRules(next, launch, history, now)];
  if (next.defined && next.verb !== undefined) violations.push(...modeRules(next, launch), ...onceRules(next, history), ...startRules(next, history));
  const completed = [...history.before, ...history.session].some((one) => one.defined && one.verb === 'completed');
  if (completed && at(statement, 'result', 'extensions', PROGRESS) !== undefined) violations.push(should('cmi5 9.5.5.1', 'a progress value after completed'));
  return violations;
}

/** 7.1.1, 7.1.3, 9.3: initialized first, whatever kind of statement comes. */
function sessionRules(next: Accepted, { session }: History): Violation[] {
  const opens = next.defined && next.verb === 'initialized';
  const started = session.some((one) => one.defined && one.verb === 'initialized');
  if (started || opens) return [];
  return [must(next.defined ? 'cmi5 9.3.2' : 'cmi5 7.1.3', 'a statement before initialized')];
}

/** 9.3: the order of the timestamps; 9.3.2: initialized follows launched; xAPI Data 2.4.7: no time that is still to come. */
function timeRules(next: Accepted, launch: Launched, { session }: History, now: number): Violation[] {
  const violations: Violation[] = [];
  const first = session.find((one) => one.defined && one.verb === 'initialized');
  if (first !== undefined && next.verb !== 'initialized' && next.at < first.at) violations.push(must('cmi5 9.3', 'the timestamp is before the one of initialized'));
  if (next.defined && next.verb === 'terminated' && session.some((one) => one.at > next.at)) violations.push(must('cmi5 9.3', 'the timestamp of terminated is before the one of another statement of the session'));
  if (next.defined && next.verb === 'initialized' && next.at < launch.launchedAt - SAME_CLOCK) violations.push(must('cmi5 9.3.2', 'the timestamp of initialized is before the launch'));
  // 2.4.7.s3.b6: a store should not refuse it.
  if (next.at > now + AHEAD) violations.push(should('xAPI Data 2.4.7', 'the timestamp is in the future'));
  return violations;
}

/** 9.3, 9.3.3 to 9.3.5: once in a session, once in a registration, passed or failed, no failed after passed. */
function onceRules(next: Accepted, { session, before }: History): Violation[] {
  const verb = next.verb!;
  const had = (list: readonly Accepted[], name: string): boolean => list.some((one) => one.defined && one.verb === name);
  if (had(session, verb)) return [must(verb === 'initialized' ? 'cmi5 9.3.2' : 'cmi5 9.3', `${verb} twice in a session`)];
  if (verb === 'completed' && had(before, 'completed')) return [must('cmi5 9.3.3', 'completed twice in a registration')];
  if (verb === 'passed' && had(before, 'passed')) return [must('cmi5 9.3.4', 'passed twice in a registration')];
  if (verb === 'failed' && (had(before, 'passed') || had(session, 'passed'))) return [must('cmi5 9.3', 'failed after passed')];
  if (verb === 'passed' && had(session, 'failed')) return [must('cmi5 9.3', 'passed and failed in one session')];
  return [];
}

/** 10, launchMode: Browse and Review know only initialized and terminated. */
function modeRules(next: Accepted, launch: Launched): Violation[] {
  const isFree = launch.mode === 'Normal' || next.verb === 'initialized' || next.verb === 'terminated';
  return isFree ? [] : [must('cmi5 10', `${next.verb!} in launch mode ${launch.mode}`)];
}

/** 10 and 11: content reads LMS.LaunchData and the learner's preferences before it is initialized (ADL derives 11.0.0.0-3 d2 from it). */
function startRules(next: Accepted, history: History): Violation[] {
  if (next.verb !== 'initialized') return [];
  const violations: Violation[] = [];
  if (!history.launchDataRead) violations.push(must('cmi5 10', 'initialized before the State document LMS.LaunchData was read'));
  if (!history.preferencesRead) violations.push(must('cmi5 11', 'initialized before the Agent Profile document cmi5LearnerPreferences was read'));
  return violations;
}
