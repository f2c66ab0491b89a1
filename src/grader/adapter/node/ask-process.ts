import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { WorkerAnswer, WorkerRequest } from '../../protocol.ts';

/** Bounds from outside, for what the grader's own counts do not reach. */
export interface ProcessBounds {
  /** Milliseconds without progress, loading included, after which the process is ended. Default 10,000. */
  wallMs?: number;
  /** Megabytes of JavaScript heap. Default 512. */
  memoryMb?: number;
}

/** Why a process gave no answer: a diagnostic's code and data. */
export type Stopped = (code: 'took-too-long' | 'worker-failed', data: { seconds: number } | { message: string }) => void;

const WORKER = fileURLToPath(new URL('./grade-process.ts', import.meta.url));

/**
 * Sends one request to a process of its own, which is ended when `take` has accepted an answer (returned true) or it has failed. It is a process and not a
 * thread since the end of a thread that has run WebAssembly can take the whole process with it (V8 13.6, a crash while code is freed).
 */
export function askProcess(request: WorkerRequest, { wallMs = 10_000, memoryMb = 512 }: ProcessBounds, take: (answer: WorkerAnswer) => boolean, stopped: Stopped): void {
  const worker = fork(WORKER, [], {
    env: {},
    execArgv: ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${memoryMb}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const end = (): void => {
    isOver = true;
    clearTimeout(timer);
    worker.kill('SIGKILL');
  };
  const stop: Stopped = (code, data) => {
    if (isOver) return;
    end();
    stopped(code, data);
  };
  const fail = (message: string): void => stop('worker-failed', { message });
  const rewind = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => stop('took-too-long', { seconds: wallMs / 1000 }), wallMs);
  };
  worker.on('message', (answer: WorkerAnswer) => {
    if (isOver) return;
    if (take(answer)) end();
    else rewind();
  });
  worker.on('error', (error) => fail(error.message));
  worker.on('exit', (code, signal) => fail(`The process ended with ${signal ?? `code ${code}`}.`));
  rewind();
  worker.send(request, (error) => {
    if (error) fail(error.message);
  });
}
