// For which learning systems packages are wanted: `--lms scorm-1.2,cmi5`.
import { PACKAGE_STANDARDS } from '../../export/lms/packages.ts';
import type { PackageStandard } from '../../export/lms/package.ts';
import { BadUse, nearest, type Input } from '../command.ts';

/** Each standard that the option names, once; null: it is not there. Bad use where there is no such standard. */
export function standardsOf({ lms }: Input['options']): PackageStandard[] | null {
  if (lms === undefined) return null;
  const wanted = String(lms).split(',').map((name) => name.trim()).filter((name) => name !== '');
  if (wanted.length === 0) throw new BadUse(`Name at least one standard: ${PACKAGE_STANDARDS.join(', ')}.`);
  const unknown = wanted.find((name) => !PACKAGE_STANDARDS.some((standard) => standard === name));
  if (unknown !== undefined) {
    const meant = nearest(unknown, PACKAGE_STANDARDS);
    throw new BadUse(`There are no packages for ${unknown}${meant === null ? '.' : `; did you mean ${meant}?`} There is ${PACKAGE_STANDARDS.join(', ')}.`);
  }
  return PACKAGE_STANDARDS.filter((standard) => wanted.includes(standard));
}
