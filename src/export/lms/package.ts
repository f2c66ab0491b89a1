// What packages for learning systems have in common: the course as a folder, and the page that the system opens.
import type { PackageScope } from '../../course/package-scope.ts';
import { EDITION } from '../edition.ts';
import { plainTextFile, sorted, textFile, type Files } from '../files.ts';
import { offlineFolder, type FolderAbout } from '../folder.ts';
import { NOTICES, noticesOf } from '../notices.ts';
import { launchPage } from './launch-page.ts';

/** The standards that packages are made for. */
export type PackageStandard = 'scorm-1.2' | 'scorm-2004' | 'cmi5';

const STYLES = 'styles/package.css';

/**
 * The files of a package without its manifest. README.txt, which says how to open a folder, is left out, and so is the service worker: what a learning system serves is not for keeping.
 *
 * The schema files of the standards are not among them either. Their publisher grants copies to those who register only, or names no terms at all. Learning systems
 * know the standards by name and bring the schemas along; the manifest therefore names no place for them. Our tests hold it against the official ones.
 */
export function packageFiles(site: Files, scope: PackageScope, { about, standard }: { about: FolderAbout; standard: PackageStandard }): Files {
  const script = `scripts/package-${standard === 'cmi5' ? 'cmi5' : 'scorm'}.js`;
  const own = [STYLES, script, NOTICES].flatMap((path) => {
    const bytes = site.get(path);
    return bytes === undefined ? [] : [[path, bytes] as const];
  });
  const folder = [...offlineFolder(site, about)].filter(([path]) => !['README.txt', 'sw.js', EDITION, NOTICES].includes(path));
  const files = noticesOf(sorted([...folder, ...own, ['launch.html', textFile(launchPage(scope, [script], standard))]]));
  return sorted([...files].map(([path, bytes]) => [path, path === NOTICES ? plainTextFile(new TextDecoder().decode(bytes)) : bytes]));
}
