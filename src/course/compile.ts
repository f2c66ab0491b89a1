// From the files of content/ to the course as data. Pure: it reads nothing itself, and reports every problem at once.
import type { CompiledCourse, ContentProblem, Course, CoursePage, Lesson } from './course.ts';
import { compileExercise, type CompiledExercise } from './exercise.ts';
import type { Term } from './learning.ts';
import { sortFiles, type ContentFile, type ContentTree, type LessonFolder } from './files.ts';
import { readGlossary } from './glossary.ts';
import { readLesson, readPage, type EmbedKind, type LessonText } from './lesson.ts';
import { readLessonData, type LessonData } from './lesson-data.ts';
import { courseForm } from './schema/lesson.ts';
import { shapeOf } from './shape.ts';
import { readYaml, type YamlFile } from './yaml.ts';

interface Outline { title: string; modules: { id: string; title: string; summary: string; lessons: string[] }[] }

interface ReadLesson { folder: LessonFolder; text: LessonText; data: LessonData; exercises: Map<string, CompiledExercise> }

/** Compiles the whole of content/. `path` is inside content/, with slashes. The course is null when anything is wrong; problems are in order of file and line. */
export function compileCourse(files: readonly ContentFile[]): CompiledCourse {
  const problems: ContentProblem[] = [];
  const tree = sortFiles(files, problems);
  const yaml = tree.courseYaml === null ? null : readYaml('course.yaml', tree.courseYaml.text);
  if (yaml === null) problems.push({ file: 'course.yaml', line: 1, message: 'This file is missing: it lists modules and lessons in order.' });
  const outline: Outline | null = yaml === null ? null : shapeOf(courseForm, yaml, problems);
  if (yaml !== null && outline !== null) checkOutline(yaml, outline, tree, problems);

  const lessons = tree.lessons.map((folder) => readFolder(folder, problems));
  reportRepeatedExercises(lessons, problems);
  reportRepeatedIds(lessons, problems);
  checkQuestions(outline, lessons, problems);
  const glossary = readGlossary(tree.glossaryYaml, outline?.modules.flatMap((module) => module.lessons) ?? [], problems);
  const pages = tree.pages.flatMap((file) => readPage(file, problems) ?? []);
  if (outline !== null) checkPrerequisites(outline, lessons, problems);

  const compiled = lessons.flatMap((lesson) => [...lesson.exercises.values()]);
  const course = problems.length > 0 || outline === null ? null : courseOf(outline, lessons, glossary, pages);
  return {
    course,
    solutions: compiled.flatMap((exercise) => exercise.solutions),
    mistakes: compiled.flatMap((exercise) => exercise.mistakes),
    starterFails: Object.fromEntries(compiled.flatMap(({ exercise, starterFails }) => (exercise === null ? [] : [[exercise.id, starterFails]]))),
    survivors: Object.fromEntries(compiled.flatMap(({ exercise, survivors }) => (exercise === null ? [] : [[exercise.id, survivors]]))),
    problems: inOrder(problems),
  };
}

function inOrder(problems: ContentProblem[]): ContentProblem[] {
  return [...problems].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}

function checkOutline(yaml: YamlFile, outline: Outline, tree: ContentTree, problems: ContentProblem[]): void {
  const modules = new Set<string>();
  const lessons = new Set<string>();
  const listed = new Set<string>();
  const report = (path: (string | number)[], message: string) => problems.push({ file: yaml.file, line: yaml.lineOf(path), message });
  outline.modules.forEach((module, at) => {
    if (modules.has(module.id)) report(['modules', at, 'id'], `The module ${module.id} stands above already.`);
    modules.add(module.id);
    module.lessons.forEach((lesson, position) => {
      const path = ['modules', at, 'lessons', position];
      if (lessons.has(lesson)) report(path, `The lesson ${lesson} stands above already: the ids of lessons are different in the whole course.`);
      lessons.add(lesson);
      listed.add(`${module.id}/${lesson}`);
      if (!tree.lessons.some((folder) => folder.path === `${module.id}/${lesson}`)) report(path, `The lesson ${lesson} has no folder ${module.id}/${lesson}/.`);
    });
  });
  for (const folder of tree.lessons) {
    if (!listed.has(folder.path)) problems.push({ file: folder.mdx?.path ?? folder.path, line: 1, message: `course.yaml does not list this lesson: add ${folder.id} to the lessons of the module ${folder.module}.` });
  }
}

