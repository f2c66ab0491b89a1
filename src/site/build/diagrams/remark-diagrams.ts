// Puts the committed drawing of each mermaid fence into the page: a figure, its caption, and the same in words.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { diagramComments, diagramKey, mermaidVersion } from './find.ts';
import { readSvg } from '../../diagrams/write-svg.ts';

interface MarkdownNode {
  type: string;
  lang?: string | null;
  value?: string;
  position?: { start: { line: number } };
  children?: MarkdownNode[];
  [other: string]: unknown;
}

/** A remark plugin; `root` is the project's folder. Fails with the lesson's line when a drawing is missing. */
export function remarkDiagrams(root: string) {
  const version = mermaidVersion(root);
  return () => (tree: MarkdownNode, file: { path?: string; fail(message: string, place?: unknown): never }) => {
    const visit = (parent: MarkdownNode) => {
      parent.children?.forEach((node, index) => {
        if (node.type === 'code' && node.lang === 'mermaid') {
          const path = join(dirname(file.path ?? ''), 'diagrams', `${diagramKey(node.value ?? '', version)}.svg`);
          if (!existsSync(path)) file.fail('The diagram has no drawing, or was changed after it was drawn. Run: npm run diagrams', node);
          parent.children![index] = rawHtml(figureHtml(node.value ?? '', readFileSync(path, 'utf8')));
        } else visit(node);
      });
    };
    visit(tree);
  };
}

/** The figure as HTML: the drawing scrolls in itself on a narrow screen instead of shrinking. */
export function figureHtml(source: string, drawing: string): string {
  const { words, svg } = readSvg(drawing);
  const caption = diagramComments(source, 'caption').join(' ');
  const list = words.map((line) => `<li>${escapeText(line)}</li>`).join('');
  const text = words.length === 0 ? '' : `<details class="as-text"><summary>Diagram as text</summary><ul>${list}</ul></details>`;
  const scroller = `<div class="drawing" tabindex="0" role="group" aria-label="Diagram">${svg.replace(/\n/g, '')}</div>`;
  return `<figure class="diagram">${scroller}${caption === '' ? '' : `<figcaption>${escapeText(caption)}</figcaption>`}${text}</figure>`;
}

function rawHtml(html: string): MarkdownNode {
  return { type: 'mdxJsxFlowElement', name: 'Fragment', attributes: [{ type: 'mdxJsxAttribute', name: 'set:html', value: html }], children: [] };
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
