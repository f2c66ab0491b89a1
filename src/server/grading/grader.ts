import type { Exercise } from '../../course/index.ts';
import { processorMs, startVerdictProcess, type VerdictProcess, type VerdictRequest } from '../../grader/adapter/node/index.ts';
import { Patience } from '../../grader/adapter/patience.ts';
import type { Bounds } from './bounds.ts';
import { residentMb } from './resident.ts';
import { wordOf, type Word } from './word.ts';

/** How often the memory of a grader that works is looked at. */
const LOOK_MS = 250;

/** Words of one answer: a simulation says one for each run, of which an exercise has some dozens. */
const WORDS_MOST = 10_000;

/** A grader has ended before it answered. */
export class GraderEnded extends Error {
  override readonly name = 'GraderEnded';
  /** `took-too-long`, `too-much-memory`, `worker-failed` */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

type Request = VerdictRequest extends infer One ? (One extends unknown ? Omit<One, 'id'> : never) : never;
interface Asked { id: number; type: Word['type']; patience: Patience; resolve: (word: Word) => void; reject: (error: GraderEnded) => void }

/** One grader process, asked one thing at a time. */
export class Grader {
  /** Submissions that it was given. */
  submissions = 0;
  /** Whether it was ended from here. */
  isKilled = false;
  readonly #gone: Promise<void>;
  readonly #process: VerdictProcess;
  readonly #bounds: Bounds;
  #asked: Asked | null = null;
  #ended: GraderEnded | null = null;
  #text = '';
  #ids = 0;
  #words = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
    this.#process = startVerdictProcess(bounds.heapMb);
    this.#process.stdout.setEncoding('utf8').on('data', (text: string) => this.#hear(text));
    // A pipe to a process that has gone: its end is told by `close`.
    this.#process.stdin.on('error', () => {});
    this.#gone = new Promise((resolve) => {
      const end = (message: string): void => {
        this.#fail('worker-failed', message);
        resolve();
      };
      this.#process.on('error', (error) => end(error.message));
      this.#process.on('close', (code, signal) => end(`The process ended with ${signal ?? `code ${code}`}.`));
    });
  }

  get pid(): number | undefined { return this.#process.pid; }
  get isEnded(): boolean { return this.#ended !== null; }

  /** The hash of the model that a source makes; empty: it makes none. */
  async evaluate(source: string): Promise<string> {
    this.submissions += 1;
    return (await this.#ask({ type: 'evaluate', source }, 'evaluated')).modelHash;
  }

  /** The verdict on the model that was evaluated last. */
  simulate(exercise: Exercise): Promise<Extract<Word, { type: 'verdict' }>> {
    return this.#ask({ type: 'simulate', exercise }, 'verdict');
  }

  /** Runs `work` within the bounds of one submission. */
  async within<T>(work: () => Promise<T>): Promise<T> {
    const whole = setTimeout(() => this.end('took-too-long', 'The whole took too long.'), this.#bounds.wholeMs);
    const looks = setInterval(() => {
      if ((residentMb(this.pid ?? 0) ?? 0) > this.#bounds.residentMb) this.end('too-much-memory', `It took more than ${this.#bounds.residentMb} MB.`);
    }, LOOK_MS);
    try {
      return await work();
    } finally {
      clearTimeout(whole);
      clearInterval(looks);
    }
  }

  /** Whether it may take another submission. */
  get isFit(): boolean {
    return !this.isEnded && this.submissions < this.#bounds.submissions && (residentMb(this.pid ?? 0) ?? 0) <= this.#bounds.keptMb;
  }

  /** Ends the process at once. Whoever waits for its answer is told why. */
  end(code = 'worker-failed', message = 'The process was ended.'): void {
    if (this.isEnded) return;
    this.isKilled = true;
    this.#fail(code, message);
    this.#process.kill('SIGKILL');
  }

  /** Ends the process; resolves when it is no more. */
  endAndWait(): Promise<void> {
    this.end();
    return this.#gone;
  }

  /** Resolves when the process is no more. */
  get gone(): Promise<void> { return this.#gone; }

  #ask<Type extends Word['type']>(request: Request, type: Type): Promise<Extract<Word, { type: Type }>> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== null) return reject(this.#ended);
      const id = (this.#ids += 1);
      this.#words = 0;
      const patience = new Patience((seconds) => this.end('took-too-long', `It was silent for ${seconds} s.`), this.#bounds.silentMs, performance.now(), () => processorMs(this.pid ?? 0)?.own ?? null);
      this.#asked = { id, type, patience, reject, resolve: resolve as (word: Word) => void };
      this.#process.stdin.write(`${JSON.stringify({ ...request, id })}\n`);
    });
  }

  #hear(text: string): void {
    const lines = (this.#text + text).split('\n');
    this.#text = lines.pop() ?? '';
    for (const line of lines) this.#take(wordOf(line));
    if (this.#text.length > this.#bounds.word) this.end('worker-failed', 'It talks without end.');
  }

  #take(word: Word | null): void {
    if (this.isEnded) return;
    const asked = this.#asked;
    this.#words += 1;
    if (asked === null || word === null || word.id !== asked.id || this.#words > WORDS_MOST) return this.end('worker-failed', 'It says what nobody asked.');
    if (word.type !== asked.type) return asked.patience.hear(word);
    asked.patience.end();
    this.#asked = null;
    asked.resolve(word);
  }

  #fail(code: string, message: string): void {
    this.#ended ??= new GraderEnded(code, message);
    this.#asked?.patience.end();
    this.#asked?.reject(this.#ended);
    this.#asked = null;
  }
}
