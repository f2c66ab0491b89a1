// Asks one worker several things about a design: single runs to be looked at, the smallest failure, every fault, a report.
import { describeDiagnostic } from '../../explain/diagnostics.ts';
import type { CodeWord, ExploreAnswer, ExploreRequest, GradeAnswer, GradeRequest, ReplayAnswer, ReplayRequest, ShrinkAnswer, ShrinkRequest } from '../../protocol.ts';
import { diagnostic } from '../../source/diagnostic.ts';
import { Patience } from '../patience.ts';

type GradeQuestion = Extract<GradeRequest, { type: 'grade' }>;
type Question = GradeQuestion | ReplayRequest | ShrinkRequest | ExploreRequest;
type Any = CodeWord | GradeAnswer | ReplayAnswer | ShrinkAnswer | ExploreAnswer;
type AnswerType = { grade: 'report'; replay: 'replayed'; shrink: 'shrunk'; explore: 'explored' };
type AnswerTo<Q extends Question> = Extract<Any, { type: AnswerType[Q['type']] }>;

/** The cells that have come while faults are tried. */
export type Exploring = Extract<ExploreAnswer, { type: 'exploring' }>;
/** What a worker tells before it answers. */
type News = Exploring | Extract<GradeAnswer, { type: 'progress' }>;

/** A worker that answers one question after the other. */
export interface Asker {
  /** The answer; null when `close` came first. Rejects with a sentence when the worker fails or falls silent. */
  ask<Q extends Question>(question: Omit<Q, 'id'>, onNews?: (news: Extract<News, { type: Q extends ExploreRequest ? 'exploring' : 'progress' }>) => void): Promise<AnswerTo<Q> | null>;
  /** Ends the worker and what it is asked; the next question starts another one. */
  close(): void;
}

interface Waiting { resolve: (answer: Any | null) => void; reject: (error: Error) => void; onNews?: ((news: never) => void) | undefined }

/** An asker whose worker `startWorker` makes at the first question; one that says nothing for `wallMs` is ended, and sooner where a learner's code does not come to its end. */
export function createAsker(startWorker: () => Promise<Worker>, wallMs = 30_000): Asker {
  const waiting = new Map<number, Waiting>();
  let started: Promise<Worker> | null = null;
  let patience: Patience | null = null;
  let lastId = 0;
  const end = (settle: (one: Waiting) => void): void => {
    patience?.end();
    patience = null;
    started?.then((worker) => worker.terminate()).catch(() => {});
    started = null;
    const all = [...waiting.values()];
    waiting.clear();
    all.forEach(settle);
  };
  const fail = (message: string): void => end(({ reject }) => reject(new Error(message)));
  const giveUp = (seconds: number): void => fail(describeDiagnostic(diagnostic('took-too-long', { seconds })).message);
  const hear = (data: Any): void => {
    const asked = waiting.get(data.id);
    if (data.type === 'progress' || data.type === 'exploring') asked?.onNews?.(data as never);
    else if (data.type !== 'code') {
      waiting.delete(data.id);
      asked?.resolve(data);
    }
    patience?.hear(data);
    if (waiting.size > 0) return;
    patience?.end();
    patience = null;
  };
  const start = (): Promise<Worker> => startWorker().then((worker) => {
    worker.onerror = (event) => fail(`The worker that simulates failed: ${event.message ?? 'it did not start'}.`);
    worker.onmessage = ({ data }: MessageEvent<Any>) => hear(data);
    return worker;
  });
  return {
    close: () => end(({ resolve }) => resolve(null)),
    ask<Q extends Question>(question: Omit<Q, 'id'>, onNews?: Waiting['onNews']) {
      const id = (lastId += 1);
      const asked = (started ??= start());
      return new Promise<AnswerTo<Q> | null>((resolve, reject) => {
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject, onNews });
        // A question that is in the worker's hands already keeps its time.
        patience ??= new Patience(giveUp, wallMs);
        // What was ended before its worker came is no longer asked.
        asked.then((worker) => waiting.has(id) && worker.postMessage({ ...question, id }), (error: unknown) => waiting.has(id) && fail(error instanceof Error ? error.message : String(error)));
      });
    },
  };
}
