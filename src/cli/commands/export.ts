import { join } from 'node:path';
import { PAPERS } from '../../export/book/paper.ts';
import { BadUse, type Command, type Input } from '../command.ts';
import { requireCourse } from '../content.ts';
import { bookArtefact, folderArtefacts, packageArtefact, sizeOf, type Artefact, type Source } from '../export/artefacts.ts';
import { openOutFolder } from '../export/out-folder.ts';
import { partOf } from '../export/part.ts';
import { requireChromium } from '../export/press.ts';
import { sourceOf } from '../export/site.ts';
import { standardsOf } from '../export/standards.ts';

/** Writes the course as something to take along. */
export const command: Command = {
  usage: 'export --out DIR [--modules A,B | --lessons X,Y] [--lms S,T] [--pdf [--paper A4|letter]]',
  help: [
    'Writes the course as a folder, and as a zip of it, that opens by double-click in a browser and needs no network.',
    'The folder also works on any web server, under any path. Builds first when anything has changed.',
    '',
    '  --out DIR      where to write: a folder that is empty, or not there yet, or was written by an earlier export',
    '  --modules A,B  a part of the course: these modules, by their ids in content/course.yaml',
    '  --lessons X,Y  a part of the course: these lessons',
    '  --lms S,T      packages for learning systems in place of the folder: scorm-1.2, scorm-2004, cmi5',
    '  --pdf          a book to print in place of the folder, made with Chromium; --paper letter for North America, A4 when left out',
    '',
    'In a part, links to lessons that it leaves out read as text. Lessons keep their numbers.',
    '',
    'Exit code: 0 written, 1 the course could not be built or written, 2 used in a wrong way.',
  ],
  options: { out: { type: 'string' }, modules: { type: 'string' }, lessons: { type: 'string' }, lms: { type: 'string' }, pdf: { type: 'boolean' }, paper: { type: 'string' } },
  arguments: [0, 0],
  async run({ options }, shell) {
    const dir = options['out'];
    if (typeof dir !== 'string' || dir === '') throw new BadUse(`Say where to write: --out DIR. Usage: nsp ${command.usage}`);
    const makers = makersOf(options);
    const part = partOf(requireCourse(shell, 1).course, options);
    const out = openOutFolder(shell.root, dir);
    // Said before anything is built.
    if (options['pdf'] === true) await requireChromium();
    const source = await sourceOf(shell, part);
    if (source === null) return 1;
    for (const make of makers) {
      for (const artefact of await make(source)) {
        out.put(artefact.name, artefact.content);
        shell.out(`${join(dir, artefact.name)}  ${(sizeOf(artefact) / 1e6).toFixed(1)} MB: ${artefact.use}`);
      }
    }
    return 0;
  },
};

type Maker = (source: Source) => Artefact[] | Promise<Artefact[]>;

/** What the options ask for; the folder and its zip where they name nothing else. */
function makersOf(options: Input['options']): Maker[] {
  const { pdf, paper = 'A4' } = options;
  if (options['paper'] !== undefined && pdf !== true) throw new BadUse('--paper is the paper of the book: give --pdf too.');
  const sheet = Object.values(PAPERS).find(({ name }) => name.toLowerCase() === String(paper).toLowerCase());
  if (sheet === undefined) throw new BadUse(`--paper is ${String(paper)}; there is ${Object.keys(PAPERS).join(', ')}.`);
  const standards = standardsOf(options) ?? [];
  const asked = [...standards.map((standard): Maker => (source) => [packageArtefact(source, standard)]), ...(pdf === true ? [async (source: Source) => [await bookArtefact(source, sheet)]] : [])];
  return asked.length > 0 ? asked : [folderArtefacts];
}
