// The url of an AU: cmi5 8.1, 13.1.4 and 14.1.
import { must, type Violation } from '../violations.ts';
import type { PackageFiles } from './package.ts';

/** The names that the LMS adds to the query of an AU's URL (cmi5 8.1). */
export const LAUNCH_NAMES = ['endpoint', 'fetch', 'actor', 'registration', 'activityId'] as const;

/** Whether a url of the course structure has a scheme of its own. */
export function isFullyQualified(url: string): boolean {
  return /^[a-z][a-z0-9+.-]*:/i.test(url);
}

/** The path in the package that a relative url names. */
export function pathOf(url: string): string {
  return decodeURIComponent(new URL(url, 'http://package.invalid/').pathname).slice(1);
}

/** What is wrong with the url of an AU. */
export function urlViolations(url: string, files: PackageFiles): Violation[] {
  const violations: Violation[] = [];
  // 13.1.4: RFC 1738, whose alphabet has no spaces, no quotes, no characters beyond ASCII.
  if (/[^!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~]/.test(url) || /%(?![0-9A-Fa-f]{2})/.test(url)) return [must('cmi5 13.1.4', `the url ${JSON.stringify(url)} does not conform to RFC 1738`)];
  const taken = [...new URL(url, 'http://package.invalid/').searchParams.keys()].filter((name) => LAUNCH_NAMES.some((one) => one === name));
  // 8.1: the names of a query of its own do not collide with the LMS's.
  violations.push(...taken.map((name) => must('cmi5 8.1', `the query of the url ${url} uses the name ${name}`)));
  if (isFullyQualified(url)) return violations;
  // 14.1: media in the package by a relative url, and what a relative url names is in the package.
  if (url.startsWith('/') || url.split(/[?#]/)[0]!.split('/').includes('..')) return [...violations, must('cmi5 14.1', `the url ${url} leads out of the package`)];
  return files.paths.has(pathOf(url)) ? violations : [...violations, must('cmi5 14.1', `the url ${url} names a file that is not in the package`)];
}
