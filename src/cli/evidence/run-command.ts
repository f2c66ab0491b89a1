import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** Runs a command of `nsp` in a process of its own, its output on ours; resolves with its exit code. */
export function runCommand(root: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'src/cli/launch.mjs'), ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
