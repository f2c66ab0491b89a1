import { appendFileSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { BadUse } from '../command.ts';
import { EXERCISE_FILES } from './exercise-files.ts';
import { idsOf, writeNewFiles } from './place.ts';

/** Folders of a lesson that are no exercise: drawings, and what measured.yaml simulates. */
const OWN_FOLDERS: readonly string[] = ['diagrams', 'designs'];

/** Writes a new exercise and embeds it at the end of its lesson; returns a line for each thing done. */
export function newExercise(root: string, path: string): string[] {
  const [module, lesson, id] = idsOf(path, ['MODULE', 'LESSON', 'ID']) as [string, string, string];
  if (OWN_FOLDERS.includes(id)) throw new BadUse(`${id} is a folder of the lesson itself; an exercise needs another id.`);
  const mdx = join(root, 'content', module, lesson, 'lesson.mdx');
  if (!existsSync(mdx)) throw new BadUse(`There is no lesson ${module}/${lesson}. npx nsp new lesson ${module}/${lesson} begins it.`);
  const other = folderOf(root, id);
  if (other !== null) throw new BadUse(`The exercise ${id} exists already, in content/${other}. Ids of exercises are used once in the whole course.`);
  const written = writeNewFiles(root, EXERCISE_FILES.map((file) => ({ path: `${path}/${file.path}`, text: file.text })));
  appendFileSync(mdx, `${readFileSync(mdx, 'utf8').endsWith('\n') ? '' : '\n'}\n<Exercise id="${id}" />\n`);
  return [...written, `changed  content/${module}/${lesson}/lesson.mdx: the exercise is embedded at its end`];
}

/** Where an exercise with this id lies already, in whatever lesson. */
function folderOf(root: string, id: string): string | null {
  const folders = (path: string): string[] => readdirSync(join(root, 'content', path), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => (path === '' ? entry.name : `${path}/${entry.name}`));
  return folders('').flatMap(folders).flatMap(folders).find((path) => path.endsWith(`/${id}`)) ?? null;
}
