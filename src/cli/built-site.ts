// The built site for a command that serves it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { isBuilt } from './build-stamp.ts';
import { Stopped, type Shell } from './command.ts';

/**
 * Builds where anything has changed since the last build, in a process of its own: what the build leaves in memory would otherwise stay for as long as the course is served.
 * False: Ctrl+C came before it was done. Stops with exit code 1 when the course cannot be built.
 */
export async function haveSite(shell: Shell, interrupted: Promise<void>): Promise<boolean> {
  if (isBuilt(shell.root)) return true;
  shell.out('Building the course. This takes a minute the first time.');
  const child = spawn(process.execPath, [...process.execArgv, join(import.meta.dirname, 'main.ts'), 'build'], { stdio: 'inherit' });
  const ended = new Promise<number>((resolve, reject) => child.on('error', reject).on('exit', (code) => resolve(code ?? 1)));
  const first = await Promise.race([ended, interrupted.then(() => 'interrupted' as const)]);
  if (first === 'interrupted') {
    child.kill();
    await ended;
    return false;
  }
  if (first !== 0) throw new Stopped('The course is not served, because it could not be built.', 1);
  return true;
}
