// One visit with an attempt: takes over what the learning system kept, follows what the learner does, hands it over, and ends it.
import type { PackageScope } from '../../course/package-scope.ts';
import { Commits, SOON_MS } from './commits.ts';
import type { InnerFrame } from './inner-frame.ts';
import type { LearnerStore } from './learner-store.ts';
import type { Attempt, LearningSystem, Standing } from './learning-system.ts';
import { type Known, KNOWN_KEY, planResume, readKnown } from './resume.ts';
import { standingOf } from './standing.ts';
import { decodeState, encodeState, shortHash, type LeftOut } from './state.ts';
import { recordsOf, stateOf } from './state-records.ts';
import type { Unreadable } from './state-pack.ts';
import type { StatusLine } from './status-line.ts';
import { leftWords, problemWords } from './status-words.ts';
import { VisibleTime } from './visible-time.ts';

/** Key of a state that could not be read, for whoever helps. */
const UNREADABLE_KEY = 'package:unreadable';

/** What a visit works with. */
export interface VisitOptions {
  system: LearningSystem;
  attempt: Attempt;
  scope: PackageScope;
  store: LearnerStore;
  line: StatusLine;
  frame: InnerFrame;
}

/** A visit, from its beginning to `pagehide`. */
export class Visit {
  readonly #options: VisitOptions;
  readonly #commits: Commits;
  readonly #time = new VisibleTime();
  /** A state of a newer edition: it is handed back as it came. */
  #untouched: string | null = null;
  /** What was handed over last, without its time. */
  #stored = '';
  #hasEnded = false;

  constructor(options: VisitOptions) {
    this.#options = options;
    const { attempt, line, store } = options;
    const clock = { nowMs: () => Date.now(), after: (ms: number, task: () => void) => { const timer = setTimeout(task, ms); return () => clearTimeout(timer); } };
    this.#commits = new Commits(() => this.#commit(), clock, (state) => line.say(state, store.isKept));
    this.#resume();
    if (attempt.isForCredit) this.#commits.changed('worth');
    else line.say({ kind: 'looking' }, store.isKept);
    this.#listen();
  }

  /** The learner has written something. */
  changed(key: string): void {
    const kind = key.split(':', 1)[0]!;
    if (!this.#options.attempt.isForCredit || !(kind in HOW_SOON)) return;
    this.#commits.changed(HOW_SOON[kind as keyof typeof HOW_SOON]);
  }

  /** Hands over at once. */
  now(): void {
    this.#options.frame.flush();
    this.#commits.now();
  }

  #listen(): void {
    // Once for each try to leave: whoever stays has lost nothing.
    window.addEventListener('beforeunload', () => this.#leaving());
    window.addEventListener('pagehide', () => this.#end());
    // The browser has kept the page, but its session is over: a new one begins.
    window.addEventListener('pageshow', ({ persisted }) => { if (persisted && this.#hasEnded) location.reload(); });
    window.addEventListener('online', () => this.#commits.now());
    document.addEventListener('visibilitychange', () => { if (document.hidden) this.now(); });
    // Another tab of the same learner.
    window.addEventListener('storage', (event) => {
      const key = this.#options.store.keyIn(event);
      if (key !== null) this.changed(key);
    });
  }

  #resume(): void {
    const { attempt: { state }, scope, store, line } = this.#options;
    if (state === null || state === '') return;
    const found = decodeState(state, scope);
    if (typeof found === 'string') return this.#refuse(found, state);
    try {
      for (const [key, text] of planResume(recordsOf(found), (key) => store.read(key), Date.now())) store.write(key, text);
    } catch (error) {
      // Not all of it is here: what the learning system has stays there.
      this.#untouched = state;
      line.note('problem', `Not everything that the learning system kept is here: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  #refuse(why: Unreadable, state: string): void {
    const { store, line } = this.#options;
    if (why === 'newer') this.#untouched = state;
    try {
      store.write(UNREADABLE_KEY, state);
    } catch {
      this.#untouched = state;
    }
    line.note('problem', problemWords(why));
  }

  #standing(): { standing: Standing; leftOut: LeftOut; designs: Known } {
    const { scope, store, attempt } = this.#options;
    const state = stateOf(store, scope);
    const { text, leftOut } = encodeState(state, attempt.stateCharsMax);
    const designs = Object.fromEntries(state.exercises.flatMap(({ id, design }) => (design === null || leftOut.designs.includes(id) ? [] : [[id, shortHash(design.source)]])));
    return { standing: { ...standingOf(store, scope), state: this.#untouched ?? text, seconds: this.#time.seconds() }, leftOut, designs };
  }

  async #commit(): Promise<void> {
    const { standing, leftOut, designs } = this.#standing();
    const text = JSON.stringify({ ...standing, seconds: 0 });
    if (text === this.#stored) return;
    await this.#options.system.commit(standing);
    this.#stored = text;
    this.#sayLeftOut(leftOut);
    if (this.#untouched === null) this.#know(designs);
  }

  /** Remembers which designs the learning system has now. */
  #know(designs: Known): void {
    const { store } = this.#options;
    const known = { ...readKnown(store.read(KNOWN_KEY)), ...designs };
    try {
      store.write(KNOWN_KEY, JSON.stringify({ format: 1, designs: known }));
    } catch {
      // Then two designs are shown next time where one would have been enough.
    }
  }

  #sayLeftOut(leftOut: LeftOut): void {
    const { scope, store, line } = this.#options;
    const titles = scope.lessons.flatMap(({ exercises }) => exercises).filter(({ id }) => leftOut.designs.includes(id)).map(({ title }) => title);
    line.note('left', leftWords(leftOut, store.isKept), titles);
  }

  #leaving(): void {
    if (this.#hasEnded) return;
    this.#options.frame.flush();
    this.#options.system.leaving?.(this.#standing().standing);
  }

  #end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    this.#commits.end();
    this.#options.frame.flush();
    this.#options.system.end(this.#standing().standing);
  }
}

/** How soon each kind of record is handed over; others never are. */
const HOW_SOON: { readonly [kind: string]: keyof typeof SOON_MS } = { lesson: 'worth', result: 'worth', prediction: 'worth', answer: 'worth', draft: 'typed', place: 'typed' };
