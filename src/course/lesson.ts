// lesson.mdx and pages/*.mdx: their front matter, and what a lesson's text embeds: exercises, predictions, questions, numbers, curves.
import type { ContentProblem, CoursePage } from './course.ts';
import type { ContentFile } from './files.ts';
import { lessonForm, pageForm } from './schema/lesson.ts';
import { shapeOf } from './shape.ts';
import { readYaml, type YamlFile } from './yaml.ts';

/** What a lesson can embed by its id. */
export type EmbedKind = 'Exercise' | 'Predict' | 'Question' | 'Measured' | 'Curve' | 'RunChart';

/** Where a lesson embeds something. */
export interface Embed { kind: EmbedKind; id: string; line: number }

/** What the compiler takes from a lesson's file. */
export interface LessonText {
  front: { title: string; lead: string; minutes: number; objectives: string[]; prerequisites: string[] } | null;
  frontYaml: YamlFile | null;
  /** In the order of the text. */
  embeds: Embed[];
}

/** Reads a lesson's file; the syntax of its MDX is not checked here. */
export function readLesson(file: ContentFile, problems: ContentProblem[]): LessonText {
  const parts = frontMatterOf(file.text);
  if (parts === null) {
    problems.push({ file: file.path, line: 1, message: 'The lesson must begin with front matter: a line ---, the fields title, lead, minutes, objectives and prerequisites, and a line ---.' });
    return { front: null, frontYaml: null, embeds: embedsIn(file, file.text, 1, problems) };
  }
  const yaml = readYaml(file.path, parts.yaml, 2);
  const front = shapeOf(lessonForm, yaml, problems);
  return { front, frontYaml: yaml, embeds: embedsIn(file, parts.body, parts.bodyLine, problems) };
}

/** Reads a page that belongs to no lesson; null where its front matter is not sound. What lessons embed belongs to lessons: here it is a problem. */
export function readPage(file: ContentFile, problems: ContentProblem[]): CoursePage | null {
  const parts = frontMatterOf(file.text);
  if (parts === null) {
    problems.push({ file: file.path, line: 1, message: 'The page must begin with front matter: a line ---, the fields title, lead and minutes, and a line ---.' });
    return null;
  }
  for (const { kind, line } of embedsIn(file, parts.body, parts.bodyLine, problems)) problems.push({ file: file.path, line, message: `A page outside of the lessons embeds nothing: move this ${kind} into a lesson.` });
  const front = shapeOf(pageForm, readYaml(file.path, parts.yaml, 2), problems);
  return front === null ? null : { id: file.path.split('/').at(-1)!.replace(/\.mdx$/, ''), ...front };
}

function frontMatterOf(text: string): { yaml: string; body: string; bodyLine: number } | null {
  const lines = text.split('\n');
  const isFence = (line: string | undefined) => line?.trimEnd() === '---';
  if (!isFence(lines[0])) return null;
  const end = lines.findIndex((line, at) => at > 0 && isFence(line));
  if (end < 0) return null;
  return { yaml: lines.slice(1, end).join('\n'), body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 };
}

/** Fenced code, code in a line and MDX comments show text; they embed nothing. Their characters become spaces, so that lines stay. */
const SHOWN = /^( {0,3})(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\2[`~]*[ \t]*$|(?![\s\S]))|`[^`\n]*`|\{\/\*[\s\S]*?\*\/\}/gm;

function embedsIn(file: ContentFile, body: string, bodyLine: number, problems: ContentProblem[]): Embed[] {
  const visible = body.replace(SHOWN, (shown) => shown.replace(/[^\n]/g, ' '));
  const embeds: Embed[] = [];
  for (const match of visible.matchAll(/<(Exercise|Predict|Question|Measured|Curve|RunChart)\b([^>]*)>/g)) {
    const kind = match[1] as EmbedKind;
    const line = bodyLine + visible.slice(0, match.index).split('\n').length - 1;
    const id = (kind === 'Predict' ? /^\s+id="([^"{}]*)"\s*$/ : /^\s+id="([^"{}]*)"\s*\/$/).exec(match[2]!)?.[1];
    const isOnce = kind !== 'Measured';
    if (id === undefined) problems.push({ file: file.path, line, message: HOW_TO_EMBED[kind] });
    else if (isOnce && embeds.some((embed) => embed.kind === kind && embed.id === id)) problems.push({ file: file.path, line, message: `${kind} ${id} is already embedded above; once is enough.` });
    else embeds.push({ kind, id, line });
  }
  return embeds;
}

const HOW_TO_EMBED: { readonly [kind in EmbedKind]: string } = {
  Exercise: 'An exercise is embedded as <Exercise id="its-id" />, with nothing else in it.',
  Predict: 'A prediction is embedded as <Predict id="its-id">, the text of what happened, and </Predict>.',
  Question: 'A question is embedded as <Question id="its-id" />, with nothing else in it.',
  Measured: 'A number is embedded as <Measured id="its-id" />, with nothing else in it.',
  Curve: 'A curve is embedded as <Curve id="its-id" />, with nothing else in it.',
  RunChart: 'The chart of a run is embedded as <RunChart id="its-run" />, with nothing else in it.',
};
