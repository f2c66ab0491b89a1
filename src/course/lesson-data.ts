// What lies beside a lesson's text: predictions.yaml, questions.yaml and measured.yaml; and whether text and files agree on what is there.
import type { ContentProblem } from './course.ts';
import type { ContentFile, LessonFolder } from './files.ts';
import type { LessonPrediction, Question } from './learning.ts';
import type { Embed, EmbedKind } from './lesson.ts';
import type { LessonMeasurements } from './measured.ts';
import type { Form } from './schema/form.ts';
import { measuredForm } from './schema/measured.ts';
import { predictionsForm } from './schema/prediction.ts';
import { questionsForm } from './schema/question.ts';
import { shapeOf } from './shape.ts';
import { readYaml, type YamlFile } from './yaml.ts';

/** The data of one lesson; empty where there is no file, or where a file has a problem. */
export interface LessonData {
  /** False when questions.yaml has a problem, so that nobody knows which questions there are. */
  areQuestionsKnown: boolean;
  predictions: LessonPrediction[];
  questions: Question[];
  measured: LessonMeasurements;
}

/** Reads the three files of a lesson; problems are reported with their lines. */
export function readLessonData(folder: LessonFolder, embeds: readonly Embed[], problems: ContentProblem[]): LessonData {
  const predictions = read(folder.predictions, predictionsForm, problems);
  const questions = read(folder.questions, questionsForm, problems);
  const measured = read(folder.measured, measuredForm, problems);
  const sources = new Map([...folder.designs, ...folder.exercises.flatMap((exercise) => [exercise.starter, ...exercise.solutions, ...exercise.mistakes])].flatMap((file) => (file === null ? [] : [[file.path, file.text] as const])));
  const data: LessonData = {
    areQuestionsKnown: folder.questions === null || questions !== null,
    predictions: predictions?.value ?? [],
    questions: (questions?.value ?? []).map((question) => ({ ...question, lesson: folder.id })),
    measured: {
      runs: (measured?.value.runs ?? []).map((run) => ({ ...run, design: sources.get(`${folder.path}/${run.design}`) ?? '', designFile: `${folder.path}/${run.design}` })),
      numbers: measured?.value.numbers ?? [],
      curves: measured?.value.curves ?? [],
    },
  };
  if (measured !== null) checkMeasured(measured.yaml, data.measured, sources, problems);
  if (predictions !== null && (folder.measured === null || measured !== null)) checkPredictions(predictions.yaml, data, problems);
  if (measured !== null || folder.measured === null) reportUnusedDesigns(folder, data, problems);
  const used = usedIds(data);
  const compare = (kind: EmbedKind, file: ContentFile | null, yaml: YamlFile | null, path: (string | number)[], list: { id: string }[]) => {
    // What a damaged file has is not known.
    if (folder.mdx !== null && (file === null || yaml !== null)) compareWithText({ mdx: folder.mdx, kind, embeds, yaml, path, list, used }, problems);
  };
  compare('Predict', folder.predictions, predictions?.yaml ?? null, [], data.predictions);
  // A prediction whose file is damaged may be what uses a number.
  if (folder.predictions === null || predictions !== null) {
    compare('Measured', folder.measured, measured?.yaml ?? null, ['numbers'], data.measured.numbers);
    compare('Curve', folder.measured, measured?.yaml ?? null, ['curves'], data.measured.curves);
  }
  for (const embed of embeds.filter(({ kind }) => kind === 'RunChart')) {
    if (measured !== null && !data.measured.runs.some((run) => run.id === embed.id)) problems.push({ file: folder.mdx!.path, line: embed.line, message: `measured.yaml has no run ${embed.id}.` });
  }
  if (questions !== null) reportRepeated(questions.yaml, [], data.questions, problems);
  return data;
}

function read<T>(file: ContentFile | null, form: Form<T>, problems: ContentProblem[]): { yaml: YamlFile; value: T } | null {
  if (file === null) return null;
  const yaml = readYaml(file.path, file.text);
  const value = shapeOf(form, yaml, problems);
  return value === null ? null : { yaml, value };
}

function reportRepeated(yaml: YamlFile, path: (string | number)[], list: { id: string }[], problems: ContentProblem[]): void {
  list.forEach(({ id }, at) => {
    if (list.findIndex((other) => other.id === id) < at) problems.push({ file: yaml.file, line: yaml.lineOf([...path, at, 'id']), message: `The id ${id} stands above already.` });
  });
}

/** Ids of numbers and curves that predictions compare with: they need not stand in the text. */
function usedIds({ predictions }: LessonData): Set<string> {
  return new Set(predictions.flatMap(({ form }) => (form.kind === 'number' || form.kind === 'curve' ? [form.measured] : [])));
}

interface Compared { mdx: ContentFile; kind: EmbedKind; embeds: readonly Embed[]; yaml: YamlFile | null; path: (string | number)[]; list: { id: string }[]; used: Set<string> }

function compareWithText({ mdx, kind, embeds, yaml, path, list, used }: Compared, problems: ContentProblem[]): void {
  if (yaml !== null) reportRepeated(yaml, path, list, problems);
  for (const embed of embeds.filter((one) => one.kind === kind)) {
    if (!list.some(({ id }) => id === embed.id)) problems.push({ file: mdx.path, line: embed.line, message: `There is no ${kind} ${embed.id} in the files beside this lesson.` });
  }
  list.forEach(({ id }, at) => {
    if (used.has(id) || embeds.some((embed) => embed.kind === kind && embed.id === id)) return;
    problems.push({ file: yaml!.file, line: yaml!.lineOf([...path, at, 'id']), message: `The lesson does not use ${id}: write <${kind} id="${id}"…>, or remove it.` });
  });
}

function checkMeasured(yaml: YamlFile, measured: LessonMeasurements, sources: Map<string, string>, problems: ContentProblem[]): void {
  const report = (path: (string | number)[], message: string) => problems.push({ file: yaml.file, line: yaml.lineOf(path), message });
  reportRepeated(yaml, ['runs'], measured.runs, problems);
  measured.runs.forEach((run, at) => {
    if (!sources.has(run.designFile)) report(['runs', at, 'design'], `There is no file ${run.designFile}.`);
  });
  for (const list of ['numbers', 'curves'] as const) {
    measured[list].forEach((one, at) => {
      if (!measured.runs.some((run) => run.id === one.run)) report([list, at, 'run'], `There is no run ${one.run} in this file.`);
    });
  }
}

function checkPredictions(yaml: YamlFile, { predictions, measured }: LessonData, problems: ContentProblem[]): void {
  predictions.forEach(({ form }, at) => {
    if (form.kind !== 'number' && form.kind !== 'curve') return;
    const known: { id: string }[] = form.kind === 'number' ? measured.numbers : measured.curves;
    if (!known.some(({ id }) => id === form.measured)) problems.push({ file: yaml.file, line: yaml.lineOf([at, form.kind, 'measured']), message: `measured.yaml has no ${form.kind} ${form.measured}.` });
  });
}

function reportUnusedDesigns(folder: LessonFolder, { measured }: LessonData, problems: ContentProblem[]): void {
  for (const file of folder.designs) {
    if (!measured.runs.some((run) => run.designFile === file.path)) problems.push({ file: file.path, line: 1, message: 'No run in measured.yaml uses this design.' });
  }
}
