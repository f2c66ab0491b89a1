// A page of a class server: who is signed in, what is handed in, how the exercises stand. One for each page, made by scripts/class.js.
import * as store from '../platform/store.ts';
import { courseRoot } from '../platform/root.ts';
import { decodeMember, encodeMember, MEMBER_CHANGES, MEMBER_KEY, type Member } from '../records/member.ts';
import { ask, type ApiProblem } from './api.ts';
import { aheadOf, type Clock } from './dates.ts';
import { exerciseView } from './exercise-view.ts';
import { Outbox } from './outbox.ts';
import type { ExerciseProgress, LearnerCaller, Me } from './shapes.ts';
import { CLASS_CHANGED, type ClassHandle, type ClassView } from './view.ts';

/** Until the server is asked again who is signed in, where it did not answer. */
const AGAIN_MS = 15_000;

/** See above. */
export class ClassSession implements ClassHandle {
  /** Undefined: the server has not answered yet. */
  caller: Me['caller'] | undefined;
  /** Who works on this computer, also while the server is away. */
  member: Member | null = null;
  /** How the exercises stand; null: not asked, or no answer. */
  progress: ReadonlyMap<string, ExerciseProgress> | null = null;
  readonly outbox: Outbox;
  #isMemberKept = false;
  #isProgressAsked = false;
  #aheadMs = 0;
  #graded = '';
  #again: ReturnType<typeof setTimeout> | undefined;
  /** How often it was asked, held or forgotten who is here: an answer to an earlier question may come later, and counts no more. */
  #turn = 0;

  constructor() {
    this.outbox = new Outbox({
      ...store,
      ask,
      isStill: async (learner) => (decodeMember(await store.read(MEMBER_KEY)) ?? (this.#isMemberKept ? null : this.member))?.learner === learner,
      nowMs: () => Date.now(),
      random: () => Math.random(),
      later: (act, ms) => {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
      alone: <R>(task: () => Promise<R>) => (navigator.locks === undefined ? task() : navigator.locks.request('nsp-outbox', task) as Promise<R>),
      onChange: () => this.#changed(),
    });
  }

  /** The server's: dates are decided by it, and the computer's clock may be wrong by hours. */
  get clock(): Clock {
    return { nowMs: Date.now() + this.#aheadMs, aheadMs: this.#aheadMs };
  }

  /** Null: nobody, or an instructor. */
  get learner(): LearnerCaller | null {
    return this.caller?.kind === 'learner' ? this.caller : null;
  }

  /** Asks who is signed in, and goes on with the outbox. `isTold`: another tab has changed it, and says so again when it is done. */
  async begin(isTold = false): Promise<void> {
    const turn = this.#nextTurn();
    const stored = await store.read(MEMBER_KEY);
    if (turn !== this.#turn) return;
    if (isTold && stored === MEMBER_CHANGES) return this.outbox.signIn(null);
    this.member = decodeMember(stored);
    this.#isMemberKept = this.member !== null;
    await this.#wait(null);
    try {
      const askedMs = Date.now();
      const { caller, nowMs } = await ask<Me>('GET', '/me');
      if (turn !== this.#turn) return;
      this.#aheadMs = aheadOf(nowMs, askedMs, Date.now());
      await this.#take(caller);
    } catch (error) {
      if (turn !== this.#turn) return;
      const { retryAfterS } = error as ApiProblem;
      this.#again = setTimeout(() => void this.begin(), (retryAfterS ?? 0) * 1000 + AGAIN_MS * (0.5 + Math.random()));
      await this.#wait(error as ApiProblem);
    }
    this.#changed();
  }

  /** From now on no earlier question is answered, nor asked again. */
  #nextTurn(): number {
    clearTimeout(this.#again);
    return ++this.#turn;
  }

  /** Until the server has said more, the one who was here last is here; nothing is sent. */
  #wait(trouble: ApiProblem | null): Promise<void> {
    return this.member === null ? this.outbox.signIn(null) : this.outbox.awaitAnswer(this.member.learner, trouble);
  }

  async #take(caller: Me['caller']): Promise<void> {
    this.caller = caller;
    if (caller?.kind === 'learner') {
      await this.remember({ format: 1, learner: caller.id, pseudonym: caller.pseudonym, cohort: caller.cohort.name });
      if (this.#isProgressAsked) await this.refresh();
    } else if (caller?.kind === 'instructor') await this.forget();
    else if (this.member !== null) await this.outbox.awaitSignIn(this.member.learner);
  }

  /** Whoever has come in: runs are kept and sent for this learner from now on. */
  async remember(member: Member): Promise<void> {
    const turn = this.#turn;
    this.member = member;
    this.#isMemberKept = await store.write(MEMBER_KEY, encodeMember(member)).then(() => true, () => false);
    if (turn === this.#turn) await this.outbox.signIn(member.learner);
  }

  /** Somebody else is about to come in, or the learner to go: from now on no tab sends anything in anybody's name. Gives what takes it back. */
  async hold(): Promise<() => Promise<void>> {
    this.#nextTurn();
    const before = await store.read(MEMBER_KEY);
    await store.write(MEMBER_KEY, MEMBER_CHANGES).catch(() => undefined);
    await this.outbox.signIn(null);
    return async () => {
      if (before === null) await store.remove(MEMBER_KEY).catch(() => undefined);
      else await store.write(MEMBER_KEY, before).catch(() => undefined);
      await this.begin();
    };
  }

  /** Nobody works here for a class any more; what waits, waits for its learner. */
  async forget(): Promise<void> {
    this.#nextTurn();
    this.member = null;
    await store.remove(MEMBER_KEY).catch(() => undefined);
    await this.outbox.signIn(null);
  }

  /** Asks how the exercises stand. */
  async refresh(): Promise<void> {
    this.#isProgressAsked = true;
    if (this.learner === null) return;
    try {
      const { exercises } = await ask<{ exercises: ExerciseProgress[] }>('GET', '/me/progress');
      this.progress = new Map(exercises.map((one) => [one.exercise, one]));
    } catch {
      // What was known before still stands.
    }
    this.#changed();
  }

  /** What is said about an exercise; the first question makes the page ask how the exercises stand. */
  view(exercise: string): ClassView {
    if (!this.#isProgressAsked) void this.refresh();
    return exerciseView(this, exercise, new URL('join/index.html', courseRoot()).href, this.clock);
  }

  sendNow(): void {
    if (this.caller === undefined) void this.begin();
    void this.outbox.sendNow();
  }

  #changed(): void {
    const graded = this.outbox.own.flatMap(({ id, grade }) => (grade === null ? [] : [id])).join();
    const isNew = graded !== this.#graded && this.#isProgressAsked;
    this.#graded = graded;
    if (isNew) void this.refresh();
    document.dispatchEvent(new CustomEvent(CLASS_CHANGED));
  }
}
