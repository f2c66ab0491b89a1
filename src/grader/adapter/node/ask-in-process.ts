import type { GradeRequest, WorkerAnswer } from '../../protocol.ts';
import { type Diagnostic, diagnostic } from '../../source/diagnostic.ts';
import { Patience } from '../patience.ts';
import { startGradeChild } from './grade-child.ts';
import { processorMs } from './processor-time.ts';

/** Bounds from outside on one question. */
export interface AskBounds {
  /** Milliseconds without a word, loading included, after which the process is ended. Default 60,000; the learner's code gets 1,500, see `Patience`. */
  wallMs?: number;
  /** Megabytes of JavaScript heap. Default 512. */
  memoryMb?: number;
  onProgress?: (done: number, total: number) => void;
}

/** The answer, or why there is none: `took-too-long` or `worker-failed`. */
export type Asked<Answer> = { answer: Answer; failure: null } | { answer: null; failure: Diagnostic };

/** Asks one question in a process of its own, which is ended afterwards. Never rejects. `type` is that of the last word of the answer. */
export function askInProcess<Type extends WorkerAnswer['type']>(request: GradeRequest, type: Type, { wallMs = 60_000, memoryMb = 512, onProgress }: AskBounds = {}): Promise<Asked<Extract<WorkerAnswer, { type: Type }>>> {
  type Answer = Extract<WorkerAnswer, { type: Type }>;
  const child = startGradeChild(memoryMb);
  return new Promise((resolve) => {
    const patience = new Patience((seconds) => fail(diagnostic('took-too-long', { seconds })), wallMs, performance.now(), () => processorMs(child.pid ?? 0)?.own ?? null);
    const finish = (asked: Asked<Answer>): void => {
      patience.end();
      child.kill('SIGKILL');
      resolve(asked);
    };
    const fail = (failure: Diagnostic): void => finish({ answer: null, failure });
    const broken = (message: string): void => fail(diagnostic('worker-failed', { message }));
    child.on('message', (answer: WorkerAnswer) => {
      if (answer.type === type) return finish({ answer: answer as Answer, failure: null });
      patience.hear(answer);
      if (answer.type === 'progress') onProgress?.(answer.done, answer.total);
    });
    child.on('error', (error) => broken(error.message));
    child.on('exit', (code, signal) => broken(`The process ended with ${signal ?? `code ${code}`}.`));
    child.send(request, (error) => {
      if (error) broken(error.message);
    });
  });
}
