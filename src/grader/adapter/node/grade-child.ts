import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./grade-process.ts', import.meta.url));

/**
 * Starts a process that answers `GradeRequest`s; whoever starts it ends it. It is a process and not a thread since the end of a thread that has run
 * WebAssembly can take the whole process with it (V8 13.6, a crash while code is freed).
 */
export function startGradeChild(memoryMb: number): ChildProcess {
  const compiled = process.env['NODE_COMPILE_CACHE'];
  const env = compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled };
  return fork(PROGRAM, [], { env, execArgv: ['--disable-warning=ExperimentalWarning', `--max-old-space-size=${memoryMb}`], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
}
