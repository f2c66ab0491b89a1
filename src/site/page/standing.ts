// How the learner stands, from what this browser keeps.
import { passedVersion } from '../records/passed.ts';
import { decodeLesson, type LessonState } from '../records/lesson.ts';
import { read } from '../platform/store.ts';

/** How an exercise stands; `older`: it was passed, and its checks have changed since. */
export type ExerciseState = { kind: 'proved' } | { kind: 'older'; version: number } | { kind: 'started' } | null;

/** How far the lesson was read; null: never opened. `id` is module/lesson. */
export const lessonState = async (id: string): Promise<LessonState | null> => decodeLesson(await read(`lesson:${id}`));

/** `version` is that of the exercise as it is built now. */
export async function exerciseState(id: string, version: number): Promise<ExerciseState> {
  const [draft, result] = await Promise.all([read(`draft:${id}`), read(`result:${id}`)]);
  const passed = passedVersion(result);
  if (passed !== null) return passed < version ? { kind: 'older', version: passed } : { kind: 'proved' };
  return draft === null && result === null ? null : { kind: 'started' };
}
