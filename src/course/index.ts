// The door of this folder: what others import.
/** From the files of content/ to the course as data. */
export { compileCourse } from './compile.ts';
/** One file of content, as the compiler takes it. */
export type { ContentFile } from './files.ts';
/** A scenario file of the command line. */
export { parseScenario } from './scenario-file.ts';
/** The course as data. */
export type * from './course.ts';
/** What a learner is asked. */
export type * from './learning.ts';
/** What lessons measure. */
export type * from './measured.ts';
/** What an id looks like, for those who make new content. */
export { ID, ID_RULE } from './schema/form.ts';
/** Some lessons as a course of their own. */
export { lessonsOf, partOfCourse, type PartChoice } from './part.ts';
/** What a package for a learning system holds. */
export { packageScope, type PackageScope } from './package-scope.ts';
