// The result of a cmi5 defined statement: cmi5 9.3.4, 9.3.5, 9.5 and 9.6.3.2.
import { at, isObject, type JsonObject } from '../json.ts';
import { must, should, type Violation } from '../violations.ts';
import type { Launched } from './launched.ts';
import { CONTEXT, PROGRESS, type VerbName } from './vocabulary.ts';

/** What the result of a cmi5 defined statement with this verb does wrong. */
export function resultRules(statement: JsonObject, verb: VerbName, launch: Launched): Violation[] {
  return [...flagRules(statement, verb), ...durationRules(statement, verb), ...scoreRules(statement, verb, launch), ...progressRules(statement, verb)];
}

/** 9.5.2 success and 9.5.3 completion. */
function flagRules(statement: JsonObject, verb: VerbName): Violation[] {
  const [success, completion] = [at(statement, 'result', 'success'), at(statement, 'result', 'completion')];
  const wanted = verb === 'passed' ? true : verb === 'failed' ? false : undefined;
  const violations: Violation[] = [];
  if (success !== wanted) violations.push(must('cmi5 9.5.2', wanted === undefined ? `${verb} has result.success` : `${verb} needs result.success ${wanted}, it is ${String(success)}`));
  if (verb === 'completed' && completion !== true) violations.push(must('cmi5 9.5.3', `completed needs result.completion true, it is ${String(completion)}`));
  if (verb !== 'completed' && completion !== undefined) violations.push(must('cmi5 9.5.3', `${verb} has result.completion`));
  return violations;
}

/** 9.5.4.1: the format itself is xAPI's (xAPI Data 4.6). */
function durationRules(statement: JsonObject, verb: VerbName): Violation[] {
  const needed = verb === 'terminated' || verb === 'completed' || verb === 'passed' || verb === 'failed';
  return needed && at(statement, 'result', 'duration') === undefined ? [must('cmi5 9.5.4.1', `${verb} has no result.duration`)] : [];
}

/** 9.5.1 score, and against masteryScore 9.3.4, 9.3.5, 9.6.3.2. */
function scoreRules(statement: JsonObject, verb: VerbName, launch: Launched): Violation[] {
  const violations: Violation[] = [];
  const score = at(statement, 'result', 'score');
  const told = at(statement, 'context', 'extensions', CONTEXT.masteryScore);
  if (told !== undefined && told !== launch.masteryScore) violations.push(must('cmi5 9.6.3.2', `the masteryScore of the context is ${JSON.stringify(told)}, the LMS gave ${String(launch.masteryScore)}`));
  if (!isObject(score)) return violations;
  if (verb !== 'passed' && verb !== 'failed') return [...violations, must('cmi5 9.5.1', `${verb} has a score`)];
  const { scaled, raw, min, max } = score;
  if (typeof scaled === 'number' && (scaled < 0 || scaled > 1)) violations.push(must('cmi5 9.5.1', `score.scaled is ${scaled}, outside 0 to 1`));
  if (raw !== undefined && (min === undefined || max === undefined)) violations.push(must('cmi5 9.5.1', 'score.raw without score.min and score.max'));
  // The text says "an integer value"; xAPI allows decimals, so that a store accepts them.
  for (const [key, value] of Object.entries({ raw, min, max })) if (value !== undefined && !Number.isInteger(value)) violations.push(should('cmi5 9.5.1', `score.${key} is no integer: ${String(value)}`));
  const mastery = launch.masteryScore;
  if (mastery === undefined || typeof scaled !== 'number') return violations;
  if (verb === 'passed' && scaled < mastery) violations.push(must('cmi5 9.3.4', `passed with the score ${scaled}, less than masteryScore ${mastery}`));
  if (verb === 'failed' && scaled >= mastery) violations.push(must('cmi5 9.3.5', `failed with the score ${scaled}, not less than masteryScore ${mastery}`));
  // "Required, when present and evaluated": a score with passed or failed shows that it was evaluated.
  if (told === undefined) violations.push(must('cmi5 9.6.3.2', `${verb} with a score lacks masteryScore in the extensions of the context`));
  return violations;
}

/** 9.5.5.1 progress; that it does not follow completed is in order.ts. */
function progressRules(statement: JsonObject, verb: VerbName): Violation[] {
  const progress = at(statement, 'result', 'extensions', PROGRESS);
  if (progress === undefined) return [];
  if (verb === 'completed') return [should('cmi5 9.5.5.1', 'completed carries a progress value'), ...progressFormat(progress)];
  return progressFormat(progress);
}

/** 9.5.5.1: an integer from 0 to 100, in any statement. */
export function progressFormat(progress: unknown): Violation[] {
  return Number.isInteger(progress) && Number(progress) >= 0 && Number(progress) <= 100 ? [] : [must('cmi5 9.5.5.1', `progress is no integer from 0 to 100: ${JSON.stringify(progress)}`)];
}
