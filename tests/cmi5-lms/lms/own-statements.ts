// The statements that the LMS itself writes: cmi5 9.3.1 launched, 9.3.6 abandoned, 9.3.9 satisfied.
import { randomUUID } from 'node:crypto';
import type { Au } from '../course/structure.ts';
import type { JsonObject } from '../json.ts';
import { BLOCK_TYPE, CMI5_CATEGORY, CONTEXT, COURSE_TYPE, VERBS, type LaunchMode, type VerbName } from '../rules/vocabulary.ts';
import { durationOf } from '../xapi/formats.ts';

/** What all statements of one session have in common. */
export interface SessionFacts {
  actor: JsonObject;
  registration: string;
  sessionId: string;
}

interface Parts {
  verb: VerbName;
  object: JsonObject;
  /** The publisher's id of the AU, block or course (9.6.2.3). */
  publisherId: string;
  extensions?: JsonObject;
  result?: JsonObject;
}

/** 9.1, 9.2, 9.6, 9.7: a cmi5 defined statement of the LMS. */
function lmsStatement(facts: SessionFacts, parts: Parts): JsonObject {
  return {
    id: randomUUID(),
    actor: facts.actor,
    verb: { id: VERBS[parts.verb], display: { en: parts.verb } },
    object: parts.object,
    ...(parts.result === undefined ? {} : { result: parts.result }),
    context: {
      registration: facts.registration,
      contextActivities: { category: [{ id: CMI5_CATEGORY }], grouping: [{ id: parts.publisherId }] },
      extensions: { [CONTEXT.sessionId]: facts.sessionId, ...parts.extensions },
    },
    timestamp: new Date().toISOString(),
  };
}

const auObject = (au: Au, activityId: string): JsonObject => ({ objectType: 'Activity', id: activityId, definition: { name: au.title } });

/** 9.3.1, with the extensions of 9.6.3.2 to 9.6.3.7. `launchUrl` is the AU's URL without the launch parameters. */
export function launchedStatement(facts: SessionFacts, au: Au, activityId: string, mode: LaunchMode, launchUrl: string): JsonObject {
  const extensions = {
    [CONTEXT.launchMode]: mode,
    [CONTEXT.launchUrl]: launchUrl,
    [CONTEXT.moveOn]: au.moveOn,
    ...(au.masteryScore === undefined ? {} : { [CONTEXT.masteryScore]: au.masteryScore }),
    ...(au.launchParameters === undefined ? {} : { [CONTEXT.launchParameters]: au.launchParameters }),
  };
  return lmsStatement(facts, { verb: 'launched', object: auObject(au, activityId), publisherId: au.id, extensions });
}

/** 9.3.6 and 9.5.4.2: the time between launched and the last statement of the AU. */
export function abandonedStatement(facts: SessionFacts, au: Au, activityId: string, milliseconds: number): JsonObject {
  return lmsStatement(facts, { verb: 'abandoned', object: auObject(au, activityId), publisherId: au.id, result: { duration: durationOf(milliseconds) } });
}

/** 9.3.9: `objectId` is the LMS's own id of the block or course. */
export function satisfiedStatement(facts: SessionFacts, kind: 'block' | 'course', publisherId: string, objectId: string, title: { [language: string]: string }): JsonObject {
  const object = { objectType: 'Activity', id: objectId, definition: { name: title, type: kind === 'block' ? BLOCK_TYPE : COURSE_TYPE } };
  return lmsStatement(facts, { verb: 'satisfied', object, publisherId });
}
