// Every submission that the tests know: starters, solutions, mistakes, and what hostile or clumsy learners send.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import type { Exercise } from '../../../src/course/index.ts';
import { DIST } from './site.ts';

/** A learner's file for an exercise. */
export interface Submission {
  /** Where it lies, with slashes, from the project's folder. */
  name: string;
  /** Absolute. */
  path: string;
  exercise: string;
  source: string;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)).filter((path) => statSync(path).isFile()).sort();
}

function submission(path: string, exercise: string): Submission {
  return { name: relative(root, path).split(sep).join('/'), path, exercise, source: readFileSync(path, 'utf8') };
}

/** All submissions in content/, each for its own exercise, and those of tests/grader/corpus/ for the first exercise. */
export function everySubmission(): Submission[] {
  const exercises = filesUnder(join(root, 'content')).filter((path) => basename(path) === 'exercise.yaml').map((path) => dirname(path));
  const written = exercises.flatMap((folder) => filesUnder(folder).filter((path) => path.endsWith('.ts')).map((path) => submission(path, basename(folder))));
  const corpus = filesUnder(join(root, 'tests/grader/corpus')).filter((path) => /\.(ts|txt)$/.test(path)).map((path) => submission(path, 'weights'));
  return [...written, ...corpus];
}

/** The exercise as the built site carries it. */
export function builtExercise(id: string): Exercise {
  const scope: { self: { nspData?: { [key: string]: unknown } } } = { self: {} };
  vm.runInNewContext(readFileSync(join(DIST, 'data/exercises', `${id}.js`), 'utf8'), scope);
  return JSON.parse(JSON.stringify(scope.self.nspData![`exercises/${id}`])) as Exercise;
}
