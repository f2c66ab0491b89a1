// The record store (LRS) of the learning system: requests of xAPI 1.0.3 on fetch. The library @xapi/cmi5 1.4.0 was read and left out. Each of its calls makes a statement with a new id, so
// initialized and terminated sent again count twice; it takes an error of section 8.2.3, which comes with status 200, for a token; it leaves out a masteryScore of 0; it waits without
// limit, knows no keepalive, and tells nothing of what a system says; and it is 22.7 KB (brotli) with its own copy of axios, four times this folder.
import { noAnswer, refused, Refusal } from './refusal.ts';
import type { Launch } from './launch.ts';
import type { Statement } from './statements.ts';

/** `fetch` of the page. */
export type Fetch = typeof fetch;

/** Milliseconds until a learning system that says nothing counts as away. */
export const PATIENCE_MS = 20_000;

/** A document of the State resource. */
export interface StateDocument {
  text: string;
  /** Null where the store sends none, or hides it from this origin. */
  etag: string | null;
}

/** Asks the record store for one learner in one registration. Whatever goes wrong rejects with a `Refusal`. */
export class RecordStore {
  readonly #fetch: Fetch;
  readonly #launch: Launch;
  readonly #token: string;

  constructor(fetch: Fetch, launch: Launch, token: string) {
    this.#fetch = fetch;
    this.#launch = launch;
    this.#token = token;
  }

  /** The document; null: there is none. */
  async state(stateId: string, subject: string): Promise<StateDocument | null> {
    return this.#document(this.#stateUrl(stateId), subject);
  }

  /** The learner's preferences, which have to be asked for at the start (section 11); null: none. */
  async preferences(): Promise<StateDocument | null> {
    return this.#document(this.#url('agents/profile', { agent: JSON.stringify(this.#launch.actor), profileId: 'cmi5LearnerPreferences' }), 'your preferences');
  }

  /** Replaces the document and gives its new ETag; `condition` is a header such as `If-Match`. What is short enough arrives even when the page goes meanwhile. */
  async putState(stateId: string, text: string, condition: Record<string, string>, subject: string): Promise<string | null> {
    const answer = await this.#ask(this.#stateUrl(stateId), { method: 'PUT', body: text, headers: condition, keepalive: bytesOf(text) <= KEEPALIVE_BYTES / 2 }, subject);
    return answer.headers.get('etag');
  }

  /** Hands a statement over; `keepalive`, so that it arrives even when the page goes meanwhile. */
  async post(statement: Statement, subject: string): Promise<void> {
    await this.#ask(this.#url('statements', {}), { method: 'POST', body: JSON.stringify(statement), keepalive: true }, subject);
  }

  /** True where the store has a statement of this id. */
  async has(id: string): Promise<boolean> {
    return (await this.#document(this.#url('statements', { statementId: id }), 'what it holds')) !== null;
  }

  /** The page goes: sends the document, then the statements in one request, and waits for nothing. Browsers carry 64 KB for a page that goes; a document beyond that is only tried. */
  last(state: { id: string; text: string; condition: Record<string, string> } | null, statements: readonly Statement[]): void {
    const body = JSON.stringify(statements.length === 1 ? statements[0] : statements);
    const size = bytesOf(body + (state?.text ?? ''));
    const send = (url: string, init: RequestInit): void => void this.#send(url, init).catch(() => undefined);
    if (state !== null) send(this.#stateUrl(state.id), { method: 'PUT', body: state.text, headers: state.condition, keepalive: size <= KEEPALIVE_BYTES });
    if (statements.length > 0) send(this.#url('statements', {}), { method: 'POST', body, keepalive: true });
  }

  async #document(url: string, subject: string): Promise<StateDocument | null> {
    try {
      const answer = await this.#ask(url, { method: 'GET' }, subject);
      return { text: answer.text, etag: answer.headers.get('etag') };
    } catch (error) {
      if (error instanceof Refusal && error.status === 404) return null;
      throw error;
    }
  }

  async #ask(url: string, init: RequestInit, subject: string): Promise<{ headers: Headers; text: string }> {
    const { answer, text } = await this.#send(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) }).then(async (response) => ({ answer: response, text: await response.text() }))
      .catch((error: unknown) => Promise.reject(noAnswer(error, subject, PATIENCE_MS)));
    if (!answer.ok) throw refused(subject, answer.status, text, answer.headers.get('retry-after'));
    return { headers: answer.headers, text };
  }

  async #send(url: string, init: RequestInit): Promise<Response> {
    const fetch = this.#fetch;
    const type = init.body === undefined ? {} : { 'content-type': 'application/json' };
    return fetch(url, { cache: 'no-store', ...init, headers: { authorization: `Basic ${this.#token}`, 'x-experience-api-version': '1.0.3', ...type, ...(init.headers as Record<string, string> | undefined) } });
  }

  #stateUrl(stateId: string): string {
    const { activityId, actor, registration } = this.#launch;
    return this.#url('activities/state', { activityId, agent: JSON.stringify(actor), registration, stateId });
  }

  #url(path: string, query: Record<string, string>): string {
    const url = new URL(this.#launch.endpoint);
    url.pathname += path;
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url.href;
  }
}

/** 64 KB is the limit of the Fetch standard for all such requests of a page together; the rest is for what is still on its way. */
const KEEPALIVE_BYTES = 56 * 1024;

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
