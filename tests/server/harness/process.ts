// Processes of tests: scripts beside the tests, run by the Node that runs these.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const CHILDREN = join(import.meta.dirname, 'children');
const started = new Set<ChildProcess>();
// A test that fails, or a run that is ended, leaves nobody behind.
process.on('exit', () => { for (const child of started) child.kill('SIGKILL'); });

/** Starts a script of harness/children. What it says on stderr is kept for `errorsOf`. */
export function childOf(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return tracked(spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(CHILDREN, script), ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } }));
}

const errors = new WeakMap<ChildProcess, string[]>();

/** Has a process ended with the tests, and keeps what it says on stderr. */
export function tracked(child: ChildProcess): ChildProcess {
  started.add(child);
  const lines: string[] = [];
  errors.set(child, lines);
  child.stderr?.setEncoding('utf8').on('data', (text: string) => lines.push(text));
  child.on('exit', () => started.delete(child));
  return child;
}

/** What a process has said on stderr. */
export const errorsOf = (child: ChildProcess): string => errors.get(child)!.join('');

/** How a process ends: the signal, or its exit code. */
export async function endedBy(child: ChildProcess): Promise<NodeJS.Signals | number> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.signalCode ?? child.exitCode!;
}