function readFolder(folder: LessonFolder, problems: ContentProblem[]): ReadLesson {
  const text: LessonText = folder.mdx === null ? { front: null, frontYaml: null, embeds: [] } : readLesson(folder.mdx, problems);
  if (folder.mdx === null) problems.push({ file: folder.path, line: 1, message: 'This lesson has no lesson.mdx.' });
  const exercises = new Map(folder.exercises.map((exercise) => [exercise.id, compileExercise(exercise, folder, problems)]));
  const embeds = text.embeds.filter(({ kind }) => kind === 'Exercise');
  for (const embed of embeds) {
    if (!exercises.has(embed.id)) problems.push({ file: folder.mdx!.path, line: embed.line, message: `There is no exercise ${embed.id} in ${folder.path}/${embed.id}/.` });
  }
  for (const exercise of folder.exercises) {
    if (folder.mdx === null || embeds.some((embed) => embed.id === exercise.id)) continue;
    problems.push({ file: exercise.yaml?.path ?? exercise.path, line: 1, message: `No lesson embeds this exercise: write <Exercise id="${exercise.id}" /> in ${folder.mdx.path}.` });
  }
  return { folder, text, data: readLessonData(folder, text.embeds, problems), exercises };
}

function reportRepeatedExercises(lessons: ReadLesson[], problems: ContentProblem[]): void {
  const first = new Map<string, string>();
  for (const exercise of lessons.flatMap((lesson) => lesson.folder.exercises)) {
    const other = first.get(exercise.id);
    if (other !== undefined) problems.push({ file: exercise.yaml?.path ?? exercise.path, line: 1, message: `The exercise ${exercise.id} is also in ${other}/: the ids of exercises are different in the whole course.` });
    else first.set(exercise.id, exercise.path);
  }
}

/** Answers and predictions are kept under their ids, so these are different in the whole course. */
function reportRepeatedIds(lessons: ReadLesson[], problems: ContentProblem[]): void {
  for (const role of ['questions', 'predictions'] as const) {
    const first = new Map<string, string>();
    for (const { folder, data } of lessons) {
      for (const { id } of data[role]) {
        const other = first.get(id);
        if (other !== undefined && other !== folder.path) problems.push({ file: folder[role]!.path, line: 1, message: `The id ${id} is also in ${other}/: ids of ${role} are different in the whole course.` });
        first.set(id, folder.path);
      }
    }
  }
}

/** A lesson embeds its own questions and those of earlier lessons, and every question stands in some lesson. */
function checkQuestions(outline: Outline | null, lessons: ReadLesson[], problems: ContentProblem[]): void {
  const order = outline?.modules.flatMap((module) => module.lessons) ?? [];
  // Where an id stands twice, which is reported, the first lesson counts.
  const home = new Map([...lessons].reverse().flatMap(({ folder, data }) => data.questions.map((question) => [question.id, folder.id] as const)));
  const asked = new Set<string>();
  const areKnown = lessons.every(({ data }) => data.areQuestionsKnown);
  for (const { folder, text } of lessons) {
    for (const { id, line } of text.embeds.filter(({ kind }) => kind === 'Question')) {
      asked.add(id);
      const lesson = home.get(id);
      if (lesson === undefined && !areKnown) continue;
      if (lesson === undefined) problems.push({ file: folder.mdx!.path, line, message: `There is no question ${id} in any questions.yaml.` });
      else if (order.indexOf(lesson) > order.indexOf(folder.id)) problems.push({ file: folder.mdx!.path, line, message: `The question ${id} belongs to ${lesson}, which comes later.` });
    }
  }
  for (const { folder, data } of lessons) {
    for (const { id } of data.questions) if (!asked.has(id)) problems.push({ file: folder.questions!.path, line: 1, message: `No lesson asks the question ${id}: write <Question id="${id}" />, or remove it.` });
  }
}

function checkPrerequisites(outline: Outline, lessons: ReadLesson[], problems: ContentProblem[]): void {
  const order = outline.modules.flatMap((module) => module.lessons);
  for (const { folder, text } of lessons) {
    const own = order.indexOf(folder.id);
    text.front?.prerequisites.forEach((id, at) => {
      const position = order.indexOf(id);
      const line = text.frontYaml!.lineOf(['prerequisites', at]);
      if (position < 0) problems.push({ file: folder.mdx!.path, line, message: `There is no lesson ${id} in course.yaml.` });
      else if (own >= 0 && position >= own) problems.push({ file: folder.mdx!.path, line, message: `The lesson ${id} does not come before this one.` });
    });
  }
}

/** Only called without any problem, so that every lesson and exercise is there. */
function courseOf(outline: Outline, lessons: ReadLesson[], glossary: Term[], pages: CoursePage[]): Course {
  const lessonOf = (module: string, id: string, number: string): Lesson => {
    const { text, data, exercises } = lessons.find(({ folder }) => folder.module === module && folder.id === id)!;
    const embedded = (kind: EmbedKind) => text.embeds.filter((embed) => embed.kind === kind).map((embed) => embed.id);
    return { id, module, number, ...text.front!, exercises: embedded('Exercise').map((exercise) => exercises.get(exercise)!.exercise!), ...data, asks: embedded('Question') };
  };
  return { format: 1, title: outline.title, modules: outline.modules.map((module, m) => ({ ...module, lessons: module.lessons.map((id, l) => lessonOf(module.id, id, `${m + 1}.${l + 1}`)) })), glossary, pages, elsewhere: [] };
}
