// How large each artefact of the course is, beside its budget.
import { PAPERS } from '../../export/book/paper.ts';
import { EDITION } from '../../export/edition.ts';
import type { Files } from '../../export/files.ts';
import { PACKAGE_STANDARDS } from '../../export/lms/packages.ts';
import { Stopped } from '../command.ts';
import { bookArtefact, folderArtefacts, packageArtefact, sizeOf, type Source } from '../export/artefacts.ts';
import type { Row } from './measure.ts';

/** Megabytes. */
const BUDGETS = { folder: 22, zip: 6, package: 6, book: 15, app: 22 };

/** A row for each artefact of the course; the book has no size where no browser prints it. */
export async function exportRows(source: Source, say: (line: string) => void): Promise<Row[]> {
  const [folder, zip] = folderArtefacts(source);
  const files = folder!.content as Files;
  const app = keptBytes(source.site);
  const rows = [
    row('export.folder', 'the folder for use without a network, unpacked', sizeOf(folder!), BUDGETS.folder, `${files.size} files`),
    row('export.zip', 'the same as a zip', sizeOf(zip!), BUDGETS.zip),
    ...PACKAGE_STANDARDS.map((standard) => row(`export.${standard}`, `the package for ${standard}`, sizeOf(packageArtefact(source, standard)), BUDGETS.package)),
    row('export.app', 'what the installed app keeps on a computer', app.bytes, BUDGETS.app, `${app.files} files`),
  ];
  say('printing the book');
  try {
    return [...rows, row('export.pdf', 'the book as a PDF', sizeOf(await bookArtefact(source, PAPERS.A4)), BUDGETS.book)];
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return [...rows, { ...row('export.pdf', 'the book as a PDF', 0, BUDGETS.book, error.message), value: null, reached: null }];
  }
}

const row = (id: string, what: string, bytes: number, budget: number, note = ''): Row => ({ id, what, value: bytes / 1e6, unit: 'MB', goal: `≤ ${budget}`, reached: bytes <= budget * 1e6, note });

/** What the list of the build adds up to. */
function keptBytes(site: Files): { bytes: number; files: number } {
  const { files } = JSON.parse(new TextDecoder().decode(site.get(EDITION))) as { files: { [path: string]: [bytes: number] } };
  return { bytes: Object.values(files).reduce((sum, [bytes]) => sum + bytes, 0), files: Object.keys(files).length };
}
