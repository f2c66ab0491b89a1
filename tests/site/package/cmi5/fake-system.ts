// A small learning system in memory for these tests: what it is asked, and answers that a test may bend. The strict one, of another hand, is tests/cmi5-lms.
import { createHash } from 'node:crypto';
import { Cmi5System, type Surroundings } from '../../../../src/site/package/cmi5/cmi5-system.ts';
import type { Statement } from '../../../../src/site/package/cmi5/statements.ts';
import type { Standing } from '../../../../src/site/package/learning-system.ts';

/** A request that came in. */
export interface Asked { method: string; path: string; query: URLSearchParams; headers: Headers; body: string; keepalive: boolean }

/** An answer that a test gives in place of the system's own; undefined: the system's own. `'away'`: the network fails. */
export type Bend = (asked: Asked, own: () => Response) => Response | Promise<Response> | 'away' | undefined;

export const SESSION_ID = 'https://w3id.org/xapi/cmi5/context/extensions/sessionid';
export const TEMPLATE = { contextActivities: { grouping: [{ objectType: 'Activity', id: 'https://publisher.example/au' }] }, extensions: { [SESSION_ID]: 'session-1', 'https://lms.example/own': { kept: true } } };

/** The system; each `launch` is a new session in the same registration. */
export class FakeSystem {
  launchData: Record<string, unknown> = { contextTemplate: TEMPLATE, launchMode: 'Normal', masteryScore: 1, moveOn: 'CompletedAndPassed', returnURL: 'https://lms.example/back' };
  readonly asked: Asked[] = [];
  /** In the order in which they came. */
  readonly statements: Statement[] = [];
  document: string | null = null;
  sendsEtags = true;
  bend: Bend = () => undefined;
  clock = Date.UTC(2026, 10, 21, 12);
  readonly #tokens = new Map<string, boolean>();
  #launches = 0;

  /** A tab of a new session, or of the one given, as after a reload. */
  launch(tab: Tab = this.newTab()): { system: Cmi5System; tab: Tab } {
    const around: Surroundings = { address: tab.address, fetch: this.#fetch, tabStore: tab.store, now: () => new Date((this.clock += 1000)) };
    return { system: new Cmi5System(around), tab };
  }

  newTab(): Tab {
    this.#launches += 1;
    const name = `k${this.#launches}`;
    this.#tokens.set(name, false);
    this.launchData = { ...this.launchData, contextTemplate: { ...TEMPLATE, extensions: { ...TEMPLATE.extensions, [SESSION_ID]: `session-${this.#launches}` } } };
    const query = new URLSearchParams({ endpoint: 'https://lms.example/xapi', fetch: `https://lms.example/token?k=${name}`, actor: JSON.stringify({ objectType: 'Agent', account: { homePage: 'https://lms.example', name: '7' } }), registration: '11111111-1111-4111-8111-111111111111', activityId: 'https://lms.example/activity/1' });
    return { address: `https://course.example/launch.html?${query}`, store: tabStore() };
  }

  /** Verbs in the order in which they came, each with its session. */
  verbs(): string[] {
    return this.statements.map((one) => `${one.verb.display.en} ${String((one.context['extensions'] as Record<string, unknown>)[SESSION_ID])}`);
  }

  /** What was asked is answered, and answers are heard, as far as they come at all. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => { setImmediate(resolve); });
  }

  readonly #fetch = (async (url: string, init: RequestInit = {}): Promise<Response> => {
    const { pathname: path, searchParams: query } = new URL(url);
    const asked: Asked = { method: init.method ?? 'GET', path, query, headers: new Headers(init.headers), body: String(init.body ?? ''), keepalive: init.keepalive === true };
    this.asked.push(asked);
    // Taken at once, as by a server: a page that goes waits for nothing.
    const answer = await (this.bend(asked, () => this.#answer(asked)) ?? this.#answer(asked));
    if (answer === 'away') throw new TypeError('Failed to fetch');
    return answer;
  }) as typeof fetch;

  #answer({ method, path, query, headers, body }: Asked): Response {
    if (path === '/token') return this.#token(method, query.get('k')!);
    if (!headers.get('authorization')?.startsWith('Basic token-')) return new Response('no token', { status: 401 });
    if (path === '/xapi/statements') return method === 'POST' ? this.#take([JSON.parse(body)].flat() as Statement[]) : found(this.statements.find((one) => one.id === query.get('statementId')));
    if (path === '/xapi/activities/state' && query.get('stateId') === 'LMS.LaunchData') return this.#withEtag(JSON.stringify(this.launchData));
    if (path === '/xapi/activities/state') return method === 'PUT' ? this.#put(headers, body) : this.document === null ? new Response('', { status: 404 }) : this.#withEtag(this.document);
    return new Response('', { status: 404 });
  }

  #token(method: string, name: string): Response {
    const wasGiven = this.#tokens.get(name);
    this.#tokens.set(name, true);
    return method !== 'POST' ? new Response('', { status: 405 }) : Response.json(wasGiven ? { 'error-code': '1', 'error-text': 'already returned' } : { 'auth-token': `token-${name}` });
  }

  #take(given: Statement[]): Response {
    for (const one of given) {
      const there = this.statements.find(({ id }) => id === one.id);
      if (there !== undefined && JSON.stringify(there) !== JSON.stringify(one)) return new Response('a statement of this id exists', { status: 409 });
    }
    this.statements.push(...given.filter((one) => !this.statements.some(({ id }) => id === one.id)));
    return Response.json(given.map(({ id }) => id));
  }

  #put(headers: Headers, body: string): Response {
    const [match, none] = [headers.get('if-match'), headers.get('if-none-match')];
    if ((match !== null && match !== etag(this.document)) || (none === '*' && this.document !== null)) return new Response('changed meanwhile', { status: 412 });
    this.document = body;
    return new Response(null, { status: 204 });
  }

  #withEtag(text: string): Response {
    return new Response(text, { headers: this.sendsEtags ? { etag: etag(text) } : {} });
  }
}

/** A tab of a browser. */
export interface Tab { address: string; store: { getItem(key: string): string | null; setItem(key: string, value: string): void } }

/** Empty. */
export function tabStore(): Tab['store'] {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

const etag = (text: string | null): string => `"${createHash('sha1').update(text ?? '').digest('hex')}"`;

const found = (value: unknown): Response => (value === undefined ? new Response('', { status: 404 }) : Response.json(value));

/** A learner who has tried nothing, but for what is given. */
export const standing = (changes: Partial<Standing> = {}): Standing => ({
  state: 'state', scorePct: 0, isComplete: false, isPassed: false, progress: 0, seconds: 10,
  exercises: [{ id: 'a', title: 'A', points: 0, isProved: false, isTried: false }, { id: 'b', title: 'B', points: 0, isProved: false, isTried: false }], ...changes,
});

/** Both exercises tried, with these points. */
export const tried = (a: number, b: number, changes: Partial<Standing> = {}): Standing => standing({
  scorePct: (a + b) / 2, isPassed: a === 100 && b === 100,
  exercises: [{ id: 'a', title: 'A', points: a, isProved: a === 100, isTried: true }, { id: 'b', title: 'B', points: b, isProved: b === 100, isTried: true }], ...changes,
});

/** Everything read and proved. */
export const finished = (changes: Partial<Standing> = {}): Standing => tried(100, 100, { isComplete: true, progress: 1, state: 'all', ...changes });
