// Designs are graded in processes beside each other: nothing here is a stranger's code, so each process grades many.
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Exercise } from '../../course/index.ts';
import type { Report } from '../../grader/index.ts';
import type { Outcome, Trial } from './mutants/judge.ts';

/** One design to judge. */
export interface Job { design: unknown; trial: Trial }

/** One file to grade. */
export interface GradeJob { source: string; exercise: Exercise }

/** Does jobs in processes of its own, one each at a time, in the order in which they are asked for; `close` ends them. */
export interface Pool { judge(job: Job): Promise<Outcome>; grade(job: GradeJob): Promise<Report>; close(): void }

interface Waiting { job: Job | GradeJob; resolve(answer: unknown): void; reject(error: Error): void }

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
    child.once('message', (answer: unknown) => {
      child.off('exit', ended);
      idle.push(child);
      resolve(answer);
      next();
    });
    child.send(job);
  };
  const answerTo = <Answer>(job: Job | GradeJob): Promise<Answer> => new Promise((resolve, reject) => {
    queue.push({ job, resolve: (answer) => resolve(answer as Answer), reject });
    next();
  });
  return { judge: answerTo, grade: answerTo, close: () => all.forEach((child) => child.kill()) };
}
