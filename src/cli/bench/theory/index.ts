// Every check against theory, and the way to run them in processes of their own.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { judge, type Case, type Verdict } from './case.ts';
import { DRAWS } from './draws.ts';
import { FARMS } from './farms.ts';
import { SINGLE_QUEUES } from './single-queues.ts';

/** All cases, simple ones first. */
export const CASES: readonly Case[] = [...SINGLE_QUEUES, ...FARMS, ...DRAWS];

/** What one process does: some seeds of one case. */
export interface Job { id: string; requests: number; seeds: number[] }

/** Values of all checks of the case, for each seed. */
export function perform({ id, requests, seeds }: Job): number[][] {
  const one = CASES.find((candidate) => candidate.id === id);
  if (one === undefined) throw new Error(`There is no case ${id}.`);
  return seeds.map((seed) => one.sample(requests, seed));
}

/** Runs cases with seeds from 1 on, each in as many processes as there are processors; tells each verdict as soon as it is known. */
export async function runCases(cases: readonly Case[], requests: number, seeds: number, tell: (one: Case, verdicts: Verdict[]) => void): Promise<Verdict[]> {
  const processes = Math.min(availableParallelism(), seeds);
  const all: Verdict[] = [];
  for (const one of cases) {
    const parts = await Promise.all(Array.from({ length: processes }, (_, part) => {
      const own = Array.from({ length: seeds }, (_, i) => i + 1).filter((seed) => seed % processes === part);
      return inProcess({ id: one.id, requests, seeds: own });
    }));
    const values = parts.flat();
    const verdicts = one.checks.map((check, i) => judge(one, check, values.map((row) => row[i]!), requests));
    tell(one, verdicts);
    all.push(...verdicts);
  }
  return all;
}

function inProcess(job: Job): Promise<number[][]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), JSON.stringify(job)], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => { text += chunk.toString(); });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve(JSON.parse(text) as number[][]) : reject(new Error(`The process for ${job.id} ended with ${code}.`))));
  });
}
