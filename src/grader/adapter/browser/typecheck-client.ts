import type { TypecheckAnswer, TypecheckRequest } from '../../protocol.ts';
import type { TypeDiagnostic } from '../../typecheck/typecheck.ts';

/** Checks types in one worker, which is replaced when it hangs. */
export interface TypeChecker {
  /** Remarks on a file; null when the worker cannot start, fails or hangs, or a later call came first. Never rejects. */
  check(source: string): Promise<TypeDiagnostic[] | null>;
  /** Ends the worker. */
  close(): void;
}

/** A type checker whose worker `startWorker` makes at the first check; one that has not answered after `wallMs` (its loading included) is ended. */
export function createTypeChecker(startWorker: () => Promise<Worker>, { wallMs = 10_000 }: { wallMs?: number } = {}): TypeChecker {
  let started: Promise<Worker> | null = null;
  let settleCurrent: ((diagnostics: TypeDiagnostic[] | null) => void) | null = null;
  let lastId = 0;
  const close = (): void => {
    started?.then((worker) => worker.terminate()).catch(() => {});
    started = null;
    settleCurrent?.(null);
  };
  return {
    close,
    check(source) {
      settleCurrent?.(null);
      const id = (lastId += 1);
      const starting = (started ??= startWorker());
      return new Promise((resolve) => {
        const timer = setTimeout(close, wallMs);
        const settle = (diagnostics: TypeDiagnostic[] | null): void => {
          clearTimeout(timer);
          if (settleCurrent === settle) settleCurrent = null;
          resolve(diagnostics);
        };
        settleCurrent = settle;
        starting.then((worker) => {
          worker.onerror = close;
          worker.onmessage = ({ data }: MessageEvent<TypecheckAnswer>) => {
            if (data.id === lastId) settleCurrent?.(data.diagnostics);
          };
          worker.postMessage({ type: 'typecheck', id, source } satisfies TypecheckRequest);
        }, close);
      });
    },
  };
}
