// The statements of cmi5 (section 9): what each verb says, and the context that all of them share.
import { type Json, object } from './json.ts';
import type { LaunchData } from './launch-data.ts';
import type { Launch } from './launch.ts';
import { nameUuid } from './name-uuid.ts';

/** The verbs that this course uses. */
export type Verb = 'initialized' | 'completed' | 'passed' | 'failed' | 'terminated';

/** A statement of xAPI, as it is sent. */
export interface Statement {
  id: string;
  timestamp: string;
  actor: Json;
  verb: { id: string; display: { en: string } };
  object: { objectType: 'Activity'; id: string };
  result?: Json;
  context: Json;
}

/** What all statements of a session have in common. */
export interface Session {
  launch: Launch;
  data: LaunchData;
}

const CATEGORY = 'https://w3id.org/xapi/cmi5/context/categories/';
const SESSION_ID = 'https://w3id.org/xapi/cmi5/context/extensions/sessionid';
const MASTERY_SCORE = 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore';
const PROGRESS = 'https://w3id.org/xapi/cmi5/result/extensions/progress';

/** The verb of a statement that this course made. */
export const verbOf = (statement: Statement): Verb => statement.verb.display.en as Verb;

/** How a verb is identified. */
export const verbId = (verb: Verb): string => `http://adlnet.gov/expapi/verbs/${verb}`;

/** Such as `PT75.5S`. */
export const duration = (seconds: number): string => `PT${Math.max(0, Math.round(seconds * 100) / 100)}S`;

/** What is reported with a verb. */
export interface Told {
  /** Seconds that it took. */
  seconds: number;
  /** 0 to 1; null: no score. */
  scaled: number | null;
  /** 0 to 1; null: not told, as once the registration is completed (section 9.5.5.1). */
  progress: number | null;
}

/** The statement of a verb, at a time. */
export function makeStatement(session: Session, verb: Verb, told: Told, at: Date): Statement {
  const { launch } = session;
  const result = resultOf(verb, told);
  return {
    id: statementId(session, verb),
    timestamp: at.toISOString(),
    actor: launch.actor,
    verb: { id: verbId(verb), display: { en: verb } },
    object: { objectType: 'Activity', id: launch.activityId },
    ...(result === null ? {} : { result }),
    context: contextOf(session, verb),
  };
}

/** Passed and completed happen once in a registration (section 9.3), the others once in a session: so the id is made of the one or the other. */
function statementId({ launch, data }: Session, verb: Verb): string {
  const once = verb === 'passed' || verb === 'completed' ? launch.registration : String(object(data.contextTemplate['extensions'])?.[SESSION_ID] ?? launch.fetch);
  return nameUuid(JSON.stringify([launch.activityId, launch.actor, once, verb]));
}

function resultOf(verb: Verb, { seconds, scaled, progress }: Told): Json | null {
  if (verb === 'initialized') return null;
  const extensions = progress === null || verb === 'completed' ? {} : { extensions: { [PROGRESS]: Math.floor(progress * 100) } };
  const score = scaled === null ? {} : { score: { scaled } };
  const said = { completed: { completion: true }, passed: { success: true, ...score }, failed: { success: false, ...score }, terminated: {} }[verb];
  return { ...said, duration: duration(seconds), ...extensions };
}

/** The learning system's template with what this verb needs beside it; nothing of the template is changed (section 10, contextTemplate). */
function contextOf({ launch, data }: Session, verb: Verb): Json {
  const { contextTemplate: template, masteryScore } = data;
  const isJudged = verb === 'passed' || verb === 'failed';
  const activities = object(template['contextActivities']) ?? {};
  const categories = [activities['category'] ?? []].flat() as Json[];
  const wanted = [`${CATEGORY}cmi5`, ...(isJudged || verb === 'completed' ? [`${CATEGORY}moveon`] : [])];
  const added = wanted.filter((id) => !categories.some((category) => object(category)?.['id'] === id)).map((id) => ({ objectType: 'Activity', id }));
  const extensions = { ...(isJudged && masteryScore !== null ? { [MASTERY_SCORE]: masteryScore } : {}), ...object(template['extensions']) };
  return { ...template, registration: launch.registration, contextActivities: { ...activities, category: [...categories, ...added] }, extensions };
}
