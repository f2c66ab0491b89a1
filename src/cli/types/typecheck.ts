import { Worker } from 'node:worker_threads';
import type { TypeDiagnostic } from '../../grader/index.ts';

const LONGEST_MS = 20_000;

/** The type checker's remarks on a file; null when it took more than 20 s or failed, since types can be written that take for ever. Never rejects. */
export function typecheckInThread(source: string): Promise<TypeDiagnostic[] | null> {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), { workerData: source, execArgv: process.execArgv, resourceLimits: { maxOldGenerationSizeMb: 1024 } });
  return new Promise((resolve) => {
    const finish = (remarks: TypeDiagnostic[] | null): void => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(remarks);
    };
    const timer = setTimeout(() => finish(null), LONGEST_MS);
    worker.on('message', (remarks: TypeDiagnostic[]) => finish(remarks));
    worker.on('error', () => finish(null));
    worker.on('exit', () => finish(null));
  });
}
