// A session with the learning system, from `initialized` to `terminated`.
import type { Standing } from '../learning-system.ts';
import { dueVerbs, scaledOf } from './due.ts';
import type { Kept } from './kept.ts';
import type { RecordStore } from './record-store.ts';
import { Refusal, SESSION_OVER } from './refusal.ts';
import { isOver, type Made, type Remembered } from './session-memory.ts';
import type { StateKeeper } from './state-keeper.ts';
import { makeStatement, verbOf, type Session, type Statement, type Verb } from './statements.ts';

/** What a session is made of. */
export interface SessionParts {
  session: Session;
  store: RecordStore;
  keeper: StateKeeper;
  /** What the registration had when the page was opened. */
  kept: Kept;
  /** This session before the page was opened. */
  remembered: Remembered;
  /** Keeps what a reload has to know. */
  remember(what: Remembered): void;
  now(): Date;
}

const NOTHING_DONE: Standing = { state: '', scorePct: null, isComplete: false, isPassed: null, progress: 0, exercises: [], seconds: 0 };

/** Seconds of a visit that are not worth a request that may come too late. */
const MOMENTS_S = 30;

/** Says what is due, once each, in order. */
export class OpenSession {
  readonly #parts: SessionParts;
  readonly #made: Made[];
  #completed: boolean;
  #passed: boolean;
  /** Visible seconds since the page was opened. */
  #seconds = 0;
  /** On its way, with no answer yet. */
  #flying: Made | null = null;
  /** What was sent when the page was about to go. */
  #ahead: Kept | null = null;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#made = parts.remembered.made;
    this.#completed = parts.kept.completed;
    this.#passed = parts.kept.passed;
    if (this.#made.length === 0) this.#make('initialized', NOTHING_DONE);
  }

  /** Says that the session has begun; rejects only where the record store refuses for good. */
  async initialize(): Promise<void> {
    await this.#postOwed().catch((error: unknown) => {
      if (!(error instanceof Refusal) || !error.isPassing) throw error;
    });
  }

  /** Hands everything over; rejects with a `Refusal`. */
  async commit(standing: Standing): Promise<void> {
    if (isOver(this.#made)) throw new Refusal(0, SESSION_OVER);
    this.#seconds = standing.seconds;
    for (const verb of dueVerbs(standing, this.#said(), false)) this.#make(verb, standing);
    this.#remember();
    const problem = await this.#postOwed().then(() => null, (error: unknown) => error as Refusal);
    if (problem?.isPassing === true) throw problem;
    await this.#parts.keeper.put(this.#keptOf(standing));
    if (problem !== null) throw problem;
  }

  /**
   * The page will perhaps go: its state is sent ahead. Two requests of a page that goes may change places on their way, and after `terminated` no document may be written (section 8.2.1). Browsers ask the server for the
   * next page in between.
   */
  leaving(standing: Standing): void {
    if (isOver(this.#made) || !this.#parts.session.data.isForCredit) return;
    this.#ahead = this.#keptOf(standing);
    void this.#parts.keeper.ahead(this.#ahead);
  }

  /** The page goes. What is on its way arrives by itself; what was never sent goes with `terminated`. */
  end(standing: Standing): void {
    if (isOver(this.#made)) return;
    this.#seconds = standing.seconds;
    for (const verb of dueVerbs(standing, this.#said(), true)) this.#make(verb, standing);
    this.#remember();
    const owed = this.#made.filter((one) => !one.isStored && one !== this.#flying).map(({ statement }) => statement);
    const { store, keeper, session } = this.#parts;
    // A visit for looking only leaves the learner's work in the learning system as it was.
    store.last(session.data.isForCredit ? keeper.last(this.#lastKept(standing)) : null, owed);
  }

  /** What was sent ahead, where only moments have passed since. */
  #lastKept(standing: Standing): Kept {
    const [ahead, kept] = [this.#ahead, this.#keptOf(standing)];
    return ahead !== null && kept.seconds - ahead.seconds < MOMENTS_S && JSON.stringify({ ...kept, seconds: ahead.seconds }) === JSON.stringify(ahead) ? ahead : kept;
  }

  /** Posts what the record store does not have, one after another; a statement that is refused for good does not hold up the next. */
  async #postOwed(): Promise<void> {
    let problem: Refusal | null = null;
    for (const one of this.#made.filter(({ isStored }) => !isStored)) {
      const verb = verbOf(one.statement);
      // The page went meanwhile, and sent the rest itself.
      if (isOver(this.#made)) return;
      this.#flying = one;
      const refusal = await this.#post(one.statement, verb);
      this.#flying = null;
      if (refusal?.isPassing === true) throw refusal;
      if (refusal === null) this.#stored(one, verb);
      problem ??= refusal;
    }
    if (problem !== null) throw problem;
  }

  /**
   * A session before may have said it without hearing the answer, so the store is asked first. One that has the statement may refuse the same again (409; some answer 400 or 403):
   * then it is there, which is what counts.
   */
  async #post(statement: Statement, verb: Verb): Promise<Refusal | null> {
    try {
      const { kept, store } = this.#parts;
      if ((verb === 'passed' || verb === 'completed') && kept.state !== null && (await store.has(statement.id))) return null;
      await store.post(statement, `the statement “${verb}”`);
      return null;
    } catch (error) {
      const refusal = error as Refusal;
      const mayBeThere = [400, 403, 409, 412].includes(refusal.status);
      return mayBeThere && (await this.#parts.store.has(statement.id).catch(() => false)) ? null : refusal;
    }
  }

  #stored(one: Made, verb: Verb): void {
    one.isStored = true;
    if (verb === 'completed') this.#completed = true;
    if (verb === 'passed') this.#passed = true;
    this.#remember();
  }

  #make(verb: Verb, standing: Standing): void {
    const { session, kept, remembered, now } = this.#parts;
    const isCompleted = this.#completed || this.#verbs().has('completed') || !session.data.isForCredit;
    const seconds = standing.seconds + (verb === 'terminated' ? remembered.seconds : kept.seconds);
    // Order is by timestamp (section 9.3), and the clock of a computer may be set back.
    const last = this.#made.at(-1)?.statement.timestamp;
    const at = new Date(Math.max(now().getTime(), last === undefined ? 0 : Date.parse(last)));
    this.#made.push({ statement: makeStatement(session, verb, { seconds, scaled: scaledOf(standing), progress: isCompleted ? null : standing.progress }, at), isStored: false });
  }

  #remember(): void {
    this.#parts.remember({ ...this.#parts.remembered, made: this.#made, seconds: this.#parts.remembered.seconds + this.#seconds });
  }

  #keptOf(standing: Standing): Kept {
    return { format: 1, state: standing.state, seconds: this.#parts.kept.seconds + standing.seconds, completed: this.#completed, passed: this.#passed };
  }

  #said(): { data: Session['data']; kept: { completed: boolean; passed: boolean }; made: ReadonlySet<Verb> } {
    return { data: this.#parts.session.data, kept: { completed: this.#completed, passed: this.#passed }, made: this.#verbs() };
  }

  #verbs(): ReadonlySet<Verb> {
    return new Set(this.#made.map(({ statement }) => verbOf(statement)));
  }
}
