// A part of the course: some of its lessons, as a course of its own.
import type { Course, Lesson } from './course.ts';

/** What of a course is wanted: ids of modules, or of lessons. */
export type PartChoice = { modules: readonly string[] } | { lessons: readonly string[] };

/** The ids of the lessons that a choice holds, in the order of the course. */
export function lessonsOf(course: Course, choice: PartChoice): string[] {
  const isIn = (lesson: Lesson): boolean => ('modules' in choice ? choice.modules.includes(lesson.module) : choice.lessons.includes(lesson.id));
  return course.modules.flatMap((module) => module.lessons).filter(isIn).map(({ id }) => id);
}

/**
 * The course with these lessons only. Numbers stay those of the whole course; modules without a lesson stay, empty, so that the others keep their places. The lessons left out are
 * `elsewhere`. A question that comes from one of them belongs to the first lesson of the part that asks it.
 */
export function partOfCourse(course: Course, lessons: readonly string[]): Course {
  const all = course.modules.flatMap((module) => module.lessons);
  const kept = all.filter(({ id }) => lessons.includes(id));
  const own = new Set(kept.flatMap(({ questions }) => questions.map(({ id }) => id)));
  const questions = new Map(all.flatMap((lesson) => lesson.questions).map((question) => [question.id, question]));
  const taken = new Map(kept.map((lesson) => {
    const adopted = lesson.asks.filter((id) => !own.has(id)).map((id) => ({ ...questions.get(id)!, lesson: lesson.id }));
    adopted.forEach(({ id }) => own.add(id));
    return [lesson.id, { ...lesson, questions: [...lesson.questions, ...adopted] }];
  }));
  return {
    ...course,
    title: `${course.title}: ${titleOf(course, kept)}`,
    modules: course.modules.map((module) => ({ ...module, lessons: module.lessons.flatMap(({ id }) => taken.get(id) ?? []) })),
    elsewhere: all.filter(({ id }) => !taken.has(id)).map(({ id, module, number, title, exercises }) => ({ id, module, number, title, exercises: exercises.map((exercise) => exercise.id) })),
  };
}

/** Whole modules by their titles, single lessons by theirs. */
function titleOf(course: Course, kept: readonly Lesson[]): string {
  return course.modules.flatMap((module) => {
    const own = module.lessons.filter((lesson) => kept.includes(lesson));
    return own.length > 0 && own.length === module.lessons.length ? [module.title] : own.map(({ title }) => title);
  }).join(', ');
}
