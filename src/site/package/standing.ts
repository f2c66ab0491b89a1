// How a learner stands in a package, from the learner's records.
import type { PackageScope } from '../../course/package-scope.ts';
import { decodeLesson } from '../records/lesson.ts';
import { passedVersion } from '../records/passed.ts';
import { recordKey } from '../records/record.ts';
import { decodeResult, noResult, resultKey } from '../records/result.ts';
import type { ExerciseStanding, Standing } from './learning-system.ts';

/** The part of a store that is read. */
export interface Readable { read(key: string): string | null }

/** Everything but what brings the learner back, and the time. */
export function standingOf(store: Readable, scope: PackageScope): Omit<Standing, 'state' | 'seconds'> {
  const read = scope.lessons.filter(({ id }) => decodeLesson(store.read(recordKey('lesson', id))) === 'read').length;
  const exercises = scope.lessons.flatMap((lesson) => lesson.exercises.map((exercise) => exerciseStanding(store, exercise)));
  const proved = exercises.filter(({ isProved }) => isProved).length;
  const [done, all] = [read + proved, scope.lessons.length + exercises.length];
  return {
    scorePct: exercises.length === 0 ? null : exercises.reduce((sum, { points }) => sum + points, 0) / exercises.length,
    isComplete: done === all,
    isPassed: exercises.length === 0 ? null : proved === exercises.length,
    progress: all === 0 ? 1 : done / all,
    exercises,
  };
}

function exerciseStanding(store: Readable, { id, title, version }: PackageScope['lessons'][number]['exercises'][number]): ExerciseStanding {
  const text = store.read(resultKey(id));
  const result = decodeResult(text, version) ?? noResult(id, version);
  const isProved = (passedVersion(text) ?? -1) >= version;
  return { id, title, points: isProved ? 100 : result.bestPoints, isProved, isTried: result.runs > 0 };
}
