import type { CodeWord } from '../../protocol.ts';
import { Patience } from '../patience.ts';

/** Asks one worker, which is replaced when it hangs; only the latest question counts. */
export interface LatestClient<Answer> {
  /** The answer about a source; null when the worker cannot start or fails, or a later question came first; for a source that hangs it what `late` says. Never rejects. */
  ask(source: string): Promise<Answer | null>;
  /** Ends the worker. */
  close(): void;
}

interface LatestOptions<Answer> {
  /** Milliseconds without a word, loading included, after which the worker is ended; the learner's code gets 1,500, see `Patience`. */
  wallMs: number;
  /** The answer in place of one that took so many seconds too long; null: none. */
  late: (seconds: number) => Answer | null;
}

/** A client whose worker `startWorker` makes at the first question. */
export function createLatestClient<Answer extends { id: number; type: string }>(type: string, startWorker: () => Promise<Worker>, { wallMs, late }: LatestOptions<Answer>): LatestClient<Answer> {
  let started: Promise<Worker> | null = null;
  let patience: Patience | null = null;
  /** The question whose code the worker runs at the moment. */
  let running: number | null = null;
  let current: { id: number; source: string; settle: (answer: Answer | null) => void } | null = null;
  let lastId = 0;
  const endWorker = (): void => {
    started?.then((worker) => worker.terminate()).catch(() => {});
    patience?.end();
    [started, patience, running] = [null, null, null];
  };
  const close = (): void => {
    endWorker();
    current?.settle(null);
  };
  const giveUp = (seconds: number): void => {
    const isOther = running !== null && running !== current?.id;
    endWorker();
    // An earlier question held up the worker, not this one.
    if (current !== null && isOther) send(current);
    else current?.settle(late(seconds));
  };
  const hear = (data: Answer | CodeWord): void => {
    running = data.type === 'code' && 'done' in data && !data.done ? data.id : null;
    patience?.hear(data);
    if (data.type === 'code' || data.id !== current?.id) return;
    patience?.end();
    patience = null;
    current.settle(data as Answer);
  };
  const send = ({ id, source }: { id: number; source: string }): void => {
    patience ??= new Patience(giveUp, wallMs);
    const starting = (started ??= startWorker());
    starting.then((worker) => {
      worker.onerror = close;
      worker.onmessage = ({ data }: MessageEvent<Answer | CodeWord>) => hear(data);
      worker.postMessage({ type, id, source });
    }, close);
  };
  return {
    close,
    ask(source) {
      current?.settle(null);
      const id = (lastId += 1);
      return new Promise((resolve) => {
        const settle = (answer: Answer | null): void => {
          if (current?.settle === settle) current = null;
          resolve(answer);
        };
        current = { id, source, settle };
        send(current);
      });
    },
  };
}
