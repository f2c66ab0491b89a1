// Takes what waits from the queue in the database to the graders of this process, and writes down what comes back.
import { setTimeout as sleep } from 'node:timers/promises';
import { Closed, recallVerdict, rememberVerdict, type Grading, type Outcome } from '../grading/index.ts';
import type { ServedCourse } from '../http/services.ts';
import { Unavailable, type Database } from '../store/database.ts';
import { finish, giveBack, lease, LEASE_MS, renew, setAside, type Job } from './queue.ts';

/** What a runner works with. */
export interface RunnerOptions {
  database: Database;
  grading: Grading;
  course: ServedCourse;
  /** Names this process among others: an id that nobody else has. */
  owner: string;
  nowMs: () => number;
  /** Told of what went wrong, an unavailable database included; the runner goes on. */
  onError: (error: unknown) => void;
  /** Submissions that are graded at the same time. */
  slots: number;
  /** For tests, in place of a time: resolves when draining waits no longer for what is being graded; then it is given back. */
  drained?: Promise<void>;
}

/** The graders' side of the queue. */
export interface Runner {
  /** Something waits: look now. */
  wake(): void;
  /** Takes nothing more; resolves once what is held is finished or given back. */
  drain(): Promise<void>;
}

/** How often the queue is looked at unasked: for what other processes left behind, and after the database was gone. */
const POLL_MS = 2_000;
/** Draining waits this long for what is being graded. */
const DRAIN_MS = 5_000;
/** What could not be written down is tried again after this long, at first and at most. */
const AGAIN_MS = { first: 100, most: 2_000 };

/** Starts to grade what waits. */
export function startRunner(options: RunnerOptions): Runner {
  return new QueueRunner(options);
}

class QueueRunner implements Runner {
  readonly #options: RunnerOptions;
  /** By id of the submission: what this process holds. */
  readonly #held = new Map<string, Promise<void>>();
  readonly #timers: NodeJS.Timeout[];
  #looking: Promise<void> | null = null;
  #isWoken = false;
  #isDraining = false;

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#timers = [setInterval(() => this.#poll(), POLL_MS), setInterval(() => void this.#renew(), LEASE_MS / 3)];
    this.#poll();
  }

  wake(): void {
    this.#isWoken = !this.#isDraining;
    this.#looking ??= this.#look().catch(this.#options.onError).finally(() => {
      this.#looking = null;
      if (this.#isWoken) this.wake();
    });
  }

  async drain(): Promise<void> {
    this.#isDraining = true;
    this.#isWoken = false;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#looking;
    const { database, owner, onError, drained } = this.#options;
    const late = new AbortController();
    await Promise.race([Promise.all(this.#held.values()), drained ?? sleep(DRAIN_MS, undefined, { signal: late.signal }).catch(() => {})]);
    late.abort();
    for (const id of [...this.#held.keys()]) {
      // Whoever still grades it has nothing left to give back, and no database to ask soon.
      this.#held.delete(id);
      await giveBack(database, owner, id).catch(onError);
    }
  }

  #poll(): void {
    const { database, nowMs, onError } = this.#options;
    if (!this.#isDraining) void setAside(database, nowMs()).then(() => this.wake(), onError);
  }

  async #renew(): Promise<void> {
    const { database, owner, nowMs, onError } = this.#options;
    for (const id of this.#held.keys()) await renew(database, owner, id, nowMs()).catch(onError);
  }

  /** Leases as much as there are slots for. */
  async #look(): Promise<void> {
    const { database, owner, nowMs, slots } = this.#options;
    while (this.#isWoken) {
      this.#isWoken = false;
      while (!this.#isDraining && this.#held.size < slots) {
        const job = await lease(database, owner, nowMs());
        if (job === null) break;
        // One that is held already had lost its lease while the database was gone: now it has a new one.
        if (!this.#held.has(job.id)) this.#held.set(job.id, this.#run(job));
      }
    }
  }

  async #run(job: Job): Promise<void> {
    const { database, owner, onError } = this.#options;
    try {
      await this.#write(job, await this.#grade(job));
    } catch (error) {
      if (error instanceof Closed) this.#isDraining = true;
      if (!this.#held.has(job.id)) return;
      if (!(error instanceof Closed)) onError(error);
      // What nobody expected keeps its lease: it is tried again when that has run out, and not for ever.
      if (this.#isDraining) await giveBack(database, owner, job.id).catch(onError);
    } finally {
      this.#held.delete(job.id);
      this.wake();
    }
  }

  async #grade(job: Job): Promise<Outcome> {
    const { database, grading, course: { exercises, graderVersion }, onError } = this.#options;
    const exercise = exercises.get(job.exercise);
    if (exercise === undefined) return { status: 'error', points: 0, checks: '[]', modelHash: '', exerciseVersion: 0, graderVersion, isRecalled: false, reason: 'no-such-exercise' };
    return grading.grade({ exercise, source: job.source }, (modelHash) =>
      recallVerdict(database, { modelHash, exercise: exercise.id, exerciseVersion: exercise.version, graderVersion }).catch((error: unknown) => {
        // Without the database it is simulated: that costs time and changes nothing.
        onError(error);
        return null;
      }));
  }

  /** Writes a grade down; for as long as the database is gone, again and again. */
  async #write(job: Job, outcome: Outcome): Promise<void> {
    const { database, owner, nowMs, onError } = this.#options;
    for (let waitMs = AGAIN_MS.first; ; waitMs = Math.min(AGAIN_MS.most, waitMs * 2)) {
      try {
        return await database.transaction(async (connection) => {
          if (await finish(connection, owner, job.id, outcome, nowMs())) await rememberVerdict(connection, job.exercise, outcome);
        });
      } catch (error) {
        if (!(error instanceof Unavailable) || this.#isDraining) throw error;
        onError(error);
      }
      await sleep(waitMs);
    }
  }
}
