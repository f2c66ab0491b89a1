// The names that cmi5 Quartz defines: verbs (9.3), categories (9.6.2), extensions (9.5.5, 9.6.3), documents (10, 11).

/** cmi5 9.3.1 to 9.3.9. */
export const VERBS = {
  launched: 'http://adlnet.gov/expapi/verbs/launched',
  initialized: 'http://adlnet.gov/expapi/verbs/initialized',
  completed: 'http://adlnet.gov/expapi/verbs/completed',
  passed: 'http://adlnet.gov/expapi/verbs/passed',
  failed: 'http://adlnet.gov/expapi/verbs/failed',
  abandoned: 'https://w3id.org/xapi/adl/verbs/abandoned',
  waived: 'https://w3id.org/xapi/adl/verbs/waived',
  terminated: 'http://adlnet.gov/expapi/verbs/terminated',
  satisfied: 'https://w3id.org/xapi/adl/verbs/satisfied',
} as const;

/** The name of a verb that cmi5 defines. */
export type VerbName = keyof typeof VERBS;

/** The verbs that content may use in cmi5 defined statements; the others are for the LMS (9.3, "AU Obligations: None"). */
export const CONTENT_VERBS: readonly VerbName[] = ['initialized', 'completed', 'passed', 'failed', 'terminated'];

/** The cmi5 name of a verb's id; undefined for verbs from elsewhere. */
export function verbName(id: unknown): VerbName | undefined {
  return (Object.keys(VERBS) as VerbName[]).find((name) => VERBS[name] === id);
}

/** xAPI Data 2.3.2. */
export const VOIDED = 'http://adlnet.gov/expapi/verbs/voided';
/** cmi5 9.6.2.1. */
export const CMI5_CATEGORY = 'https://w3id.org/xapi/cmi5/context/categories/cmi5';
/** cmi5 9.6.2.2. */
export const MOVEON_CATEGORY = 'https://w3id.org/xapi/cmi5/context/categories/moveon';
/** cmi5 9.3.9. */
export const BLOCK_TYPE = 'https://w3id.org/xapi/cmi5/activitytype/block';
/** cmi5 9.3.9. */
export const COURSE_TYPE = 'https://w3id.org/xapi/cmi5/activitytype/course';
/** cmi5 9.5.5.1. */
export const PROGRESS = 'https://w3id.org/xapi/cmi5/result/extensions/progress';

/** cmi5 9.6.3: extensions of the context. */
export const CONTEXT = {
  sessionId: 'https://w3id.org/xapi/cmi5/context/extensions/sessionid',
  masteryScore: 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore',
  launchMode: 'https://w3id.org/xapi/cmi5/context/extensions/launchmode',
  launchUrl: 'https://w3id.org/xapi/cmi5/context/extensions/launchurl',
  moveOn: 'https://w3id.org/xapi/cmi5/context/extensions/moveon',
  launchParameters: 'https://w3id.org/xapi/cmi5/context/extensions/launchparameters',
} as const;

/** cmi5 10: the State document that the LMS writes before a launch. */
export const LAUNCH_DATA = 'LMS.LaunchData';
/** cmi5 11: the Agent Profile document. */
export const PREFERENCES = 'cmi5LearnerPreferences';

/** cmi5 10, launchMode. */
export type LaunchMode = 'Normal' | 'Browse' | 'Review';
/** cmi5 13.1.4, moveOn. */
export type MoveOn = 'Passed' | 'Completed' | 'CompletedAndPassed' | 'CompletedOrPassed' | 'NotApplicable';
