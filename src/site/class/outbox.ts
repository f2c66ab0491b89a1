// What is handed in, from this computer to the server's grade: kept first, sent until the server has acknowledged it, then asked about until it is graded.
// Each entry is a record of its own, so tabs write beside each other; what two of them send twice, the server knows by its id.
import { decodeEntry, encodeEntry, OUTBOX_START, outboxKey, stateOf, type OutboxEntry } from '../records/outbox.ts';
import type { SubmissionState } from './shapes.ts';

/** Why a request came to nothing, as `class/api.ts` tells it. */
export interface Trouble { status: number; code: string; message: string; retryAfterS: number | null }

/** What the outbox needs of its page. */
export interface OutboxHost {
  read(key: string): Promise<string | null>;
  write(key: string, value: string): Promise<void>;
  remove(key: string): Promise<void>;
  keys(start: string): Promise<string[]>;
  /** Rejects with a `Trouble`. */
  ask<Value>(method: 'GET' | 'PUT', path: string, body?: unknown): Promise<Value>;
  /** False: somebody else has come in on this computer, or the learner has gone, perhaps in another tab. */
  isStill(learner: string): Promise<boolean>;
  nowMs(): number;
  /** From 0 to 1. */
  random(): number;
  /** Calls `act` after a time; gives what calls it off. */
  later(act: () => void, ms: number): () => void;
  /** Runs the task while no other tab does, where the browser can see to that. */
  alone<R>(task: () => Promise<R>): Promise<R>;
  onChange(): void;
}

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 5 * 60_000;
const LONGEST_ASK_PAUSE_MS = 30_000;
/** Ids that one question may name. */
const ASK_MOST = 50;
/** Answers that no later try of the same thing changes. */
const FINAL = [400, 409, 413, 415, 422];
/** Except for these: two changes of the database at the same time, the cookie of another learner, and something else at the server's address. */
const PASSING = ['conflict', 'other-learner', 'not-a-class-server'];

/** The outbox of one page. */
export class Outbox {
  readonly #host: OutboxHost;
  #learner: string | null = null;
  readonly #entries = new Map<string, OutboxEntry>();
  /** Entries that the store did not take: this page alone has them. */
  readonly #unkept = new Set<string>();
  #trouble: Trouble | null = null;
  #isSignedOut = false;
  /** The server has said that the session is the learner's, and has not taken it back. */
  #maySend = false;
  #pausedUntilMs = 0;
  #failures = 0;
  #asks = 0;
  #isSending = false;
  #isAsking = false;
  #callOffSend: () => void = () => undefined;
  #callOffAsk: () => void = () => undefined;

  constructor(host: OutboxHost) {
    this.#host = host;
  }

  /** Whose entries are sent; null: nobody is signed in. Entries of others wait for them. */
  async signIn(learner: string | null): Promise<void> {
    this.#enter(learner, learner !== null, false, null);
    await this.look();
  }

  /** The learner is known, but not whether the session is still this learner's: entries are shown, and wait. */
  async awaitAnswer(learner: string, trouble: Trouble | null): Promise<void> {
    this.#enter(learner, false, false, trouble);
    await this.look();
  }

  /** The learner is known, but the server wants to be shown the recovery code again. */
  async awaitSignIn(learner: string): Promise<void> {
    this.#enter(learner, false, true, null);
    await this.look();
  }

