// Every artefact that an export can write, made from a built site.
import { makeBook } from '../../export/book/index.ts';
import type { Paper } from '../../export/book/paper.ts';
import { below, bytesOf, type Files } from '../../export/files.ts';
import { offlineFolder, type FolderAbout } from '../../export/folder.ts';
import type { PackageStandard } from '../../export/lms/package.ts';
import { packageOf } from '../../export/lms/packages.ts';
import { zipFiles } from '../../export/zip.ts';
import { scopeOf, type Part } from './part.ts';
import { pressWithChromium } from './press.ts';

/** What is exported: the part, the files of its site, and the edition that its texts name. */
export interface Source {
  part: Part;
  site: Files;
  version: string;
}

/** Something to hand on. */
export interface Artefact {
  /** Of its folder or file. */
  name: string;
  content: Files | Uint8Array;
  /** What somebody does with it: a few words. */
  use: string;
}

/** The folder, and the zip of it. */
export function folderArtefacts(source: Source): Artefact[] {
  const { name } = source.part;
  const folder = offlineFolder(source.site, aboutOf(source));
  return [
    { name, content: folder, use: 'open index.html in a browser' },
    { name: `${name}.zip`, content: zipFiles(below(name, folder)), use: 'the same folder, to hand on' },
  ];
}

/** A package for learning systems. */
export function packageArtefact(source: Source, standard: PackageStandard): Artefact {
  const content = zipFiles(packageOf(standard, source.site, scopeOf(source.part), aboutOf(source)));
  return { name: `${source.part.name}-${standard}.zip`, content, use: 'upload it to your learning system as it is' };
}

/** The book; stops with exit code 1 where there is no browser to print it. */
export async function bookArtefact({ part: { name, course, lessons }, site, version }: Source, paper: Paper): Promise<Artefact> {
  return { name: `${name}.pdf`, content: await makeBook(site, course, { version, isPart: lessons !== null, paper }, pressWithChromium), use: 'the course as a book' };
}

/** Its bytes on a disk. */
export const sizeOf = ({ content }: Artefact): number => (content instanceof Uint8Array ? content.length : bytesOf(content));

function aboutOf({ part: { course, lessons }, version }: Source): FolderAbout {
  const titles = course.modules.flatMap((module) => module.lessons).map(({ number, title }) => `${number} ${title}`);
  return { title: course.title, version, part: lessons === null ? null : titles };
}
