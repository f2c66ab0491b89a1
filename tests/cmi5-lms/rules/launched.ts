// What the rules must know of a launch: made by the LMS, read when a statement comes in.
import type { JsonObject } from '../json.ts';
import type { LaunchMode, VerbName } from './vocabulary.ts';

/** A statement of the content that the store has accepted, as far as the order rules need it. */
export interface Accepted {
  id: string;
  /** Whether it carries the cmi5 category (cmi5 7.1.3). */
  defined: boolean;
  /** The cmi5 verb; undefined for others. */
  verb: VerbName | undefined;
  /** Milliseconds since 1970, from its timestamp. */
  at: number;
}

/** A launch as content was told of it. */
export interface Launched {
  sessionId: string;
  activityId: string;
  actor: JsonObject;
  registration: string;
  mode: LaunchMode;
  masteryScore: number | undefined;
  /** The State document LMS.LaunchData's contextTemplate (cmi5 10). */
  contextTemplate: JsonObject;
  /** When the LMS stored the launched statement, in milliseconds since 1970. */
  launchedAt: number;
}

/** What content did so far, in this session and before. */
export interface History {
  /** Accepted statements of this session, in order of arrival. */
  session: readonly Accepted[];
  /** Accepted cmi5 defined statements of this AU in earlier sessions of the registration. */
  before: readonly Accepted[];
  launchDataRead: boolean;
  preferencesRead: boolean;
}
