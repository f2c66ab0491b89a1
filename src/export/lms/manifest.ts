// What the manifests of both SCORM standards have in common.
import type { PackageScope } from '../../course/package-scope.ts';
import { sorted, textFile, type Files } from '../files.ts';

/** Name of the manifest, at the top of a package. */
export const MANIFEST = 'imsmanifest.xml';

/** The page that a learning system opens. */
export const LAUNCH = 'launch.html';

/** The package with its manifest. */
export const withManifest = (files: Files, manifest: string): Files => sorted([...files, [MANIFEST, textFile(manifest)]]);

/** A text as the content of an element, or the value of an attribute. Characters that XML cannot hold are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A package's id as an XML name, different for different ids: learning systems know a package by it when a later edition is uploaded. */
export function identifierOf(scope: PackageScope): string {
  return `course.${scope.id.replace(/[^A-Za-z0-9.-]/g, (character) => `_${character.codePointAt(0)!.toString(16)}_`)}`;
}

/** Longest title that SCORM 1.2 takes. */
const TITLE_MAX = 200;

/** The title of the package, as XML. */
export function titleOf(scope: PackageScope): string {
  const letters = [...scope.title];
  return escapeXml(letters.length > TITLE_MAX ? `${letters.slice(0, TITLE_MAX - 1).join('')}…` : scope.title);
}

/** A `file` element for each file, as relative addresses, one a line. */
export function fileElements(files: Files): string {
  const address = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
  return [...files.keys()].filter((path) => path !== MANIFEST).map((path) => `      <file href="${escapeXml(address(path))}"/>`).join('\n');
}
