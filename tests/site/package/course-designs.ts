// Designs as learners of this course write them: every starter, and for each exercise what becomes of it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PackageScope } from '../../../src/course/package-scope.ts';

const CONTENT = fileURLToPath(new URL('../../../content/', import.meta.url));
const read = (path: string): string => readFileSync(join(CONTENT, path), 'utf8');
const designsIn = (folder: string, of: string): string[] => readdirSync(join(CONTENT, folder, of)).filter((file) => file.endsWith('.ts')).sort().map((file) => read(`${folder}/${of}/${file}`));

/** One exercise. */
export interface CourseDesigns { id: string; lesson: string; starter: string; solutions: string[]; mistakes: string[] }

/** All of them. */
export const COURSE_DESIGNS: readonly CourseDesigns[] = readdirSync(CONTENT, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('/starter.ts')).sort().map((path) => {
  const [module, lesson, id] = path.split('/');
  const folder = `${module}/${lesson}/${id}`;
  return { id: id!, lesson: `${module}/${lesson}`, starter: read(path), solutions: designsIn(folder, 'solutions'), mistakes: designsIn(folder, 'mistakes') };
});

/** The course as a package. */
export const COURSE_SCOPE: PackageScope = {
  format: 1, id: 'no-single-point', title: 'No Single Point', description: '', start: 'index.html',
  lessons: [...Map.groupBy(COURSE_DESIGNS, ({ lesson }) => lesson)].map(([id, exercises]) => ({ id, title: id, exercises: exercises.map((exercise) => ({ id: exercise.id, title: exercise.id, version: 1 })) })),
};
