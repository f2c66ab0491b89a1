// Asks one worker several things: single runs to be looked at, the smallest failure, a report of another design.
import { describeDiagnostic } from '../../explain/diagnostics.ts';
import type { CodeWord, GradeAnswer, GradeRequest, ReplayAnswer, ReplayRequest, ShrinkAnswer, ShrinkRequest } from '../../protocol.ts';
import { diagnostic } from '../../source/diagnostic.ts';
import { Patience } from '../patience.ts';

type Question = Extract<GradeRequest, { type: 'grade' }> | ReplayRequest | ShrinkRequest;
type AnswerTo<Q extends Question> = Q extends ReplayRequest ? ReplayAnswer : Q extends ShrinkRequest ? ShrinkAnswer : Extract<GradeAnswer, { type: 'report' }>;
type Any = CodeWord | GradeAnswer | ReplayAnswer | ShrinkAnswer;

/** A worker that answers one question after the other. */
export interface Asker {
  /** The answer; null when `close` came first. Rejects with a sentence when the worker fails or falls silent. */
  ask<Q extends Question>(question: Omit<Q, 'id'>): Promise<AnswerTo<Q> | null>;
  /** Ends the worker and what it is asked; the next question starts another one. */
  close(): void;
}

interface Waiting { resolve: (answer: Any | null) => void; reject: (error: Error) => void }

/** An asker whose worker `startWorker` makes at the first question; one that says nothing for `wallMs` is ended, and sooner where the learner's code does not come to its end. */
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
  const wait = (): void => {
    patience?.end();
    patience = waiting.size === 0 ? null : new Patience((seconds) => fail(describeDiagnostic(diagnostic('took-too-long', { seconds })).message), wallMs);
  };
  const start = (): Promise<Worker> => startWorker().then((worker) => {
    worker.onerror = (event) => fail(`The worker that simulates failed: ${event.message ?? 'it did not start'}.`);
    worker.onmessage = ({ data }: MessageEvent<Any>) => {
      if (data.type === 'progress' || data.type === 'code') return patience?.hear(data);
      waiting.get(data.id)?.resolve(data);
      waiting.delete(data.id);
      wait();
    };
    return worker;
  });
  return {
    close: () => end(({ resolve }) => resolve(null)),
    ask<Q extends Question>(question: Omit<Q, 'id'>) {
      const id = (lastId += 1);
      started ??= start();
      const asked = started;
      return new Promise<AnswerTo<Q> | null>((resolve, reject) => {
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
        wait();
        asked.then((worker) => worker.postMessage({ ...question, id }), (error: unknown) => fail(error instanceof Error ? error.message : String(error)));
      });
    },
  };
}
