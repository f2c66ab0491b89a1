import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const PROGRAM = join(import.meta.dirname, 'verdict-process.ts');
const PROJECT = join(import.meta.dirname, '../../../..');

/** A process that gives verdicts: requests go into its input, words come out of its output. */
export type VerdictProcess = ChildProcessByStdio<Writable, Readable, null>;

/**
 * Starts a process that answers `VerdictRequest`s; whoever starts it ends it. It gets an empty environment and no channel of Node's own, through which a process can hand over more than
 * data; it may read its own sources and packages and nothing else, write nothing, start nothing. (Node 24 cannot forbid it the network.)
 */
export function startVerdictProcess(memoryMb: number): VerdictProcess {
  const child = spawn(process.execPath, [...permissions(), '--disable-warning=ExperimentalWarning', `--max-old-space-size=${memoryMb}`, PROGRAM], { env: {}, cwd: PROJECT, stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
  yieldTo(child.pid);
  return child;
}

/** Whoever answers people goes first: where all processors are busy, a grade may take longer, and an acknowledgement may not. */
function yieldTo(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Not allowed, or gone already: then they share evenly.
  }
}

/** What Node forbids, from 22.13 on. */
function permissions(): string[] {
  if (!process.allowedNodeEnvironmentFlags.has('--permission')) return [];
  const packages = join(PROJECT, 'node_modules');
  const readable = [join(PROJECT, 'src'), join(PROJECT, 'package.json'), packages, ...(existsSync(packages) ? [realpathSync(packages)] : [])];
  return ['--permission', ...readable.map((path) => `--allow-fs-read=${path}`)];
}
