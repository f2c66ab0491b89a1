import { Worker } from 'node:worker_threads';
import type { TypecheckAnswer, TypecheckRequest } from '../../protocol.ts';
import type { TypeDiagnostic } from '../../typecheck/typecheck.ts';

/**
 * The type checker's remarks on any text, from a thread of its own; null when it fails or has not ended after `wallMs` (loading included, default
 * 10,000). Never rejects: a missing remark costs nothing.
 */
export function typecheckInWorker(source: string, bounds: { wallMs?: number; memoryMb?: number } = {}): Promise<TypeDiagnostic[] | null> {
  const { wallMs = 10_000, memoryMb = 1024 } = bounds;
  const worker = new Worker(new URL('./typecheck-thread.ts', import.meta.url), {
    env: {},
    execArgv: ['--disable-warning=ExperimentalWarning'],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb, stackSizeMb: 4 },
  });
  return new Promise((resolve) => {
    const finish = (diagnostics: TypeDiagnostic[] | null): void => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(diagnostics);
    };
    const timer = setTimeout(() => finish(null), wallMs);
    worker.on('message', ({ diagnostics }: TypecheckAnswer) => finish(diagnostics));
    worker.on('error', () => finish(null));
    worker.on('exit', () => finish(null));
    worker.postMessage({ type: 'typecheck', id: 1, source } satisfies TypecheckRequest);
  });
}
