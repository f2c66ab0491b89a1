import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isScalar, isSeq, parseDocument, type YAMLSeq, type Scalar } from 'yaml';
import { BadUse, Stopped } from '../command.ts';
import { lessonFiles } from './lesson-files.ts';
import { idsOf, writeNewFiles } from './place.ts';

/** Writes a new lesson and adds it to the end of its module in course.yaml; returns a line for each thing done. */
export function newLesson(root: string, path: string): string[] {
  const [module, id] = idsOf(path, ['MODULE', 'ID']) as [string, string];
  const outlineFile = join(root, 'content', 'course.yaml');
  if (!existsSync(outlineFile)) throw new Stopped('There is no content/course.yaml to add the lesson to.', 2);
  if (existsSync(join(root, 'content', path))) throw new BadUse(`content/${path} exists already. Nothing was written.`);
  const outline = addLesson(readFileSync(outlineFile, 'utf8'), module, id);
  const written = writeNewFiles(root, lessonFiles(id).map((file) => ({ path: `${path}/${file.path}`, text: file.text })));
  writeFileSync(outlineFile, outline);
  return [...written, `changed  content/course.yaml: ${id} is now the last lesson of ${module}`];
}

/** course.yaml with a lesson more; every other byte stays as its author wrote it. */
export function addLesson(yaml: string, module: string, id: string): string {
  const document = parseDocument(yaml);
  const modules = document.get('modules');
  if (document.errors.length > 0 || !isSeq(modules)) throw new Stopped('content/course.yaml cannot be read: run npx nsp check, and mend it first.', 2);
  const found = modules.items.find((item) => isMap(item) && item.get('id') === module);
  if (!isMap(found)) throw new BadUse(`course.yaml has no module ${module}. Add it there first, with id, title, summary and lessons: []`);
  const all = modules.items.flatMap((item) => (isMap(item) && isSeq(item.get('lessons')) ? (item.get('lessons') as YAMLSeq).items : []));
  if (all.some((item) => isScalar(item) && item.value === id)) throw new BadUse(`course.yaml has a lesson ${id} already.`);
  const lessons = found.get('lessons', true) as unknown;
  if (!isSeq(lessons) || lessons.range == null) throw new Stopped(`In content/course.yaml the module ${module} has no list of lessons: write lessons: []`, 2);
  return insertItem(yaml, lessons, id);
}

function insertItem(yaml: string, list: YAMLSeq, id: string): string {
  const last = list.items.at(-1) as Scalar | undefined;
  if (list.flow === true || last === undefined) {
    const end = yaml.lastIndexOf(']', list.range![1] - 1);
    return `${yaml.slice(0, end)}${list.items.length === 0 ? '' : ', '}${id}${yaml.slice(end)}`;
  }
  const lineStart = yaml.lastIndexOf('\n', last.range![0]) + 1;
  const indent = yaml.slice(lineStart, yaml.indexOf('-', lineStart));
  const lineEnd = yaml.indexOf('\n', last.range![1] - 1);
  const end = lineEnd < 0 ? yaml.length : lineEnd;
  return `${yaml.slice(0, end)}\n${indent}- ${id}${yaml.slice(end)}`;
}
