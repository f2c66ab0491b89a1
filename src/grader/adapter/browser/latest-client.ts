/** Asks one worker, which is replaced when it hangs; only the latest question counts. */
export interface LatestClient<Answer> {
  /** The answer about a source; null when the worker cannot start, fails or hangs, or a later question came first. Never rejects. */
  ask(source: string): Promise<Answer | null>;
  /** Ends the worker. */
  close(): void;
}

/** A client whose worker `startWorker` makes at the first question; one that has not answered after `wallMs` (its loading included) is ended. */
export function createLatestClient<Answer extends { id: number }>(type: string, startWorker: () => Promise<Worker>, wallMs: number): LatestClient<Answer> {
  let started: Promise<Worker> | null = null;
  let settleCurrent: ((answer: Answer | null) => void) | null = null;
  let lastId = 0;
  const close = (): void => {
    started?.then((worker) => worker.terminate()).catch(() => {});
    started = null;
    settleCurrent?.(null);
  };
  return {
    close,
    ask(source) {
      settleCurrent?.(null);
      const id = (lastId += 1);
      const starting = (started ??= startWorker());
      return new Promise((resolve) => {
        const timer = setTimeout(close, wallMs);
        const settle = (answer: Answer | null): void => {
          clearTimeout(timer);
          if (settleCurrent === settle) settleCurrent = null;
          resolve(answer);
        };
        settleCurrent = settle;
        starting.then((worker) => {
          worker.onerror = close;
          worker.onmessage = ({ data }: MessageEvent<Answer>) => {
            if (data.id === lastId) settleCurrent?.(data);
          };
          worker.postMessage({ type, id, source });
        }, close);
      });
    },
  };
}
