// What the learning system says about this launch, in the State document LMS.LaunchData (section 10).
import { LaunchProblem } from '../learning-system.ts';
import { type Json, object, parse } from './json.ts';

/** The part of LMS.LaunchData that this course goes by. `moveOn`, `launchParameters` and `entitlementKey` change nothing in it: the course is free, and says all it knows in any case. */
export interface LaunchData {
  /** The beginning of every statement's context. */
  contextTemplate: Json;
  /** False in the launch modes Browse and Review. */
  isForCredit: boolean;
  /** 0 to 1; null: the learning system names none. */
  masteryScore: number | null;
  /** Where the learner goes from here; null: nowhere. */
  returnUrl: string | null;
}

/** Reads the document; throws a `LaunchProblem` where it cannot be what the learning system must write. */
export function readLaunchData(text: string): LaunchData {
  const data = object(parse(text));
  const contextTemplate = object(data?.['contextTemplate']);
  if (data === null || contextTemplate === null) throw new LaunchProblem('The learning system gave launch data without a context template, which cmi5 asks for. Tell whoever looks after the learning system.');
  const { launchMode, masteryScore, returnURL } = data;
  return {
    contextTemplate,
    isForCredit: !/^(browse|review)$/i.test(String(launchMode)),
    masteryScore: typeof masteryScore === 'number' && masteryScore >= 0 && masteryScore <= 1 ? masteryScore : null,
    returnUrl: typeof returnURL === 'string' && /^https?:\/\//i.test(returnURL.trim()) ? returnURL.trim() : null,
  };
}
