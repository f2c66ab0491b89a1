// What pages and the service worker say to each other.
import type { KeepFailureReason } from './keep-files.ts';

/**
 * Asked over a port. `standing`: what is kept; `use`: take what is ready into use, for the one window that asks; `keep`: fetch what is missing;
 * `renew`: fetch again what depends on who asks; `look`: ask the server whether it has another edition.
 */
export type WorkerQuestion = 'standing' | 'use' | 'keep' | 'renew' | 'look';

/** Another edition that is here, whole. */
export interface ReadyEdition {
  id: string;
  /** It was in use before the one that is in use now: the server has gone back to it. */
  isEarlier: boolean;
}

/** The answer to `standing`; bytes null: not all is here. */
export interface WorkerStanding {
  id: string | null;
  bytes: number | null;
  ready: ReadyEdition | null;
}

/** The answer to `use`: how many other windows are in the way. */
export type OtherWindows = number;

/** Said to all pages while an edition is fetched. */
export type KeepNews =
  | { kind: 'progress'; id: string; bytes: number; all: number }
  | { kind: 'whole'; id: string }
  | { kind: 'ready'; ready: ReadyEdition }
  | { kind: 'failed'; id: string; reason: KeepFailureReason; all: number };

/** Name of the channel of the course at this path. */
export const channelName = (path: string): string => `no-single-point ${path}`;

/** A download is a question too. */
const PATIENCE_MS = 10 * 60_000;

/** Asks a service worker; rejects when it says nothing. */
export function askWorker<Answer>(worker: ServiceWorker, question: WorkerQuestion): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    const timer = setTimeout(() => reject(new Error('The service worker does not answer.')), PATIENCE_MS);
    port1.onmessage = ({ data }: MessageEvent<Answer>) => {
      clearTimeout(timer);
      resolve(data);
    };
    worker.postMessage(question, [port2]);
  });
}
