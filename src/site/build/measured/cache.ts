// Outcomes of jobs between commands: one file under .cache/, each outcome under a hash of its job and of the code that it depends on.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SRC = fileURLToPath(new URL('../../..', import.meta.url));
/** Does a job, or gives its outcome from earlier. */
export interface Cache<Job, Outcome> {
  outcomeOf(job: Job): Promise<Outcome>;
  /** Writes what was asked for; what was not is forgotten. */
  save(): void;
}

/** The cache in `file`; one that cannot be read counts as empty. `folders` under src/ hold the code that outcomes depend on. */
export function openCache<Job, Outcome>(file: string, folders: readonly string[], work: (job: Job) => Promise<Outcome>): Cache<Job, Outcome> {
  const code = hashCode(folders);
  const before = read<Outcome>(file);
  const used: { [key: string]: Outcome } = {};
  let isNew = false;
  return {
    async outcomeOf(job) {
      const key = createHash('sha256').update(code).update(JSON.stringify(job)).digest('hex');
      if (before[key] === undefined) isNew = true;
      return (used[key] = before[key] ?? (await work(job)));
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

function read<Outcome>(file: string): { [key: string]: Outcome } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { [key: string]: Outcome };
  } catch {
    return {};
  }
}

function hashCode(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = readdirSync(join(SRC, folder), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
    for (const path of files) hash.update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}
