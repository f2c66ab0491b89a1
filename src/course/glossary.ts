// glossary.yaml: the words of the field, each explained once.
import type { ContentProblem } from './course.ts';
import type { ContentFile } from './files.ts';
import type { Term } from './learning.ts';
import { glossaryForm } from './schema/glossary.ts';
import { shapeOf } from './shape.ts';
import { readYaml } from './yaml.ts';

/** The terms in alphabetical order; an id or a form given twice, and a reference to nothing, are problems. `lessons` are all ids of lessons. */
export function readGlossary(file: ContentFile | null, lessons: readonly string[], problems: ContentProblem[]): Term[] {
  if (file === null) return [];
  const yaml = readYaml(file.path, file.text);
  const entries = shapeOf(glossaryForm, yaml, problems) ?? [];
  const report = (path: (string | number)[], message: string) => problems.push({ file: file.path, line: yaml.lineOf(path), message });
  const ids = new Set<string>();
  const words = new Set<string>();
  entries.forEach((entry, at) => {
    if (ids.has(entry.id)) report([at, 'id'], `The term ${entry.id} stands above already.`);
    ids.add(entry.id);
    for (const word of [entry.term, ...(entry.forms ?? [])].map((one) => one.toLowerCase())) {
      if (words.has(word)) report([at, 'term'], `"${word}" already belongs to a term above.`);
      words.add(word);
    }
    if (entry.lesson !== undefined && !lessons.includes(entry.lesson)) report([at, 'lesson'], `There is no lesson ${entry.lesson} in course.yaml.`);
  });
  entries.forEach((entry, at) => (entry.see ?? []).forEach((other, position) => {
    if (!ids.has(other)) report([at, 'see', position], `There is no term ${other}.`);
  }));
  const terms = entries.map(({ id, term, forms = [], meaning, lesson = null, see = [] }): Term => ({ id, term, forms, meaning, lesson, see }));
  const key = ({ term }: Term): string => term.toLowerCase();
  return terms.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}
