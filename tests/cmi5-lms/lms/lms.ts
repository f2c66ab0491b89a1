// The learning management system: registrations, sessions, launches. cmi5 sections 6, 8, 9.3, 9.6, 10, 11.
import { randomBytes, randomUUID } from 'node:crypto';
import { everyAu, everyBlock, type Au, type Course } from '../course/structure.ts';
import { isFullyQualified, pathOf } from '../course/url.ts';
import type { JsonObject } from '../json.ts';
import { acceptedOf } from '../rules/order.ts';
import type { Accepted, History, Launched } from '../rules/launched.ts';
import { CONTEXT, LAUNCH_DATA, PREFERENCES, type LaunchMode } from '../rules/vocabulary.ts';
import type { Documents } from './documents.ts';
import { abandonedStatement, launchedStatement, satisfiedStatement } from './own-statements.ts';
import type { Records, Stored } from './records.ts';
import { satisfiedParts } from './satisfaction.ts';

/** The account system of the learners (cmi5 9.2). */
const HOME_PAGE = 'https://lms.example.com';

/** An enrolment of a learner (cmi5 3.0, Registration). */
export interface Registration {
  id: string;
  learner: string;
  actor: JsonObject;
  sessions: Session[];
  /** Publisher's ids of the blocks and the course that have their satisfied statement. */
  satisfied: Set<string>;
}

/** One launch (cmi5 3.0, Session). */
export interface Session extends Launched {
  learner: string;
  au: Au;
  own: Registration;
  /** The key of the fetch URL, and the token that it hands out once (cmi5 8.2). */
  key: string;
  token: string;
  fetched: boolean;
  /** The token is refused from now on, whatever the session's state. */
  expired: boolean;
  state: 'launched' | 'terminated' | 'abandoned';
  accepted: Accepted[];
  launchDataRead: boolean;
  preferencesRead: boolean;
  /** How often the learner came back by returnURL (cmi5 10). */
  returns: number;
}

/** Where the parts of the system answer. */
export interface Addresses {
  /** Where the package's files lie, with a slash at its end. */
  content: string;
  /** The xAPI endpoint, with a slash at its end (cmi5 8.1). */
  endpoint: string;
  /** The fetch URL without its key. */
  fetch: string;
  returned: string;
}

/** What tests may choose of the LMS. */
export interface LmsChoices {
  /** The learner's preferences at the first launch; null for none (cmi5 11). */
  preferences: JsonObject | null;
  /** Whether LMS.LaunchData names a returnURL. */
  returnUrl: boolean;
  /** Overrides of the course structure, which an LMS may make (cmi5 10). */
  masteryScore: number | undefined;
}

/** The LMS. */
export interface Lms {
  /** A new registration for a learner, instead of the one that the learner has. */
  enrol(learner: string): Registration;
  registrationOf(learner: string): Registration | undefined;
  launch(learner: string, mode: LaunchMode, auId: string | undefined): { session: Session; url: string };
  sessionOf(find: (session: Session) => boolean): Session | undefined;
  historyOf(session: Session): History;
  /** Stores the statements of content, and does what follows from them. */
  accept(session: Session, statements: readonly JsonObject[]): Stored[];
}

