// Every submission that the tests know: starters, solutions, mistakes, and what hostile or clumsy learners send.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import type { Exercise } from '../../../src/course/index.ts';
import { corpus } from '../../grader/corpus/index.ts';
import { DIST } from './site.ts';

/** A learner's file for an exercise. */
export interface Submission {
  /** Its path from the project's folder with slashes, or its name in the corpus. */
  name: string;
  exercise: string;
  source: string;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path)).filter((path) => statSync(path).isFile()).sort();
}

/** All submissions in content/, each for its own exercise, and the grader's corpus, for the exercise `weights`. */
export function everySubmission(): Submission[] {
  const exercises = filesUnder(join(root, 'content')).filter((path) => basename(path) === 'exercise.yaml').map((path) => dirname(path));
  const written = exercises.flatMap((folder) => filesUnder(folder).filter((path) => path.endsWith('.ts')).map((path) => {
    return { name: relative(root, path).split(sep).join('/'), exercise: basename(folder), source: readFileSync(path, 'utf8') };
  }));
  return [...written, ...corpus.map(({ name, source }) => ({ name, exercise: 'weights', source }))];
}

/** The exercise as the built site carries it. */
export function builtExercise(id: string): Exercise {
  const scope: { self: { nspData?: { [key: string]: unknown } } } = { self: {} };
  vm.runInNewContext(readFileSync(join(DIST, 'data/exercises', `${id}.js`), 'utf8'), scope);
  return JSON.parse(JSON.stringify(scope.self.nspData![`exercises/${id}`])) as Exercise;
}
