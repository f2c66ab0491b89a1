// The diagrams of lessons and pages: where they stand, what they are called, and whether their drawings are there.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentProblem } from '../../../course/course.ts';
import { DIAGRAM_COLOURS, DIAGRAM_SETTINGS, NARROW_SETTINGS, STATE_CLASSES } from '../../diagrams/theme.ts';

/** A mermaid fence of a lesson or page. */
export interface DiagramFence {
  /** Line of the fence, from 1. */
  line: number;
  source: string;
  /** Name of its drawing: `diagrams/<key>.svg` beside the text. */
  key: string;
}

/** Raised when `draw.ts` or `compact.ts` draws the same source differently. */
const DRAWING_VERSION = 3;

/** Version of the installed mermaid; `root` is the project's folder. */
export function mermaidVersion(root: string): string {
  return (JSON.parse(readFileSync(join(root, 'node_modules/mermaid/package.json'), 'utf8')) as { version: string }).version;
}

/** Name of a diagram's drawing: it changes with source, look and mermaid version. */
export function diagramKey(source: string, version: string): string {
  const parts = [DRAWING_VERSION, version, DIAGRAM_SETTINGS, NARROW_SETTINGS, DIAGRAM_COLOURS, STATE_CLASSES, source.trim()];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 10);
}

/** Whether a file of content/ is a text that may have diagrams. Those of pages share one folder. */
export const mayHaveDiagrams = (path: string): boolean => /(?:^|\/)(?:lesson|pages\/[^/]+)\.mdx$/.test(path);

/** Every mermaid fence of a text, from the top. */
export function findDiagrams(text: string, version: string): DiagramFence[] {
  const found: DiagramFence[] = [];
  const lines = text.split(/\r?\n/);
  for (let start = 0; start < lines.length; start += 1) {
    const open = /^(`{3,}|~{3,})\s*([\w-]*)/.exec(lines[start]!);
    if (!open) continue;
    let end = start + 1;
    while (end < lines.length && lines[end]!.trim() !== open[1]) end += 1;
    const source = lines.slice(start + 1, end).join('\n');
    if (open[2] === 'mermaid') found.push({ line: start + 1, source, key: diagramKey(source, version) });
    start = end;
  }
  return found;
}

/** A line such as `accTitle: …` of a diagram's source; null when it is missing. */
export function diagramLine(source: string, name: 'accTitle' | 'accDescr'): string | null {
  return new RegExp(`^\\s*${name}\\s*:\\s*(.+)$`, 'm').exec(source)?.[1]?.trim() ?? null;
}

/** The texts of comment lines such as `%% text: …`, in their order. */
export function diagramComments(source: string, name: 'text' | 'caption'): string[] {
  return [...source.matchAll(new RegExp(`^\\s*%%\\s*${name}:\\s*(.+)$`, 'gm'))].map((match) => match[1]!.trim());
}

/** What is wrong with the diagrams of the content: no words for those who do not see them, no drawing, or a drawing that no fence uses. */
export function diagramProblems(files: readonly { path: string; text: string }[], version: string): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const used = new Set<string>();
  const present = new Set(files.map((file) => file.path));
  for (const { path, text } of files.filter((file) => mayHaveDiagrams(file.path))) {
    for (const fence of findDiagrams(text, version)) {
      const drawing = path.replace(/[^/]+$/, `diagrams/${fence.key}.svg`);
      used.add(drawing);
      for (const name of ['accTitle', 'accDescr'] as const) {
        if (diagramLine(fence.source, name) === null) problems.push({ file: path, line: fence.line, message: `The diagram has no line "${name}: …". It says in words what the picture shows.` });
      }
      if (!present.has(drawing)) problems.push({ file: path, line: fence.line, message: 'The diagram has no drawing, or was changed after it was drawn. Run: npm run diagrams' });
    }
  }
  for (const path of present) {
    if (/\/diagrams\/[^/]+\.svg$/.test(path) && !used.has(path)) problems.push({ file: path, line: 1, message: 'No diagram uses this drawing. Run: npm run diagrams' });
  }
  return problems;
}
