// Programs that the bench compares with or counts with, where this machine has them.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import type { Task, TaskRun } from './child.ts';

const HERE = import.meta.dirname;

/** What a program printed; null when it is not there or failed. */
export function output(program: string, args: readonly string[]): string | null {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] });
  return status === 0 ? stdout : null;
}

/** Each line of JSON that a program printed. */
export function linesOf<T>(text: string): T[] {
  return text.trim().split('\n').filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as T);
}

/** One run of the C++ reference; it counts void events too. */
export interface ReferenceRun { seconds: number; events: number; requests: number; ok: number; failed: number; attempts: number; fingerprint: string }

/** The C++ reference, compiled into a folder; null without g++. */
export function compileReference(folder: string): ((requests: number, runs: number, record: boolean) => ReferenceRun[]) | null {
  const program = join(folder, 'reference');
  if (output('g++', ['-O2', '-std=c++17', '-ffp-contract=off', join(HERE, 'reference.cpp'), '-o', program]) === null) return null;
  return (requests, runs, record) => linesOf(output(program, ['1', '8', String((requests / 640) * 1000), String(runs), record ? '1' : '0']) ?? '');
}

/** One run of SimPy. */
export interface SimpyRun { seconds: number; events: number; requests: number; ok: number; failed: number; attempts: number; version: string }

/** lb1 in SimPy, with the first Python that has it; null where none has. */
export function findSimpy(): ((requests: number) => SimpyRun) | null {
  const python = ['python3', '/usr/bin/python3'].find((program) => output(program, ['-c', 'import simpy; assert simpy.__version__ >= "3"']) !== null);
  if (python === undefined) return null;
  return (requests) => linesOf<SimpyRun>(output(python, [join(HERE, 'lb1.py'), '8', String(requests)]) ?? '')[0]!;
}

/** Runs a task with this Node, from the sources or from a bundle. */
export function runTask(task: Task, script = join(HERE, 'child.ts'), flags: readonly string[] = []): TaskRun[] {
  const text = output(process.execPath, [...flags, script, JSON.stringify(task)]);
  if (text === null) throw new Error(`The task ${JSON.stringify(task)} of the bench failed.`);
  return linesOf(text);
}

/** child.ts with the simulator in one file, minified as the site ships it. */
export function bundleChild(folder: string): string {
  const outfile = join(folder, 'child.mjs');
  esbuild.buildSync({ entryPoints: [join(HERE, 'child.ts')], outfile, bundle: true, minify: true, format: 'esm', platform: 'node', target: 'es2022', logLevel: 'silent' });
  return outfile;
}

/** User instructions of a whole process: by `perf` where the processor may be asked, else by valgrind, else null. */
export function countInstructions(program: string, args: readonly string[]): { count: number; by: string } | null {
  const perf = spawnSync('perf', ['stat', '-x,', '-e', 'instructions:u', program, ...args], { encoding: 'utf8' });
  const counted = /^(\d+),/m.exec(perf.stderr ?? '');
  if (counted !== null) return { count: Number(counted[1]), by: 'perf' };
  const flags = ['--tool=cachegrind', '--cache-sim=no', '--cachegrind-out-file=/dev/null', '--smc-check=all-non-file'];
  const valgrind = spawnSync('valgrind', [...flags, program, ...args], { encoding: 'utf8' });
  const refs = /I +refs: +([\d,]+)/.exec(valgrind.stderr ?? '');
  return refs === null ? null : { count: Number(refs[1]!.replaceAll(',', '')), by: 'valgrind' };
}
