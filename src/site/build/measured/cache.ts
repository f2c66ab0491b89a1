// Outcomes of jobs between builds: one file under .cache/, each outcome under a hash of its job and of the code that simulates and measures.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Job, Outcome } from './simulate.ts';

const SRC = fileURLToPath(new URL('../../..', import.meta.url));
/** Folders and files under src/ that an outcome depends on. */
const CODE: readonly string[] = ['infrastructure', 'simulation', 'grader', 'site/build/measured'];

/** Does a job, or gives its outcome from earlier. */
export interface Cache {
  outcomeOf(job: Job): Promise<Outcome>;
  /** Writes what was asked for; what was not is forgotten. */
  save(): void;
}

/** The cache in `file`; one that cannot be read counts as empty. */
export function openCache(file: string, simulate: (job: Job) => Promise<Outcome>): Cache {
  const code = hashCode();
  const before = read(file);
  const used: { [key: string]: Outcome } = {};
  let isNew = false;
  return {
    async outcomeOf(job) {
      const key = createHash('sha256').update(code).update(JSON.stringify(job)).digest('hex');
      if (before[key] === undefined) isNew = true;
      return (used[key] = before[key] ?? (await simulate(job)));
    },
    save() {
      if (!isNew && Object.keys(used).length === Object.keys(before).length) return;
      mkdirSync(dirname(file), { recursive: true });
      // Two commands may write at once: each writes its own file, and the last one stays.
      const own = `${file}.${process.pid}`;
      writeFileSync(own, JSON.stringify(used));
      renameSync(own, file);
    },
  };
}

function read(file: string): { [key: string]: Outcome } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { [key: string]: Outcome };
  } catch {
    return {};
  }
}

function hashCode(): string {
  const hash = createHash('sha256');
  for (const folder of CODE) {
    const files = readdirSync(join(SRC, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
    for (const path of files) hash.update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}
