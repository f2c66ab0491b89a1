import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Shape } from '../../src/site/diagrams/compact.ts';
import { diagramKey, diagramProblems, findDiagrams, mermaidVersion } from '../../src/site/build/diagrams/find.ts';
import { orthogonalEdges, runsDown } from '../../src/site/diagrams/orthogonal.ts';
import { figureHtml } from '../../src/site/build/diagrams/remark-diagrams.ts';
import { diagramWords } from '../../src/site/build/diagrams/words.ts';
import { readSvg, writeDiagramFile, writeSvg } from '../../src/site/diagrams/write-svg.ts';
import { renderDiagrams } from '../../src/site/build/diagrams.ts';
import { readContent } from '../../src/site/build/read-content.ts';

const root = process.cwd();
const version = mermaidVersion(root);
const SOURCE = 'flowchart LR\n  accTitle: One link\n  accDescr: a calls b.\n  A[a] --> B[b]';
const lesson = (source: string) => `# Title\n\n\`\`\`mermaid\n${source}\n\`\`\`\n`;
const folder = 'content-module/first/';
const files = (source: string, drawings: string[]) => [
  { path: `${folder}lesson.mdx`, text: lesson(source) },
  ...drawings.map((key) => ({ path: `${folder}diagrams/${key}.svg`, text: '<svg/>' })),
];

describe('diagrams and their drawings', () => {
  it('are all drawn and up to date in this course', () => {
    expect(diagramProblems(readContent(root), version)).toEqual([]);
  });

  it('agree when the drawing has the key of its source', () => {
    expect(diagramProblems(files(SOURCE, [diagramKey(SOURCE, version)]), version)).toEqual([]);
  });

  it('names the line of a diagram without a drawing', () => {
    expect(diagramProblems(files(SOURCE, []), version)).toEqual([
      { file: `${folder}lesson.mdx`, line: 3, message: 'The diagram has no drawing, or was changed after it was drawn. Run: npm run diagrams' },
    ]);
  });

  it('notices a changed source, another mermaid, and the drawing that is left over', () => {
    const old = diagramKey(SOURCE, version);
    const problems = diagramProblems(files(SOURCE.replace('[b]', '[c]'), [old]), version);
    expect(problems.map(({ file, line }) => [file, line])).toEqual([[`${folder}lesson.mdx`, 3], [`${folder}diagrams/${old}.svg`, 1]]);
    expect(diagramProblems(files(SOURCE, [old]), '0.0.1')).toHaveLength(2);
  });

  it('asks for the words of a diagram that has none', () => {
    const bare = 'flowchart LR\n  A --> B';
    const problems = diagramProblems(files(bare, [diagramKey(bare, version)]), version);
    expect(problems.map((problem) => problem.message)).toEqual([expect.stringContaining('accTitle'), expect.stringContaining('accDescr')]);
  });

  it('are not looked for inside other fences', () => {
    expect(findDiagrams('````md\n```mermaid\nflowchart LR\n```\n````\n', version)).toEqual([]);
  });
});

describe('renderDiagrams', () => {
  it('deletes a drawing that no lesson uses and keeps one that is right, without a browser', async () => {
    const temporary = mkdtempSync(join(tmpdir(), 'diagrams-'));
    try {
      const drawings = join(temporary, 'content/module/first/diagrams');
      mkdirSync(drawings, { recursive: true });
      mkdirSync(join(temporary, 'node_modules/mermaid'), { recursive: true });
      writeFileSync(join(temporary, 'node_modules/mermaid/package.json'), JSON.stringify({ version }));
      writeFileSync(join(temporary, 'content/module/first/lesson.mdx'), lesson(SOURCE));
      const kept = `${diagramKey(SOURCE, version)}.svg`;
      for (const name of [kept, '0123456789.svg']) writeFileSync(join(drawings, name), '<svg/>');
      const said: string[] = [];
      expect(await renderDiagrams({ root: temporary, say: (line) => said.push(line) })).toEqual({ drawn: [], deleted: ['module/first/diagrams/0123456789.svg'], kept: 1 });
      expect(readdirSync(drawings)).toEqual([kept]);
      expect(said).toEqual(['deleted  content/module/first/diagrams/0123456789.svg', '0 drawn, 1 deleted, 1 still right.']);
    } finally {
      rmSync(temporary, { recursive: true });
    }
  });
});

describe('a drawing', () => {
  const shape = (change: Partial<Shape>): Shape => ({ tag: 'rect', attributes: {}, look: { fill: ['#ffffff', '#121619'] }, text: '', markers: { start: '', end: '' }, ...change });

  it('holds both themes, its label and its words', () => {
    const svg = writeSvg({ viewBox: [0, 0, 10, 10], shapes: [shape({ attributes: { width: '5' } }), shape({ tag: 'text', text: 'a < "b"' })], markers: [] }, 'k', 'a "label"', '');
    const file = writeDiagramFile(['a to b', 'no -- comment'], [svg]);
    expect(readSvg(file)).toEqual({ words: ['a to b', 'no -- comment'], svg: svg.trim() });
    expect(svg).toContain('fill:light-dark(#ffffff,#121619)');
    expect(svg).toContain('role="img" aria-label="a &quot;label&quot;"');
    expect(svg).toContain('>a &lt; &quot;b&quot;</text>');
    const figure = figureHtml('flowchart LR\n%% caption: Figure 1.', file);
    expect(figure).toContain('<figcaption>Figure 1.</figcaption>');
    expect(figure).toContain('<summary>Diagram as text</summary><ul><li>a to b</li>');
  });

  it('is small: every committed drawing is under 12 KB', () => {
    for (const { path, text } of readContent(root).filter((file) => file.path.endsWith('.svg'))) expect(text.length, path).toBeLessThan(12_000);
  });

  it('leaves boxes in the middle of a side and turns at right angles', () => {
    const box = (x: string, y: string) => shape({ attributes: { width: '20', height: '10', transform: `translate(${x} ${y})` } });
    const edge = shape({ tag: 'path', attributes: { d: 'M18,10L46,35' }, look: { fill: ['none', 'none'] }, markers: { start: '', end: 'arrow' } });
    const [, , sideways] = orthogonalEdges([box('0', '0'), box('50', '30'), edge], false);
    expect(sideways!.attributes['d']).toBe('M20 5L33 5L33 35L46 35');
    const down = shape({ ...edge, attributes: { d: 'M10,10L60,26' } });
    expect(orthogonalEdges([box('0', '0'), box('50', '30'), down], true)[2]!.attributes['d']).toBe('M10 10L10 18L60 18L60 26');
    expect([runsDown('flowchart LR'), runsDown('graph TD')]).toEqual([false, true]);
  });

  it('is put in words from its links, or in those of its author', () => {
    const links = { kind: 'sequence', links: [{ from: 'a', to: 'b', label: 'asks' }, { from: 'b', to: '', label: 'waits' }, { from: 'b', to: 'a', label: '' }] };
    expect(diagramWords('sequenceDiagram', links)).toEqual(['a to b (asks)', 'b: waits', 'b to a']);
    expect(diagramWords('sequenceDiagram\n%% text: One line.\n  %% text: Another.', links)).toEqual(['One line.', 'Another.']);
  });

  it('of this course names no font or colour of another theme', () => {
    const drawings = readContent(root).filter((file) => file.path.endsWith('.svg'));
    expect(drawings.length).toBeGreaterThan(0);
    for (const { text } of drawings) expect(text).not.toMatch(/foreignObject|trebuchet|drawn-light/);
    expect(readFileSync(join(root, 'public/fonts/recursive.woff2')).length).toBeLessThan(75_000);
  });
});
