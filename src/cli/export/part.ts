// Which part of the course a command is about: `--modules a,b` or `--lessons x,y`.
import { lessonsOf, packageScope, partOfCourse, type Course, type PackageScope, type PartChoice } from '../../course/index.ts';
import { artefactName } from '../../export/names.ts';
import { BadUse, nearest, type Input } from '../command.ts';

/** The course, or a part of it, as artefacts are made of it. */
export interface Part {
  /** Of its artefacts. */
  name: string;
  course: Course;
  /** Ids of its lessons; null: it is the whole course. */
  lessons: string[] | null;
}

/** The part that the options name; bad use where there is no such module or lesson. */
export function partOf(course: Course, options: Input['options']): Part {
  const choice = choiceOf(course, options);
  if (choice === null) return { name: artefactName(null), course, lessons: null };
  const lessons = lessonsOf(course, choice);
  if (lessons.length === 0) throw new BadUse('There is no lesson yet in what you chose.');
  return { name: artefactName('modules' in choice ? choice.modules : choice.lessons), course: partOfCourse(course, lessons), lessons };
}

/** In the order of the course, each once, so that one part has one name. */
function choiceOf(course: Course, { modules, lessons }: Input['options']): PartChoice | null {
  if (modules !== undefined && lessons !== undefined) throw new BadUse('Give --modules or --lessons, not both.');
  if (modules !== undefined) return { modules: listed('module', modules, course.modules.map(({ id }) => id)) };
  if (lessons !== undefined) return { lessons: listed('lesson', lessons, course.modules.flatMap((module) => module.lessons).map(({ id }) => id)) };
  return null;
}

function listed(what: string, option: string | boolean, known: readonly string[]): string[] {
  const wanted = String(option).split(',').map((id) => id.trim()).filter((id) => id !== '');
  if (wanted.length === 0) throw new BadUse(`Name at least one ${what}: ${known.join(', ')}.`);
  const unknown = wanted.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    const meant = nearest(unknown, known);
    throw new BadUse(`There is no ${what} ${unknown}${meant === null ? '.' : `; did you mean ${meant}?`} There is ${known.join(', ')}.`);
  }
  return known.filter((id) => wanted.includes(id));
}

/** What a package of the part holds. */
export function scopeOf({ name, course }: Part): PackageScope {
  const lessons = course.modules.flatMap((module) => module.lessons);
  const only = lessons.length === 1 ? lessons[0]! : null;
  const summaries = course.modules.filter((module) => module.lessons.length > 0).map(({ summary }) => summary);
  return packageScope(course, { id: name, description: only?.lead ?? summaries.join(' '), start: only === null ? 'index.html' : `${only.module}/${only.id}/index.html` });
}
