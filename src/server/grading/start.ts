import { availableParallelism } from 'node:os';
import { GRADER_VERSION } from '../../grader/index.ts';
import { BOUNDS, gradersMost, type Bounds } from './bounds.ts';
import { Grader, GraderEnded } from './grader.ts';
import { Closed, type Grading, type GradingJob, type GradingStats, type Outcome, type Recall } from './grading.ts';
import { verdictFrom } from './verdict.ts';

/** How graders are run. */
export interface GradingOptions {
  /** Processes that grade at the same time; as many as there are processors. */
  slots?: number;
  /** Bounds that differ from `BOUNDS`. */
  bounds?: Partial<Bounds>;
  /** Told of each process that starts to grade something. */
  onGrader?: (pid: number) => void;
}

/** Starts the graders of this server process; a process begins when it is needed first. */
export function startGrading(options: GradingOptions = {}): Grading {
  return new Pool(options);
}

class Pool implements Grading {
  readonly #slots: number;
  readonly #bounds: Bounds;
  readonly #onGrader: (pid: number) => void;
  /** Every process that may be alive, and of them those that have nothing to do. */
  readonly #graders = new Set<Grader>();
  readonly #idle: Grader[] = [];
  /** Jobs that wait for a slot, in the order in which they came; one that has ended a grader goes to the end. */
  readonly #waiting: (() => void)[] = [];
  /** Those that nobody waits for: they go when no other does. */
  readonly #inBackground: (() => void)[] = [];
  #running = 0;
  readonly #counts = { started: 0, killed: 0, died: 0, graded: 0, recalled: 0, errors: 0 };
  #isClosed = false;

  constructor({ slots = Math.max(1, availableParallelism()), bounds, onGrader = () => {} }: GradingOptions) {
    this.#slots = slots;
    this.#bounds = { ...BOUNDS, ...bounds };
    this.#onGrader = onGrader;
  }

  async grade(job: GradingJob, recall: Recall = async () => null): Promise<Outcome> {
    for (let tries = 1; ; tries++) {
      const outcome = await this.#try(job, recall, tries);
      if (outcome instanceof GraderEnded) continue;
      this.#counts.graded += 1;
      if (outcome.isRecalled) this.#counts.recalled += 1;
      if (outcome.status === 'error') this.#counts.errors += 1;
      return outcome;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#graders].map((grader) => grader.endAndWait()));
  }

  stats(): GradingStats {
    return { ...this.#counts, running: this.#running, waiting: this.#waiting.length + this.#inBackground.length };
  }

  /** One try in a grader whose turn it is; how it came to an end, if another grader may try it again. */
  async #try(job: GradingJob, recall: Recall, tries: number): Promise<Outcome | GraderEnded> {
    await this.#enter(job.isBackground === true ? this.#inBackground : this.#waiting);
    let grader: Grader | null = null;
    try {
      if (this.#isClosed) throw new Closed('The server ends.');
      const taken = grader = await this.#take(tries > 1);
      return await taken.within(() => gradeWith(taken, job, recall));
    } catch (error) {
      if (this.#isClosed) throw new Closed('The server ends.');
      if (!(error instanceof GraderEnded)) throw error;
      this.#counts[grader!.isKilled ? 'killed' : 'died'] += 1;
      return tries < gradersMost(error.code) ? error : { status: 'error', points: 0, checks: '[]', ...versions(job), modelHash: '', isRecalled: false, reason: error.code };
    } finally {
      if (grader?.isFit === true) this.#idle.push(grader);
      else await grader?.endAndWait();
      this.#leave();
    }
  }

  async #enter(line: (() => void)[]): Promise<void> {
    if (this.#running < this.#slots) this.#running += 1;
    else await new Promise<void>((resolve) => line.push(resolve));
  }

  /** Gives the slot to the next, or back. */
  #leave(): void {
    const next = this.#waiting.shift() ?? this.#inBackground.shift();
    if (next === undefined) this.#running -= 1;
    else next();
  }

  /** A grader that has nothing to do, or a new one: what has ended one is tried in a process that nobody was in before. */
  async #take(isNew: boolean): Promise<Grader> {
    let grader = isNew ? undefined : this.#idle.pop();
    while (grader?.isEnded === true) grader = this.#idle.pop();
    if (grader === undefined) {
      while (this.#idle.length + this.#running > this.#slots) await this.#idle.shift()!.endAndWait();
      // Nobody would end what begins after the close.
      if (this.#isClosed) throw new Closed('The server ends.');
      const fresh = grader = new Grader(this.#bounds);
      this.#counts.started += 1;
      this.#graders.add(fresh);
      void fresh.gone.then(() => this.#graders.delete(fresh));
    }
    this.#onGrader(grader.pid ?? 0);
    return grader;
  }
}

const versions = ({ exercise }: GradingJob): Pick<Outcome, 'exerciseVersion' | 'graderVersion'> => ({ exerciseVersion: exercise.version, graderVersion: Number(GRADER_VERSION) });

/** The two steps: what model is it, and, unless that is known, what does it come to? */
async function gradeWith(grader: Grader, job: GradingJob, recall: Recall): Promise<Outcome> {
  const modelHash = await grader.evaluate(job.source);
  const about = { ...versions(job), modelHash, isRecalled: false, reason: null };
  if (modelHash === '') return { ...verdictFrom({ status: 'fail', checks: [] }), ...about };
  const known = await recall(modelHash);
  if (known !== null) return { ...known, ...about, isRecalled: true };
  const verdict = await grader.simulate(job.exercise);
  return { ...verdictFrom(verdict), ...about, reason: verdict.code };
}
