// An instance of the cohort server in a process of its own, which can be ended in any way.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { join } from 'node:path';
import { until } from './places.ts';

/** How an instance is started. */
export interface InstanceOptions {
  port: number;
  databaseUrl: string;
  /** How far its clock is ahead of this computer's. */
  clockMs?: number;
  /** How long it says "not ready" before it refuses requests. */
  drainMs?: number;
}

/** An instance. */
export interface Instance {
  readonly port: number;
  readonly pid: number;
  /** Lines of its log. */
  readonly log: string[];
  isOver(): boolean;
  /** Status of `/readyz` or `/livez`; 0: nobody answers. */
  ask(path: string): Promise<number>;
  ready(): Promise<void>;
  /** Sends a signal and waits for the end; its exit code, null after SIGKILL. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** Starts an instance; it may not be ready yet. */
export function startInstance({ port, databaseUrl, clockMs = 0, drainMs = 3000 }: InstanceOptions): Instance {
  const site = mkdtempSync(join(tmpdir(), 'nsp-site-'));
  writeFileSync(join(site, 'index.html'), '<!doctype html><meta charset="utf-8"><title>The course</title>');
  // Its end of the pipe closes when these tests end in whatever way, and then it ends, too.
  const child = spawn(process.execPath, [join(import.meta.dirname, 'instance-process.ts'), site, String(port), String(clockMs), String(drainMs)], { env: { ...process.env, DATABASE_URL: databaseUrl }, stdio: ['pipe', 'ignore', 'pipe'] });
  const log: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (piece: string) => void log.push(...piece.split('\n').filter(Boolean)));
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const ask = (path: string): Promise<number> => fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(15_000) }).then(async (response) => {
    await response.text();
    return response.status;
  }, () => 0);
  return {
    port, pid: child.pid!, log, isOver, ask,
    ready: () => until(`the instance at ${port} is ready`, async () => {
      if (isOver()) throw new Error(`The instance ended:\n${log.join('\n')}`);
      return await ask('/readyz') === 200;
    }),
    async end(signal) {
      if (!isOver()) {
        const ended = once(child, 'exit');
        child.kill(signal);
        await Promise.race([ended, wait(30_000).then(() => child.kill('SIGKILL'))]);
        await ended;
      }
      rmSync(site, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}
