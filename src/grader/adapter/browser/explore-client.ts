// Tries faults on a design in a worker of its own, so that ending it costs nothing else.
import type { Exercise } from '../../../course/index.ts';
import type { Exploration } from '../../explore/exploration.ts';
import { describeDiagnostic } from '../../explain/diagnostics.ts';
import type { CodeWord, ExploreAnswer, ExploreRequest } from '../../protocol.ts';
import { diagnostic } from '../../source/diagnostic.ts';
import { Patience } from '../patience.ts';

/** What has come so far: cells by their place in the exploration. */
export type Exploring = Extract<ExploreAnswer, { type: 'exploring' }>;

/** Explores one design at a time. */
export interface Explorer {
  /** The whole exploration; null when it was stopped, or another one was begun. Rejects with a sentence when the worker fails or falls silent. */
  explore(exercise: Exercise, source: string, pairs: boolean, onCells: (news: Exploring) => void): Promise<Exploration | null>;
  /** Ends what is going on, if anything, and its worker. */
  stop(): void;
}

/** An explorer whose workers `startWorker` makes, one for each exploration; one that says nothing for `wallMs` is ended, and sooner where the learner's code does not come to its end. */
export function createExplorer(startWorker: () => Promise<Worker>, wallMs = 20_000): Explorer {
  let stopCurrent: (() => void) | null = null;
  let lastId = 0;
  const stop = (): void => stopCurrent?.();
  return {
    stop,
    explore(exercise, source, pairs, onCells) {
      stop();
      const id = (lastId += 1);
      const starting = startWorker();
      return new Promise((resolve, reject) => {
        const end = (settle: () => void): void => {
          patience.end();
          if (stopCurrent === stopped) stopCurrent = null;
          starting.then((worker) => worker.terminate()).catch(() => {});
          settle();
        };
        const stopped = (): void => end(() => resolve(null));
        const fail = (message: string): void => end(() => reject(new Error(message)));
        const patience = new Patience((seconds) => fail(describeDiagnostic(diagnostic('took-too-long', { seconds })).message), wallMs);
        stopCurrent = stopped;
        starting.then((worker) => {
          worker.onerror = (event) => fail(`The worker that tries the faults failed: ${event.message ?? 'it did not start'}.`);
          worker.onmessage = ({ data }: MessageEvent<CodeWord | ExploreAnswer>) => {
            if (data.id !== id) return;
            if (data.type === 'explored') return end(() => resolve(data.exploration));
            patience.hear(data);
            if (data.type === 'exploring') onCells(data);
          };
          worker.postMessage({ type: 'explore', id, exercise, source, pairs } satisfies ExploreRequest);
        }, (error: unknown) => fail(error instanceof Error ? error.message : String(error)));
      });
    },
  };
}
