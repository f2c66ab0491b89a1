// A package of each standard.
import type { PackageScope } from '../../course/package-scope.ts';
import type { Files } from '../files.ts';
import type { FolderAbout } from '../folder.ts';
import { cmi5 } from './cmi5.ts';
import { packageFiles, type PackageStandard } from './package.ts';
import { scorm12 } from './scorm-1.2.ts';
import { scorm2004 } from './scorm-2004.ts';

/** Puts the manifest of a standard into a package. */
type Pack = (files: Files, scope: PackageScope) => Files;

const PACKS: Readonly<Record<PackageStandard, Pack>> = { 'scorm-1.2': scorm12, 'scorm-2004': scorm2004, cmi5 };

/** The standards that there are packages for. */
export const PACKAGE_STANDARDS = Object.keys(PACKS) as PackageStandard[];

/** The package of a standard, ready to be zipped. */
export const packageOf = (standard: PackageStandard, site: Files, scope: PackageScope, about: FolderAbout): Files => PACKS[standard](packageFiles(site, scope, { about, standard }), scope);
