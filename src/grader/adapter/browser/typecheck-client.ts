import type { TypecheckAnswer } from '../../protocol.ts';
import type { TypeDiagnostic } from '../../typecheck/typecheck.ts';
import { createLatestClient } from './latest-client.ts';

/** Checks types in one worker, which is replaced when it hangs. */
export interface TypeChecker {
  /** Remarks on a file; null when the worker cannot start, fails or hangs, or a later call came first. Never rejects. */
  check(source: string): Promise<TypeDiagnostic[] | null>;
  /** Ends the worker. */
  close(): void;
}

/** A type checker whose worker `startWorker` makes at the first check; one that has not answered after `wallMs` (its loading included) is ended. */
export function createTypeChecker(startWorker: () => Promise<Worker>, { wallMs = 10_000 }: { wallMs?: number } = {}): TypeChecker {
  const client = createLatestClient<TypecheckAnswer>('typecheck', startWorker, { wallMs, late: () => null });
  return { close: client.close, check: async (source) => (await client.ask(source))?.diagnostics ?? null };
}
