// Relative addresses: every link goes from its page to a file, so that the site works under any base path and from a folder.

/** The way from a page to the course's root: `./` for the home page, `../../` for a lesson. `pathname` as in `Astro.url`, with or without index.html. */
export function rootFrom(pathname: string): string {
  const depth = pathname.replace(/[^/]*$/, '').split('/').filter(Boolean).length;
  return depth === 0 ? './' : '../'.repeat(depth);
}

/** Address of a lesson's page from the course's root. */
export function lessonAddress(lesson: { module: string; id: string }): string {
  return `${lesson.module}/${lesson.id}/index.html`;
}

/** Address of an exercise's own page from the course's root. */
export function exerciseAddress(exercise: { id: string }): string {
  return `exercises/${exercise.id}/index.html`;
}

/** Address of a text of content/pages/ from the course's root. */
export function pageAddress(page: { id: string }): string {
  return `${page.id}/index.html`;
}

/** Address of a term's entry from the course's root. */
export function termAddress(term: { id: string }): string {
  return `glossary/index.html#${term.id}`;
}
