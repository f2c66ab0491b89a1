// A cmi5 launch system with a record store, for tests of content: written from cmi5 Quartz 1st edition and xAPI 1.0.3 alone. README.md says what it covers.
import { readCourse } from './course/structure.ts';
import type { JsonObject } from './json.ts';
import { createDocuments, type Document } from './lms/documents.ts';
import { createLms, type Lms, type Registration, type Session } from './lms/lms.ts';
import { createRecords, type Stored } from './lms/records.ts';
import type { LaunchMode } from './rules/vocabulary.ts';
import { createFaults, type Fault, type FaultHandle } from './store/faults.ts';
import { fetchUrlRequest } from './store/fetch-url.ts';
import { fileAnswer, lmsPage } from './store/pages.ts';
import { startOrigin, type Handler, type Logged, type Origin } from './store/server.ts';
import { storeRequest } from './store/store.ts';
import { listOf, type ContentViolation, type Violation } from './violations.ts';

export type { Fault, FaultHandle } from './store/faults.ts';
export type { Logged } from './store/server.ts';
export type { ContentViolation, Violation } from './violations.ts';
export type { LaunchMode } from './rules/vocabulary.ts';

/** What a test may choose. */
export interface Cmi5Options {
  /** Where the record store and the fetch URL answer: at the origin of the files, or at another one. `same` where absent. */
  store?: 'same' | 'other';
  /** The learner's preferences (cmi5 11); null for an LMS without any. */
  preferences?: JsonObject | null;
  /** Whether the launch data name a returnURL (cmi5 10). True where absent. */
  returnUrl?: boolean;
  /** A masteryScore of the LMS's own instead of the course's (cmi5 10). */
  masteryScore?: number;
  /** The largest document that the store takes, in bytes; larger ones get 413 (xAPI Communication 3.2). No limit where absent. */
  documentLimit?: number;
}

/** A launch. */
export interface LaunchOptions {
  learner: string;
  mode?: LaunchMode;
  /** The publisher's id of the AU; the first of the course where absent. */
  au?: string;
  /** Whether the URL is a page of the LMS that shows the AU in a frame. */
  framed?: boolean;
}

/** A running system with one course. */
export interface Cmi5System {
  /** Registers the learner where needed, abandons a session that never terminated, and returns the URL to open. */
  launch(options: LaunchOptions): Promise<string>;
  /** A new registration: the course from the beginning, with the statements of the old one kept. */
  enrol(learner: string): void;
  /** All statements, or those about one learner, in the order in which they were stored. */
  statements(learner?: string): readonly Stored[];
  /** What content did wrong, in order. */
  readonly violations: readonly ContentViolation[];
  /** Whether the learner's current registration has the course's satisfied statement (cmi5 9.3.9). */
  isSatisfied(learner: string): boolean;
  /** The State documents of the learner's current registration for an AU, by id; without LMS.LaunchData's own rules of access. */
  stateDocuments(learner: string, au?: string): ReadonlyMap<string, Document>;
  /** The newest session of a learner. */
  session(learner: string): Session | undefined;
  /** How often the learner was led to returnURL. */
  returns(learner: string): number;
  fail(fault: Fault): FaultHandle;
  /** The tokens of the learner's sessions get 401 from now on. */
  expireToken(learner: string): void;
  /** Whether the LMS refuses changes of the learner's preferences with 403, which is no error (cmi5 11). */
  lockPreferences(locked: boolean): void;
  /** The record store refuses connections; with the store at the same origin, so do the files. */
  away(): Promise<void>;
  /** Undoes away(), under the same address. */
  back(): Promise<void>;
  /** All requests so far, without preflights, in the order in which they ended. */
  readonly requests: readonly Logged[];
  /** Waits until something holds, looking again after every request. Rejects after `timeout` milliseconds (60,000) with what was seen. */
  until(holds: () => boolean, what: string, timeout?: number): Promise<void>;
  /** The addresses in use. */
  readonly addresses: { content: string; endpoint: string };
  close(): Promise<void>;
}

/** What is wrong with a course package: cmi5 3.0, 8.1, 13 and 14. Takes a zip file (path or bytes) or an unpacked folder. */
export async function checkCourse(source: string | Uint8Array): Promise<readonly Violation[]> {
  return (await readCourse(source)).violations;
}

