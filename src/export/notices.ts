// The notices of other people's work that a tree of files holds. The build writes them for the whole site; what is left out of a channel needs none.
import { sorted, textFile, type Files } from './files.ts';

/** Where the notices lie. */
export const NOTICES = 'THIRD-PARTY-NOTICES.txt';

/** Between two packages. */
const LINE = `\n${'='.repeat(78)}\n`;

/** The same files, with the notices of those packages only that are in one of them. */
export function noticesOf(files: Files): Files {
  const bytes = files.get(NOTICES);
  if (bytes === undefined) return files;
  const [head, ...sections] = new TextDecoder().decode(bytes).split(LINE);
  const isHere = (section: string): boolean => (/^In: (.*)$/m.exec(section)?.[1] ?? '').split(', ').some((path) => files.has(path));
  return sorted([...files, [NOTICES, textFile([head!, ...sections.filter(isHere)].join(LINE))]]);
}
