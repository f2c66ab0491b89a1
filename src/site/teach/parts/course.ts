// The course by its ids, as the pages need it: titles, and which exercises a cohort works on.
import type { Assignment, CourseExercise, CourseModule, Meta } from '../api-types.ts';

/** A module of a cohort with its exercises, in the course's order. */
export interface TaughtModule { id: string; title: string; exercises: CourseExercise[]; dates: Assignment }

/** The modules that a cohort works on. One that the course no longer has keeps its id as title, without exercises. */
export function taughtModules({ course }: Meta, assignments: readonly Assignment[]): TaughtModule[] {
  const known = course.modules.flatMap(({ id, title, exercises }) => assignments.filter(({ module }) => module === id).map((dates) => ({ id, title, exercises, dates })));
  const gone = assignments.filter(({ module }) => !course.modules.some(({ id }) => id === module)).map((dates) => ({ id: dates.module, title: dates.module, exercises: [], dates }));
  return [...known, ...gone];
}

/** The exercise of an id; null: the course has it no longer. */
export const exerciseOf = ({ course }: Meta, id: string): CourseExercise | null => course.modules.flatMap(({ exercises }) => exercises).find((one) => one.id === id) ?? null;

/** Its title, or its id where the course has it no longer. */
export const exerciseTitle = (meta: Meta, id: string): string => (exerciseOf(meta, id)?.title ?? id).replaceAll('`', '');

/** The title of a module, or its id. */
export const moduleTitle = ({ course }: Meta, id: string): string => course.modules.find((module: CourseModule) => module.id === id)?.title ?? id;
