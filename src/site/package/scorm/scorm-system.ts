// A learning system of SCORM as the launch page uses it.
import { CommitProblem, LaunchProblem, type Attempt, type LearningSystem, type Standing } from '../learning-system.ts';
import type { Dialect, Mark } from './dialect.ts';
import { findApi, type WindowLike } from './find-api.ts';
import { Objectives } from './objectives.ts';
import { Runtime, type Refusal } from './runtime.ts';

const STATE = 'cmi.suspend_data';

/** The adapter for both standards. */
export class ScormSystem implements LearningSystem {
  readonly name: string;
  readonly #dialect: Dialect;
  readonly #start: WindowLike;
  #runtime: Runtime | null = null;
  #objectives: Objectives | null = null;
  #isForCredit = false;
  /** False where the system shows the course without a wish to record anything: then it is told nothing but the end. */
  #isRecorded = false;
  /** What the system holds, as far as it was asked or has agreed. */
  readonly #held = new Map<string, string>();
  /** What this visit has set, and whether it need not be set again. */
  readonly #set = new Map<string, 'agreed' | 'again'>();
  /** Elements that the system can do without, and does. */
  readonly #unwanted = new Set<string>();

  constructor(dialect: Dialect, start: WindowLike) {
    this.name = dialect.name;
    this.#dialect = dialect;
    this.#start = start;
  }

  async begin(): Promise<Attempt> {
    const { apiName, words, elements, stateCharsMax } = this.#dialect;
    const api = findApi(apiName, words.initialize, this.#start);
    if (api === null) throw new LaunchProblem(`No window around this page offers ${this.name}. To have your work reported, open the course from your learning system.`);
    const runtime = new Runtime(api, words);
    const refusal = runtime.initialize();
    // A page that was loaded again finds its session open: the system then refuses to begin it, but answers.
    if (refusal !== null && runtime.get(elements.learner).refusal !== null) throw new LaunchProblem(`The one around this page begins no session: ${refusal.text}. Close the course and open it from there again.`);
    this.#runtime = runtime;
    this.#isRecorded = !['browse', 'review'].includes(runtime.read(elements.mode));
    this.#isForCredit = this.#isRecorded && runtime.read(elements.credit) !== 'no-credit';
    const state = this.#read(runtime, STATE) || null;
    const learner = runtime.read(elements.learner) || runtime.read(elements.learnerName);
    return { learner, state, stateCharsMax, isForCredit: this.#isForCredit };
  }

  async commit(standing: Standing): Promise<void> {
    if (this.#runtime === null) throw new CommitProblem('The session has ended. Open the course from your learning system again.');
    if (!this.#isRecorded) return;
    const refused = this.#handOver(this.#runtime, standing);
    const refusal = this.#runtime.commit();
    if (refusal !== null) {
      for (const element of this.#set.keys()) this.#set.set(element, 'again');
      throw new CommitProblem(`${refusal.text}.`);
    }
    if (refused.length > 0) throw new CommitProblem(`${refused.map(({ text }) => text).join('; ')}. The rest is stored.`);
  }

  end(standing: Standing): void {
    const runtime = this.#runtime;
    this.#runtime = null;
    if (runtime === null) return;
    if (this.#isRecorded) {
      this.#handOver(runtime, standing);
      // Some systems store at a commit only; others cannot while a page goes, and store at the end.
      runtime.commit();
    } else runtime.set(this.#dialect.elements.exit, 'suspend');
    runtime.terminate();
  }

  /** Gives the system everything that it does not have yet; what it refuses of what is needed. */
  #handOver(runtime: Runtime, standing: Standing): Refusal[] {
    const { elements, duration } = this.#dialect;
    const held = (element: string): string => this.#read(runtime, element);
    const refused: Refusal[] = [];
    const put = (marks: Mark[]): void => void refused.push(...marks.flatMap((mark) => this.#put(runtime, mark) ?? []));
    refused.push(...this.#putState(runtime, standing.state));
    if (this.#isForCredit) put(this.#dialect.marks(standing, held));
    // The attempt is always suspended: a new one would begin with nothing, and take away what this one holds.
    put([{ element: elements.exit, value: 'suspend', isNeeded: false }, { element: elements.time, value: duration(standing.seconds), isNeeded: false }]);
    if (this.#isForCredit) {
      this.#objectives ??= new Objectives(runtime);
      for (const exercise of standing.exercises) {
        const row = this.#objectives.row(exercise);
        if (row !== null) put(this.#dialect.objective(exercise, row, held));
      }
    }
    return refused;
  }

  #putState(runtime: Runtime, state: string): Refusal[] {
    const max = this.#dialect.stateCharsMax;
    if (state.length > max) return [{ code: '0', text: `${STATE} has room for ${max} characters, your work needs ${state.length}` }];
    const refusal = this.#put(runtime, { element: STATE, value: state, isNeeded: true });
    if (refusal !== null) return [refusal];
    const kept = runtime.get(STATE);
    if (kept.refusal !== null || kept.value === state) return [];
    this.#set.set(STATE, 'again');
    return [{ code: '0', text: `of ${state.length} characters given to ${STATE} it holds ${kept.value.length}${kept.value.length === state.length ? ', others than these' : ''}` }];
  }

  #put(runtime: Runtime, { element, value, isNeeded }: Mark): Refusal | null {
    const known = this.#set.get(element);
    if (this.#unwanted.has(element) || (this.#held.get(element) === value && known !== 'again')) return null;
    const refusal = runtime.set(element, value);
    if (refusal === null) {
      this.#held.set(element, value);
      this.#set.set(element, 'agreed');
    } else if (!isNeeded) this.#unwanted.add(element);
    return isNeeded ? refusal : null;
  }

  #read(runtime: Runtime, element: string): string {
    if (!this.#held.has(element)) this.#held.set(element, runtime.read(element));
    return this.#held.get(element)!;
  }
}
