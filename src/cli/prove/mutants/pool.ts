// Designs are judged in processes beside each other: nothing here is a stranger's code, so each process judges many.
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Outcome, Trial } from './judge.ts';

/** One design to judge. */
export interface Job { design: unknown; trial: Trial }

/** Judges jobs in processes of its own, one each at a time; `close` ends them. */
export interface Pool { judge(job: Job): Promise<Outcome>; close(): void }

interface Waiting { job: Job; resolve(outcome: Outcome): void; reject(error: Error): void }

const PROCESS = fileURLToPath(new URL('./process.ts', import.meta.url));

/** A pool of `size` processes, started when there is work for them. */
export function createPool(size: number): Pool {
  const queue: Waiting[] = [];
  const idle: ChildProcess[] = [];
  const all: ChildProcess[] = [];
  const start = (): ChildProcess => {
    const child = fork(PROCESS, [], { execArgv: ['--disable-warning=ExperimentalWarning'] });
    all.push(child);
    return child;
  };
  const next = (): void => {
    if (queue.length === 0) return;
    const child = idle.pop() ?? (all.length < size ? start() : undefined);
    if (child === undefined) return;
    const { job, resolve, reject } = queue.shift()!;
    const ended = (code: number | null): void => reject(new Error(`a process that judges mutants ended with ${code ?? 'a signal'}`));
    child.once('exit', ended);
    child.once('message', (outcome: Outcome) => {
      child.off('exit', ended);
      idle.push(child);
      resolve(outcome);
      next();
    });
    child.send(job);
  };
  return {
    judge: (job) => new Promise((resolve, reject) => {
      queue.push({ job, resolve, reject });
      next();
    }),
    close: () => all.forEach((child) => child.kill()),
  };
}
