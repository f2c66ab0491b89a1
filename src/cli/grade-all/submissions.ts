// The files of a folder that are named by learner and exercise.
import { lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BadUse } from '../command.ts';
import { LARGEST_BYTES } from '../read-design.ts';

/** A file with its name taken apart. */
export interface Submission {
  learner: string;
  /** As the file is named; the course may not have it. */
  exercise: string;
  /** Inside the folder, with slashes. */
  file: string;
}

/** What a folder holds: submissions in the order of learner, exercise and file, and files whose names say nothing. */
export interface Submissions { submissions: Submission[]; unnamed: string[] }

const ENDING = '.ts';

/** Reads a folder: `LEARNER/EXERCISE.ts`, `LEARNER.EXERCISE.ts`, `LEARNER_EXERCISE.ts`, `LEARNER--EXERCISE.ts`. Links are not followed. */
export function findSubmissions(folder: string): Submissions {
  const found: Submissions = { submissions: [], unnamed: [] };
  for (const file of filesIn(folder)) {
    const named = nameOf(file);
    if (named === null) found.unnamed.push(file);
    else found.submissions.push({ ...named, file });
  }
  found.submissions.sort((a, b) => order(a.learner, b.learner) || order(a.exercise, b.exercise) || order(a.file, b.file));
  found.unnamed.sort(order);
  return found;
}

/** By code units: the same order on every machine. */
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function filesIn(folder: string): string[] {
  try {
    return list(folder, '');
  } catch (error) {
    throw new BadUse(`The folder ${folder} cannot be read: ${(error as Error).message}.`);
  }
}

function list(folder: string, inside: string): string[] {
  return readdirSync(join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
    return entry.isDirectory() ? listOrName(folder, path) : [path];
  });
}

/** A folder that cannot be read is told as if it were a file. */
function listOrName(folder: string, path: string): string[] {
  try {
    return list(folder, path);
  } catch {
    return [path];
  }
}

/** Learner and exercise of a path; names are compared as NFC, since macOS takes letters with marks apart. */
function nameOf(file: string): Omit<Submission, 'file'> | null {
  const steps = file.normalize('NFC').split('/');
  const last = steps.pop()!;
  if (steps.length > 1 || !last.endsWith(ENDING) || last.startsWith('.')) return null;
  const name = last.slice(0, -ENDING.length);
  if (steps.length === 1) return name === '' ? null : { learner: steps[0]!, exercise: name };
  // Ids of exercises have none of these: the last one separates.
  const [, learner, exercise] = /^(.+)(?:[._]|--)([^._]+)$/s.exec(name) ?? [];
  return learner === undefined || exercise === undefined ? null : { learner, exercise };
}

/** The text of a submission, or why it cannot be read. */
export function readSubmission(path: string): { source: string } | { reason: string } {
  try {
    const stat = lstatSync(path);
    if (stat.isSymbolicLink()) return { reason: 'It is a link, and links are not followed.' };
    if (!stat.isFile()) return { reason: 'It is not a file.' };
    if (stat.size > LARGEST_BYTES) return { reason: `It has ${stat.size} bytes; a design of a few thousand is expected.` };
    const bytes = readFileSync(path);
    if (bytes.includes(0)) return { reason: 'It is not a text.' };
    // A mark of byte order stays, as `nsp grade FILE` reads it.
    return { source: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return { reason: 'It is not a text in UTF-8.' };
    return { reason: `It cannot be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}.` };
  }
}
