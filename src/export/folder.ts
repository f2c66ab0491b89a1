// The course as a folder that opens by double-click, or lies on any web server.
import { withEdition } from './edition.ts';
import { plainTextFile, sorted, type Files } from './files.ts';
import { noticesOf } from './notices.ts';
import { readmeText } from './readme.ts';

/** What stands in the folder's texts. */
export interface FolderAbout {
  /** Of the course, or of the part. */
  title: string;
  version: string;
  /** The titles of the lessons; null: it is the whole course. */
  part: readonly string[] | null;
}

/** What only a class server, or a package for a learning system needs. */
const LEFT_OUT: readonly RegExp[] = [
  /^(?:teach|join|class)\//, /^scripts\/(?:class|class-pages|teach)\.js$/, /^styles\/(?:class|teach)\.css$/,
  /^launch\.html$/, /^scripts\/package-[a-z0-9-]+\.js$/, /^styles\/package\.css$/,
];

/** Texts at the top of the folder that people read outside of a browser. */
const PLAIN: readonly string[] = ['LICENSE', 'LICENSE-content.txt', 'THIRD-PARTY-NOTICES.txt'];

/** The folder of a built site; `site` brings the licences, and the notices that the build has written. */
export function offlineFolder(site: Files, about: FolderAbout): Files {
  const kept = sorted([...site].filter(([path]) => !LEFT_OUT.some((pattern) => pattern.test(path))));
  const own = noticesOf(kept);
  const texts = [...own].filter(([path]) => PLAIN.includes(path)).map(([path, bytes]) => [path, plainTextFile(new TextDecoder().decode(bytes))] as const);
  return withEdition(sorted([...own, ...texts, ['README.txt', plainTextFile(readmeText(about))]]));
}
