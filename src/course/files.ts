// Which file is what, by its path alone. A file that is nothing known is a problem: content that nobody lists is content that nobody reads.
import type { ContentProblem } from './course.ts';
import { ID, ID_RULE } from './schema/form.ts';

/** One file of content. */
export interface ContentFile {
  /** Path inside content/, with slashes. */
  path: string;
  text: string;
}

/** The files of one exercise. */
export interface ExerciseFolder {
  /** Path of the folder. */
  path: string;
  id: string;
  yaml: ContentFile | null;
  starter: ContentFile | null;
  solutions: ContentFile[];
  mistakes: ContentFile[];
}

/** The files of one lesson. */
export interface LessonFolder {
  path: string;
  module: string;
  id: string;
  mdx: ContentFile | null;
  /** predictions.yaml, questions.yaml and measured.yaml; each may be missing. */
  predictions: ContentFile | null;
  questions: ContentFile | null;
  measured: ContentFile | null;
  /** designs/*.ts: what measured.yaml simulates. */
  designs: ContentFile[];
  exercises: ExerciseFolder[];
}

/** All of content, sorted by path. */
export interface ContentTree {
  courseYaml: ContentFile | null;
  glossaryYaml: ContentFile | null;
  /** pages/*.mdx. */
  pages: ContentFile[];
  lessons: LessonFolder[];
}

const LESSON_FILES: { readonly [name: string]: 'mdx' | 'predictions' | 'questions' | 'measured' } = {
  'lesson.mdx': 'mdx', 'predictions.yaml': 'predictions', 'questions.yaml': 'questions', 'measured.yaml': 'measured',
};
/** Folders of a lesson that are no exercise. */
const OWN_FOLDERS: readonly string[] = ['diagrams', 'designs'];
/** Texts that belong to no lesson: the site has a page for each. */
const PAGE = /^pages\/[a-z-]+\.mdx$/;
const DRAWING_OF_PAGES = /^pages\/diagrams\/[^/]+\.svg$/;

const LOOSE_FILES: readonly string[] = ['LICENSE', 'LICENSE.md', 'README.md'];
const PLACES = 'Known are course.yaml, glossary.yaml, pages/*.mdx and pages/diagrams/*.svg, in <module>/<lesson>/ lesson.mdx, predictions.yaml, questions.yaml, measured.yaml, designs/*.ts and diagrams/*.svg, and <module>/<lesson>/<exercise>/ with exercise.yaml, starter.ts, solutions/*.ts and mistakes/*.ts.';

/** Puts every file at its place in the tree; whatever has none is added to `problems`. */
export function sortFiles(files: readonly ContentFile[], problems: ContentProblem[]): ContentTree {
  const tree: ContentTree = { courseYaml: null, glossaryYaml: null, pages: [], lessons: [] };
  const lessons = new Map<string, LessonFolder>();
  const exercises = new Map<string, ExerciseFolder>();
  const inOrder = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  for (const file of inOrder) {
    const steps = file.path.split('/');
    if (file.path === 'course.yaml') tree.courseYaml = file;
    else if (file.path === 'glossary.yaml') tree.glossaryYaml = file;
    else if (PAGE.test(file.path)) tree.pages.push(file);
    else if (DRAWING_OF_PAGES.test(file.path) || (steps.length === 1 && LOOSE_FILES.includes(file.path))) continue;
    else if (!place(file, steps, lessons, exercises)) problems.push({ file: file.path, line: 1, message: `Nothing reads this file. ${PLACES}` });
  }
  tree.lessons = [...lessons.values()];
  const folders = new Set(tree.lessons.flatMap((lesson) => [lesson.module, lesson.path, ...lesson.exercises.map((exercise) => exercise.path)]));
  for (const folder of folders) {
    if (!ID.test(folder.split('/').at(-1)!)) problems.push({ file: folder, line: 1, message: `The name of this folder is an id: it ${ID_RULE}.` });
  }
  return tree;
}

function place(file: ContentFile, steps: string[], lessons: Map<string, LessonFolder>, exercises: Map<string, ExerciseFolder>): boolean {
  const [module, lessonId, third, fourth, fifth] = steps as [string, string, string, string, string];
  const role = steps.length === 3 ? LESSON_FILES[third] : undefined;
  const isDiagram = steps.length === 4 && third === 'diagrams' && fourth.endsWith('.svg');
  const isDesign = steps.length === 4 && third === 'designs' && fourth.endsWith('.ts');
  const isExerciseFile = steps.length === 4 && !OWN_FOLDERS.includes(third) && (fourth === 'exercise.yaml' || fourth === 'starter.ts');
  const isAnswer = steps.length === 5 && !OWN_FOLDERS.includes(third) && (fourth === 'solutions' || fourth === 'mistakes') && fifth.endsWith('.ts');
  if (role === undefined && !isDiagram && !isDesign && !isExerciseFile && !isAnswer) return false;

  const path = `${module}/${lessonId}`;
  const lesson = lessons.get(path) ?? { path, module, id: lessonId, mdx: null, predictions: null, questions: null, measured: null, designs: [], exercises: [] };
  lessons.set(path, lesson);
  if (role !== undefined) lesson[role] = file;
  if (isDesign) lesson.designs.push(file);
  if (!isExerciseFile && !isAnswer) return true;

  const exercisePath = `${path}/${third}`;
  let exercise = exercises.get(exercisePath);
  if (exercise === undefined) {
    exercise = { path: exercisePath, id: third, yaml: null, starter: null, solutions: [], mistakes: [] };
    exercises.set(exercisePath, exercise);
    lesson.exercises.push(exercise);
  }
  if (fourth === 'exercise.yaml') exercise.yaml = file;
  else if (fourth === 'starter.ts') exercise.starter = file;
  else exercise[fourth as 'solutions' | 'mistakes'].push(file);
  return true;
}