/** Imports a course (a zip file, path or bytes, or an unpacked folder) and starts to serve it. Rejects packages that section 13 or 14 does not allow (cmi5 4.4). */
export async function startCmi5System(source: string | Uint8Array, options: Cmi5Options = {}): Promise<Cmi5System> {
  const { course, files, violations: wrong } = await readCourse(source);
  if (course === undefined || wrong.length > 0) throw new Error(`The package is no valid cmi5 course.\n${listOf(wrong)}`);
  const violations: ContentViolation[] = [];
  const requests: Logged[] = [];
  const waiting = new Set<() => void>();
  const faults = createFaults();
  const documents = createDocuments();
  const records = createRecords({ objectType: 'Agent', account: { homePage: 'https://lms.example.com', name: 'record-store' } });
  const log = (entry: Logged): void => {
    requests.push(entry);
    setImmediate(() => [...waiting].forEach((look) => look()));
  };
  let locked = false;
  const box: { lms?: Lms } = {};
  const handle: Handler = (request, resource) => {
    const lms = box.lms!;
    if (resource === 'files') return fileAnswer(request, files);
    if (resource === 'lms') return lmsPage(request, lms);
    if (resource !== 'fetch') return storeRequest(request, request.path.slice('/xapi/'.length), { lms, records, documents, violations, preferencesLocked: () => locked, documentLimit: options.documentLimit ?? Number.POSITIVE_INFINITY });
    return fetchUrlRequest(request, lms, (one, sessionId) => {
      const learner = lms.sessionOf((session) => session.sessionId === sessionId)?.learner ?? '';
      violations.push({ ...one, learner, session: sessionId, refused: true, request: `${request.method} ${request.path}` });
    });
  };
  const content = await startOrigin(faults, handle, log);
  const store: Origin = options.store === 'other' ? await startOrigin(faults, handle, log) : content;
  const addresses = { content: `${content.address}/package/`, endpoint: `${store.address}/xapi/`, fetch: `${store.address}/fetch`, returned: `${content.address}/returned` };
  const lms = createLms(course, records, documents, addresses, {
    preferences: options.preferences === undefined ? { languagePreference: 'en-US,en', audioPreference: 'on' } : options.preferences,
    returnUrl: options.returnUrl ?? true,
    masteryScore: options.masteryScore,
  });
  box.lms = lms;
  const current = (learner: string): Registration | undefined => lms.registrationOf(learner);
  const newest = (learner: string): Session | undefined => current(learner)?.sessions.at(-1);
  return {
    launch: async ({ learner, mode, au, framed }) => {
      const { url } = lms.launch(learner, mode ?? 'Normal', au);
      return framed === true ? `${content.address}/player?au=${encodeURIComponent(url)}` : url;
    },
    enrol: (learner) => void lms.enrol(learner),
    statements: (learner) => records.all().filter((one) => learner === undefined || (one.actor as { account?: { name?: string } }).account?.name === learner),
    violations, requests,
    isSatisfied: (learner) => current(learner)?.satisfied.has(course.id) ?? false,
    stateDocuments: (learner, au) => {
      const session = current(learner)?.sessions.findLast((one) => au === undefined || one.au.id === au);
      return session === undefined ? new Map() : documents.of(documents.stateKey(session.activityId, session.actor, session.registration));
    },
    session: newest,
    returns: (learner) => current(learner)?.sessions.reduce((sum, one) => sum + one.returns, 0) ?? 0,
    fail: (fault) => faults.add(fault),
    expireToken: (learner) => current(learner)?.sessions.forEach((one) => void (one.expired = true)),
    lockPreferences: (value) => void (locked = value),
    away: () => store.away(),
    back: () => store.back(),
    until: (holds, what, timeout = 60_000) => new Promise((resolve, reject) => {
      const look = (): void => {
        if (!holds()) return;
        finish();
        resolve();
      };
      const timer = setTimeout(() => {
        finish();
        reject(new Error(`Waited in vain for ${what}.\nRequests: ${requests.filter((one) => one.resource !== 'files').map((one) => `${one.method} ${one.url.slice(0, 60)} ${one.status}`).join('\n')}\nViolations: ${listOf(violations)}`));
      }, timeout);
      const finish = (): void => {
        clearTimeout(timer);
        waiting.delete(look);
      };
      waiting.add(look);
      look();
    }),
    addresses: { content: addresses.content, endpoint: addresses.endpoint },
    close: async () => {
      await content.away();
      await store.away();
    },
  };
}
