// cmi5 (AICC/ADL, Quartz, 1st edition) on xAPI 1.0.3, from the side of the course: the launch, then a session.
import { CommitProblem, LaunchProblem, type Attempt, type LearningSystem, type Standing } from '../learning-system.ts';
import { readKept, STATE_ID } from './kept.ts';
import { readLaunchData } from './launch-data.ts';
import { learnerOf, readLaunch, type Launch } from './launch.ts';
import { OpenSession } from './open-session.ts';
import { RecordStore, type Fetch, type StateDocument } from './record-store.ts';
import { Refusal, SESSION_OVER } from './refusal.ts';
import { isOver, recall, remember, type Remembered, type TabStore } from './session-memory.ts';
import { StateKeeper } from './state-keeper.ts';
import { fetchToken } from './token.ts';

/** What the page gives. */
export interface Surroundings {
  /** The launch address, with its query. */
  address: string;
  fetch: Fetch;
  /** Null where the browser forbids it. */
  tabStore: TabStore | null;
  now(): Date;
}

/** Characters of state: more than any learner can make. xAPI names no limit; record stores take some megabytes. */
const STATE_CHARS_MAX = 1_000_000;

/** A learning system that launches and records with cmi5. */
export class Cmi5System implements LearningSystem {
  readonly name = 'cmi5';
  readonly #around: Surroundings;
  #session: OpenSession | null = null;
  #returnUrl: string | null = null;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Where the learning system wants the window to go when the session is over (section 10, returnURL); null: nowhere, or not known yet. */
  get returnUrl(): string | null {
    return this.#returnUrl;
  }

  /** Begins, or goes on where this tab has the session already. */
  async begin(): Promise<Attempt> {
    const launch = readLaunch(this.#around.address);
    const known = recall(this.#around.tabStore, launch.fetch);
    if (known !== null && isOver(known.made)) return attemptAfterEnd(launch);
    const remembered = known ?? { token: await fetchToken(this.#around.fetch, launch.fetch), made: [], seconds: 0 };
    const keep = (what: Remembered): void => remember(this.#around.tabStore, launch.fetch, what);
    keep(remembered);
    try {
      return await this.#open(launch, remembered, keep);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (known !== null && (error.status === 401 || error.status === 403)) return attemptAfterEnd(launch);
      throw new LaunchProblem(`${error.message}${error.isPassing ? ' Load this page again to try once more.' : ''}`);
    }
  }

  async #open(launch: Launch, remembered: Remembered, keep: (what: Remembered) => void): Promise<Attempt> {
    const store = new RecordStore(this.#around.fetch, launch, remembered.token);
    const [launched, found] = await Promise.all([store.state('LMS.LaunchData', 'the launch data'), store.state(STATE_ID, 'your work'), store.preferences().catch(noPreferences)]);
    if (launched === null) throw new LaunchProblem(NO_LAUNCH_DATA);
    const data = readLaunchData(launched.text);
    const kept = readKept(found?.text ?? null);
    const session = new OpenSession({ session: { launch, data }, store, keeper: new StateKeeper(store, found, (found ?? launched).etag !== null), kept, remembered, remember: keep, now: this.#around.now });
    await session.initialize();
    this.#session = session;
    this.#returnUrl = data.returnUrl;
    return { learner: learnerOf(launch), state: kept.state, stateCharsMax: STATE_CHARS_MAX, isForCredit: data.isForCredit };
  }

  /** Statements first, since they are what is marked, then the state. */
  async commit(standing: Standing): Promise<void> {
    if (this.#session === null) throw new CommitProblem(SESSION_OVER);
    await this.#session.commit(standing).catch((error: unknown) => Promise.reject(new CommitProblem((error as Error).message)));
  }

  /** Sends the state ahead. */
  leaving(standing: Standing): void {
    this.#session?.leaving(standing);
  }

  /** Ends the session. */
  end(standing: Standing): void {
    this.#session?.end(standing);
  }
}

/** After a reload: who learns is known, so the work of before is there, and goes on here. It reaches the learning system with the next session, since the token of this one is over (section 8.2.1). */
const attemptAfterEnd = (launch: Launch): Attempt => ({ learner: learnerOf(launch), state: null, stateCharsMax: STATE_CHARS_MAX, isForCredit: true });

const NO_LAUNCH_DATA = 'The learning system has no launch data for this session (LMS.LaunchData), which cmi5 asks for. Tell whoever looks after the learning system.';

/** The course has one language and no sound, so it goes by no preference; it asks because cmi5 has it so (section 11), and does without the answer. */
const noPreferences = (): StateDocument | null => null;