  #enter(learner: string | null, maySend: boolean, isSignedOut: boolean, trouble: Trouble | null): void {
    this.#learner = learner;
    this.#maySend = maySend;
    this.#isSignedOut = isSignedOut;
    this.#trouble = trouble;
  }

  /** The learner's entries, oldest first. */
  get own(): OutboxEntry[] {
    return [...this.#entries.values()].filter(({ learner }) => learner === this.#learner).sort((a, b) => a.savedMs - b.savedMs || (a.id < b.id ? -1 : 1));
  }

  /** Own entries that the server has not acknowledged, refused ones included. */
  get unreceived(): OutboxEntry[] {
    return this.own.filter(({ receivedMs }) => receivedMs === null);
  }

  /** How many entries of other learners wait here for them to sign in. */
  get foreign(): number {
    return [...this.#entries.values()].filter(({ learner, receivedMs }) => learner !== this.#learner && receivedMs === null).length;
  }

  /** Why nothing goes on; null: nothing is in the way. */
  get trouble(): Trouble | null {
    return this.#trouble;
  }

  get isSignedOut(): boolean {
    return this.#isSignedOut;
  }

  isUnkept(id: string): boolean {
    return this.#unkept.has(id);
  }

  /** Takes an entry; false: the store has no room, so it lives as long as this page. It is sent all the same. */
  async add(entry: OutboxEntry): Promise<boolean> {
    const isKept = await this.#keep(entry);
    this.#go();
    return isKept;
  }

  /** Looks at the store again: another tab, or the workspace, has written. */
  async look(): Promise<void> {
    const keys = await this.#host.keys(OUTBOX_START);
    const texts = await Promise.all(keys.map((key) => this.#host.read(key)));
    for (const id of this.#entries.keys()) if (!this.#unkept.has(id)) this.#entries.delete(id);
    for (const text of texts) {
      const entry = decodeEntry(text);
      if (entry !== null && !this.#unkept.has(entry.id)) this.#entries.set(entry.id, entry);
    }
    this.#asks = 0;
    this.#host.onChange();
    this.#go();
  }

  /** Tries at once, refused entries with `id` too; for a button, and for the moment when the network is back. */
  async sendNow(id: string | null = null): Promise<void> {
    this.#pausedUntilMs = 0;
    this.#failures = 0;
    const refused = id === null ? undefined : this.#entries.get(id);
    if (refused !== undefined) await this.#keep({ ...refused, refusal: null });
    this.#go();
  }

  /** Takes an entry back. What the server has stays there. */
  async forget(id: string): Promise<void> {
    await this.#host.remove(outboxKey(id));
    this.#unkept.delete(id);
    this.#entries.delete(id);
    this.#host.onChange();
  }

  #go(): void {
    void this.#sendAll();
    this.#askSoon();
  }

  #next(): OutboxEntry | undefined {
    return this.own.find((entry) => stateOf(entry) === 'saved');
  }

  async #sendAll(): Promise<void> {
    this.#callOffSend();
    if (this.#isSending || !this.#maySend) return;
    this.#isSending = true;
    try {
      for (let entry = this.#next(); entry !== undefined && this.#maySend && this.#host.nowMs() >= this.#pausedUntilMs; entry = this.#next()) {
        const { id } = entry;
        await this.#host.alone(() => this.#send(id));
      }
    } finally {
      this.#isSending = false;
    }
    if (!this.#maySend || this.#next() === undefined) return;
    this.#callOffSend = this.#host.later(() => void this.#sendAll(), Math.max(1, this.#pausedUntilMs - this.#host.nowMs()));
  }

  async #send(id: string): Promise<void> {
    const entry = await this.#newest(id);
    if (entry === null || stateOf(entry) !== 'saved' || entry.learner !== this.#learner) return;
    // The cookie is now another's: what belongs to this learner waits.
    if (!(await this.#host.isStill(entry.learner))) return this.#leave();
    const { exercise, source, hints, learner } = entry;
    try {
      const { receivedMs } = await this.#host.ask<{ receivedMs: number }>('PUT', `/submissions/${id}`, { exercise, source, hints, learner });
      this.#trouble = null;
      this.#failures = 0;
      this.#asks = 0;
      await this.#keep({ ...entry, receivedMs });
      this.#askSoon();
    } catch (error) {
      await this.#notTaken(entry, troubleOf(error));
    }
  }

  #leave(): void {
    this.#enter(null, false, false, null);
    this.#host.onChange();
  }

  /** As the store has it: another tab may have sent it, or its learner may have removed it. */
  async #newest(id: string): Promise<OutboxEntry | null> {
    if (this.#unkept.has(id)) return this.#entries.get(id) ?? null;
    const stored = decodeEntry(await this.#host.read(outboxKey(id)));
    if (stored === null) this.#entries.delete(id);
    else this.#entries.set(id, stored);
    return stored;
  }

  async #notTaken(entry: OutboxEntry, trouble: Trouble): Promise<void> {
    const { status, code, message } = trouble;
    if (FINAL.includes(status) && !PASSING.includes(code)) return void (await this.#keep({ ...entry, refusal: { code, detail: message } }));
    this.#stumble(trouble);
  }

  /** Nothing is wrong with what was asked: the session has ended, or the server cannot answer at the moment. */
  #stumble(trouble: Trouble): void {
    this.#trouble = trouble;
    // To an instructor's session a learner's addresses do not exist.
    if (trouble.status === 401 || (trouble.status === 404 && trouble.code === 'not-found') || trouble.code === 'other-learner') {
      this.#isSignedOut = true;
      this.#maySend = false;
    }
    const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures) * (0.5 + this.#host.random() / 2);
    const wantedMs = (trouble.retryAfterS ?? 0) * 1000 * (1 + this.#host.random() / 5);
    this.#failures += 1;
    this.#pausedUntilMs = this.#host.nowMs() + Math.max(pauseMs, wantedMs);
    this.#host.onChange();
  }

  /** In 1, 2, 4 … 30 s, while something is with the server and not graded. */
  #askSoon(): void {
    this.#callOffAsk();
    if (this.#isAsking || !this.#maySend || !this.own.some((entry) => stateOf(entry) === 'received')) return;
    this.#callOffAsk = this.#host.later(() => void this.#ask(), Math.min(LONGEST_ASK_PAUSE_MS, 1000 * 2 ** this.#asks));
    this.#asks += 1;
  }

  async #ask(): Promise<void> {
    const ids = this.own.filter((entry) => stateOf(entry) === 'received').map(({ id }) => id).slice(0, ASK_MOST);
    if (ids.length === 0 || this.#isAsking) return;
    this.#isAsking = true;
    try {
      const { submissions } = await this.#host.ask<{ submissions: SubmissionState[] }>('GET', `/me/submissions?ids=${ids.join(',')}`);
      this.#trouble = null;
      for (const id of ids) await this.#told(id, submissions.find((one) => one.id === id));
      await this.#tidy();
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble.status === 401 || trouble.status === 404) this.#stumble(trouble);
      else this.#trouble = trouble;
      this.#host.onChange();
    } finally {
      this.#isAsking = false;
    }
    this.#askSoon();
    void this.#sendAll();
  }

  async #told(id: string, told: SubmissionState | undefined): Promise<void> {
    const entry = await this.#newest(id);
    if (entry === null || stateOf(entry) !== 'received') return;
    // The server has lost it, as after a restore of an older backup: it is still here, so it is sent again.
    if (told === undefined) return void (await this.#keep({ ...entry, receivedMs: null }));
    if (told.grade !== null) {
      const { status, points, checks, gradedMs } = told.grade;
      const holds = checks.filter((check) => check.status === 'pass').length;
      await this.#keep({ ...entry, receivedMs: told.receivedMs, grade: { status, points, holds, checks: checks.length, gradedMs, creditPct: told.creditPct } });
    } else if (told.state === 'failed') await this.#keep({ ...entry, receivedMs: told.receivedMs, isSetAside: true });
  }

  /** Of what is graded, only the newest of each exercise is still shown. */
  async #tidy(): Promise<void> {
    const done = this.own.filter((entry) => ['graded', 'set-aside'].includes(stateOf(entry)));
    for (const [at, { id, exercise }] of done.entries()) if (done.slice(at + 1).some((later) => later.exercise === exercise)) await this.forget(id);
  }

  async #keep(entry: OutboxEntry): Promise<boolean> {
    this.#entries.set(entry.id, entry);
    let isKept = true;
    try {
      await this.#host.write(outboxKey(entry.id), encodeEntry(entry));
      this.#unkept.delete(entry.id);
    } catch {
      isKept = false;
      this.#unkept.add(entry.id);
    }
    this.#host.onChange();
    return isKept;
  }
}

function troubleOf(error: unknown): Trouble {
  const { status, code, message, retryAfterS } = (error ?? {}) as Partial<Trouble>;
  return { status: typeof status === 'number' ? status : 0, code: code ?? 'away', message: message ?? String(error), retryAfterS: retryAfterS ?? null };
}
