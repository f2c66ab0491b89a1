// Draws the diagrams of all lessons and pages that have no drawing yet, and deletes drawings that nothing uses. Run by `npm run diagrams`.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContentProblem } from '../../course/course.ts';
import type { Browser } from 'playwright-core';
import { startChromium } from './diagrams/chromium.ts';
import { drawDiagram } from './diagrams/draw.ts';
import { diagramLine, findDiagrams, mayHaveDiagrams, mermaidVersion } from './diagrams/find.ts';
import type { DiagramFence } from './diagrams/find.ts';
import { NARROW_WIDTH } from '../diagrams/theme.ts';
import { diagramWords } from './diagrams/words.ts';
import { writeDiagramFile, writeSvg } from '../diagrams/write-svg.ts';
import { describeContentProblems, listFiles } from './read-content.ts';

/** What was done: paths inside content/. */
export interface DrawnDiagrams {
  drawn: string[];
  deleted: string[];
  /** Drawings that were still right. */
  kept: number;
}

/** A diagram that has no drawing; `folder` is where it belongs. */
interface Wanted {
  /** Path of the text inside content/. */
  path: string;
  /** Its `diagrams` folder inside content/. */
  folder: string;
  fence: DiagramFence;
}

/** What `renderDiagrams` needs: the project's folder, whether to draw all of them anew, and where to say what was done. */
export interface RenderDiagramsOptions {
  root: string;
  again?: boolean;
  say?: (line: string) => void;
}

/**
 * Brings the `diagrams` folders of content/ up to date. Throws when no Chromium is found, and, after all others are drawn, when a diagram
 * cannot be drawn: the message names file and line.
 */
export async function renderDiagrams({ root, again = false, say = console.log }: RenderDiagramsOptions): Promise<DrawnDiagrams> {
  const content = join(root, 'content');
  const version = mermaidVersion(root);
  const done: DrawnDiagrams = { drawn: [], deleted: [], kept: 0 };
  const problems: ContentProblem[] = [];
  const wanted: Wanted[] = [];
  const fences = listFiles(content).filter(mayHaveDiagrams).flatMap((path) => findDiagrams(readFileSync(join(content, path), 'utf8'), version).map((fence): Wanted => ({ path, folder: folderOf(path), fence })));
  const used = new Set(fences.map(drawingOf));
  for (const folder of new Set(listFiles(content).filter(mayHaveDiagrams).map(folderOf))) {
    for (const file of existsSync(join(content, folder)) ? readdirSync(join(content, folder)) : []) {
      if (used.has(`${folder}/${file}`)) continue;
      rmSync(join(content, folder, file));
      done.deleted.push(`${folder}/${file}`);
    }
  }
  for (const one of fences) {
    if (!again && existsSync(join(content, drawingOf(one)))) done.kept += 1;
    else wanted.push(one);
  }
  if (wanted.length > 0) await drawAll(root, wanted, done, problems);
  for (const path of done.drawn) say(`drawn    content/${path}`);
  for (const path of done.deleted) say(`deleted  content/${path}`);
  say(`${done.drawn.length} drawn, ${done.deleted.length} deleted, ${done.kept} still right.`);
  if (problems.length > 0) throw new Error(describeContentProblems(problems));
  return done;
}

const folderOf = (path: string): string => path.replace(/[^/]+$/, 'diagrams');
const drawingOf = ({ folder, fence }: Wanted): string => `${folder}/${fence.key}.svg`;

async function drawAll(root: string, wanted: Wanted[], done: DrawnDiagrams, problems: ContentProblem[]): Promise<void> {
  const browser = await startChromium();
  try {
    for (const one of wanted) {
      const { path, folder, fence } = one;
      try {
        const label = [diagramLine(fence.source, 'accTitle'), diagramLine(fence.source, 'accDescr')].filter(Boolean).join('. ');
        mkdirSync(join(root, 'content', folder), { recursive: true });
        writeFileSync(join(root, 'content', drawingOf(one)), await drawOne(browser, root, fence, label));
        done.drawn.push(drawingOf(one));
      } catch (error) {
        problems.push({ file: path, line: fence.line, message: `The diagram cannot be drawn: ${error instanceof Error ? error.message.split('\n').slice(0, 4).join(' ') : String(error)}` });
      }
    }
  } finally {
    await browser.close();
  }
}

/** The file of one diagram; the drawing for phones is left out where the other one is narrow enough. */
async function drawOne(browser: Browser, root: string, { source, key }: DiagramFence, label: string): Promise<string> {
  const wide = await drawDiagram(browser, root, source, false);
  const words = diagramWords(source, wide.links);
  if (wide.drawing.viewBox[2] <= NARROW_WIDTH) return writeDiagramFile(words, [writeSvg(wide.drawing, key, label, '')]);
  const narrow = await drawDiagram(browser, root, source, true);
  return writeDiagramFile(words, [writeSvg(wide.drawing, key, label, 'wide-only'), writeSvg(narrow.drawing, `${key}n`, label, 'narrow-only')]);
}
