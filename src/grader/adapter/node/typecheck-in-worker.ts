import { Worker } from 'node:worker_threads';
import type { CodeWord, TypecheckAnswer, TypecheckRequest } from '../../protocol.ts';
import type { TypeDiagnostic } from '../../typecheck/typecheck.ts';
import { Patience } from '../patience.ts';

/**
 * The type checker's remarks on any text, from a thread of its own; null when it fails, or the types take too long: 1.5 s from when it begins with them,
 * see `Patience`, and `wallMs` (default 10,000) until it begins. Never rejects: a missing remark costs nothing.
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
      patience.end();
      void worker.terminate();
      resolve(diagnostics);
    };
    const patience = new Patience(() => finish(null), wallMs);
    worker.on('message', (answer: CodeWord | TypecheckAnswer) => (answer.type === 'code' ? patience.hear(answer) : finish(answer.diagnostics)));
    worker.on('error', () => finish(null));
    worker.on('exit', () => finish(null));
    worker.postMessage({ type: 'typecheck', id: 1, source } satisfies TypecheckRequest);
  });
}