/** An LMS with one course. */
export function createLms(course: Course, records: Records, documents: Documents, addresses: Addresses, choices: LmsChoices): Lms {
  const registrations: Registration[] = [];
  // 8.1, 9.3.9: ids of the LMS's own, none equal to the publisher's, the same for all registrations.
  const ownIds = new Map([course, ...everyBlock(course.parts), ...everyAu(course.parts)].map((part) => [part.id, `${HOME_PAGE}/activities/${randomUUID()}`]));
  let launches = 0;

  const enrol = (learner: string): Registration => {
    const actor = { objectType: 'Agent', account: { homePage: HOME_PAGE, name: learner } };
    const registration: Registration = { id: randomUUID(), learner, actor, sessions: [], satisfied: new Set() };
    registrations.push(registration);
    // 9.6.1: moveOn is evaluated at registration, with a session id of its own.
    satisfy(registration, randomUUID());
    return registration;
  };
  const registrationOf = (learner: string): Registration | undefined => registrations.findLast((one) => one.learner === learner);

  function satisfy(registration: Registration, sessionId: string): void {
    const accepted = registration.sessions.flatMap((session) => session.accepted.filter((one) => one.defined).map((one) => ({ au: session.au, verb: one.verb })));
    const has = (au: Au, verb: string): boolean => accepted.some((one) => one.au === au && one.verb === verb);
    for (const { kind, part } of satisfiedParts(course, (au) => ({ completed: has(au, 'completed'), passed: has(au, 'passed') }))) {
      if (registration.satisfied.has(part.id)) continue;
      registration.satisfied.add(part.id);
      records.add(satisfiedStatement({ actor: registration.actor, registration: registration.id, sessionId }, kind, part.id, ownIds.get(part.id)!, part.title));
    }
  }

  // 9.3.6: a session without terminated is over when the next one begins.
  function abandon(session: Session): void {
    session.state = 'abandoned';
    const last = Math.max(session.launchedAt, ...session.accepted.map((one) => one.at));
    records.add(abandonedStatement({ actor: session.actor, registration: session.registration, sessionId: session.sessionId }, session.au, session.activityId, last - session.launchedAt));
  }

  function open(registration: Registration, au: Au, mode: LaunchMode): Session {
    const sessionId = randomUUID();
    const masteryScore = choices.masteryScore ?? au.masteryScore;
    const session: Session = {
      sessionId, registration: registration.id, own: registration, learner: registration.learner, actor: registration.actor, au, mode, masteryScore,
      activityId: ownIds.get(au.id)!, launchedAt: Date.now(),
      // 10: the session id and the publisher's id; "the LMS MAY place additional values", which content takes over too.
      contextTemplate: {
        contextActivities: { grouping: [{ objectType: 'Activity', id: au.id }, { objectType: 'Activity', id: `${HOME_PAGE}/terms/autumn` }] },
        platform: 'Test system',
        extensions: { [CONTEXT.sessionId]: sessionId, [`${HOME_PAGE}/xapi/extensions/tenant`]: 'north' },
      },
      key: randomUUID(), token: Buffer.from(`${randomBytes(9).toString('hex')}:${randomBytes(9).toString('hex')}`).toString('base64'),
      fetched: false, expired: false, state: 'launched', accepted: [], launchDataRead: false, preferencesRead: false, returns: 0,
    };
    registration.sessions.push(session);
    return session;
  }

  function writeLaunchData(session: Session): void {
    const { au, masteryScore } = session;
    const content = {
      contextTemplate: session.contextTemplate, launchMode: session.mode, moveOn: au.moveOn,
      ...(masteryScore === undefined ? {} : { masteryScore }),
      ...(au.launchParameters === undefined ? {} : { launchParameters: au.launchParameters }),
      ...(au.entitlementKey === undefined ? {} : { entitlementKey: { courseStructure: au.entitlementKey } }),
      ...(choices.returnUrl ? { returnURL: `${addresses.returned}?session=${session.sessionId}` } : {}),
    };
    documents.put(documents.stateKey(session.activityId, session.actor, session.registration), LAUNCH_DATA, Buffer.from(JSON.stringify(content)), 'application/json');
    const preferences = documents.agentKey(session.actor);
    if (choices.preferences !== null && documents.get(preferences, PREFERENCES) === undefined) documents.put(preferences, PREFERENCES, Buffer.from(JSON.stringify(choices.preferences)), 'application/json');
  }

  // 8.1: name/value pairs in the query; 13.1.4: merged with a query of the url's own. Their order is not significant, so it turns from launch to launch.
  function launchUrl(session: Session, base: string): string {
    const pairs = Object.entries({
      endpoint: addresses.endpoint, fetch: `${addresses.fetch}?k=${session.key}`, actor: JSON.stringify(session.actor),
      registration: session.registration, activityId: session.activityId,
    });
    const turn = launches++ % pairs.length;
    const query = [...pairs.slice(turn), ...pairs.slice(0, turn)].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
    const [address, fragment] = base.split('#', 2) as [string, string?];
    return `${address}${address.includes('?') ? '&' : '?'}${query}${fragment === undefined ? '' : `#${fragment}`}`;
  }

  return {
    enrol, registrationOf,
    launch: (learner, mode, auId) => {
      const au = everyAu(course.parts).find((one) => auId === undefined || one.id === auId);
      if (au === undefined) throw new Error(`The course has no AU ${auId}.`);
      const registration = registrationOf(learner) ?? enrol(learner);
      registration.sessions.filter((one) => one.state === 'launched').forEach(abandon);
      const session = open(registration, au, mode);
      const base = isFullyQualified(au.url) ? au.url : `${addresses.content}${encodeURI(pathOf(au.url))}${/[?#].*$/.exec(au.url)?.[0] ?? ''}`;
      const stored = records.add(launchedStatement({ actor: session.actor, registration: registration.id, sessionId: session.sessionId }, { ...au, masteryScore: session.masteryScore }, session.activityId, mode, base));
      session.launchedAt = Date.parse(stored.timestamp);
      writeLaunchData(session);
      return { session, url: launchUrl(session, base) };
    },
    sessionOf: (find) => registrations.flatMap((one) => one.sessions).find(find),
    historyOf: (session) => ({
      session: session.accepted,
      before: session.own.sessions.filter((one) => one !== session && one.au === session.au).flatMap((one) => one.accepted.filter((accepted) => accepted.defined)),
      launchDataRead: session.launchDataRead,
      preferencesRead: session.preferencesRead,
    }),
    accept: (session, statements) => statements.map((statement) => {
      const stored = records.add(statement);
      const accepted = acceptedOf(stored);
      session.accepted.push(accepted);
      if (accepted.defined && accepted.verb === 'terminated') session.state = 'terminated';
      satisfy(session.own, session.sessionId);
      return stored;
    }),
  };
}
