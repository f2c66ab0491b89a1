// Runs a job against a real daemon, in a network namespace of its own: nothing leaves it, and no port is ever taken.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';

const INSIDE = fileURLToPath(new URL('./inside.ts', import.meta.url));

/** Whether a program is there. */
export function hasProgram(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`], { env: { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` } }).status === 0;
}

/** A describe whose tests need these programs and the right to make a namespace: skipped where one is missing, failed with NSP_REQUIRE=1. */
export function describeLive(name: string, programs: readonly string[], body: () => void): void {
  const missing = ['unshare', 'ip', ...programs].filter((program) => !hasProgram(program));
  const canUnshare = missing.length === 0 && spawnSync('unshare', [...unshareArgs(), 'true']).status === 0;
  const isRequired = process.env['NSP_REQUIRE'] === '1';
  if (missing.length > 0 && isRequired) throw new Error(`Programs are missing for the live tests: ${missing.join(', ')}.`);
  if (missing.length === 0 && !canUnshare && isRequired) throw new Error('The live tests need the right to make a network namespace (unshare -n).');
  describe.skipIf(missing.length > 0 || !canUnshare)(name, body);
}

/** As root a plain namespace; as anybody else one in which they are root. */
function unshareArgs(): string[] {
  return process.getuid?.() === 0 ? ['-n', '-m'] : ['-r', '-n', '-m'];
}

/** Runs one job of `inside.ts`; gives what it found. Rejects with what it said when it failed. */
export function live<Result>(job: object): Promise<Result> {
  const child = spawn('unshare', [...unshareArgs(), process.execPath, '--disable-warning=ExperimentalWarning', INSIDE], {
    stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (data: Buffer) => { out += data.toString(); });
  child.stderr.on('data', (data: Buffer) => { err += data.toString(); });
  child.stdin.end(JSON.stringify(job));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(JSON.parse(out) as Result) : reject(new Error(`The job ended with code ${code}.\n${err}`))));
  });
}
