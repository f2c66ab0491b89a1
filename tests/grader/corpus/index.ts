// Submissions of every kind, for the tests of the grader and for the proof that every platform gives the same reports.
import type { CorpusEntry } from './entry.ts';
import { limits } from './limits.ts';
import { modules } from './modules.ts';
import { tricks } from './tricks.ts';
import { typeBombs } from './types.ts';
import { harmless, values } from './values.ts';

export type { CorpusEntry } from './entry.ts';
export { endlessBuiltIns } from './limits.ts';
export { typeBombs } from './types.ts';
export { corpusExercise } from './exercise.ts';

/** All that the grader's own counts end, in a fixed order. */
export const corpus: CorpusEntry[] = [...limits, ...modules, ...values, ...harmless, ...typeBombs, ...tricks];
