// What a package for a learning system holds, as its launch page reads it.
import type { Course } from './course.ts';

/** The lessons and exercises that a package marks. */
export interface PackageScope {
  format: 1;
  /** Stays the same for later editions of the same part: learning systems and stores know the package by it. */
  id: string;
  title: string;
  description: string;
  /** Path of the first page inside the package, such as `index.html`. */
  start: string;
  /** `id` of a lesson is `module/lesson`, as its page and its record are called. */
  lessons: { id: string; title: string; exercises: { id: string; title: string; version: number }[] }[];
}

/** The scope of a course, or of the part of one. */
export function packageScope(course: Course, about: Pick<PackageScope, 'id' | 'description' | 'start'>): PackageScope {
  const lessons = course.modules.flatMap((module) => module.lessons);
  return { format: 1, ...about, title: course.title, lessons: lessons.map(({ module, id, title, exercises }) => ({ id: `${module}/${id}`, title, exercises: exercises.map(({ id: exercise, title: name, version }) => ({ id: exercise, title: name, version })) })) };
}
