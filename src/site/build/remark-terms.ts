// The first use of each term of the glossary, in the prose of a lesson or a page, leads to its entry.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Term } from '../../course/index.ts';
import { readGlossary } from '../../course/glossary.ts';

interface MarkdownNode {
  type: string;
  name?: string | null;
  value?: string;
  children?: MarkdownNode[];
  [other: string]: unknown;
}

/** Prose is what stands in these; headings, links, code, tables, and every component but plain HTML's own folds stay as they are. A prediction is no place to look things up. */
const PROSE: ReadonlySet<string> = new Set(['root', 'paragraph', 'list', 'listItem', 'blockquote', 'emphasis']);
const FOLDS: ReadonlySet<string> = new Set(['details', 'p', 'em', 'i']);

/** A remark plugin; `root` is the project's folder. Only files under content/<module>/<lesson>/ and content/pages/ are changed. */
export function remarkTerms(root: string) {
  return () => (tree: MarkdownNode, file: { path?: string }) => {
    const place = /[\\/]content[\\/](pages[\\/][^\\/]+|[^\\/]+[\\/][^\\/]+[\\/]lesson)\.mdx$/.exec(file.path ?? '')?.[1];
    if (place === undefined) return;
    linkTerms(tree, glossaryOf(root), place.startsWith('pages') ? '../' : '../../');
  };
}

function glossaryOf(root: string): Term[] {
  const path = join(root, 'content/glossary.yaml');
  // Problems in the file, lessons that it names among them, are the course compiler's to report.
  return existsSync(path) ? readGlossary({ path: 'glossary.yaml', text: readFileSync(path, 'utf8') }, [], []) : [];
}

/** Puts a link around the first use of each term; a term that the text itself sets in bold is explained in that paragraph and needs none from there on. `root` is the way to the course's root. */
export function linkTerms(tree: MarkdownNode, glossary: readonly Term[], root: string): void {
  if (glossary.length === 0) return;
  const ids = new Map(glossary.flatMap((term) => [term.term, ...term.forms].map((form) => [keyOf(form), term.id] as const)));
  const forms = [...ids.keys()].sort((a, b) => b.length - a.length).map((form) => form.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll(' ', '\\s+'));
  // A hyphen joins words: "active" is not used in "active-passive".
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}-])(?:${forms.join('|')})(?![\\p{L}\\p{N}-])`, 'giu');
  const used = new Set<string>();

  const explain = (node: MarkdownNode): void => {
    if (node.type === 'strong') for (const match of textOf(node).matchAll(pattern)) used.add(ids.get(keyOf(match[0]))!);
    else node.children?.forEach(explain);
  };

  const visit = (node: MarkdownNode): void => {
    if (node.type === 'paragraph') explain(node);
    node.children = (node.children ?? []).flatMap((child): MarkdownNode[] => {
      if (child.type === 'text') return linked(child.value ?? '');
      if (PROSE.has(child.type) || (/^mdxJsx/.test(child.type) && FOLDS.has(child.name ?? ''))) visit(child);
      return [child];
    });
  };

  function linked(value: string): MarkdownNode[] {
    const nodes: MarkdownNode[] = [];
    let done = 0;
    for (const match of value.matchAll(pattern)) {
      const id = ids.get(keyOf(match[0]))!;
      if (used.has(id)) continue;
      used.add(id);
      if (match.index > done) nodes.push({ type: 'text', value: value.slice(done, match.index) });
      nodes.push({ type: 'link', url: `${root}glossary/index.html#${id}`, data: { hProperties: { className: ['term'] } }, children: [{ type: 'text', value: match[0] }] });
      done = match.index + match[0].length;
    }
    return [...nodes, ...(done < value.length ? [{ type: 'text', value: value.slice(done) }] : [])];
  }

  visit(tree);
}

const keyOf = (form: string): string => form.toLowerCase().replace(/\s+/g, ' ');

const textOf = (node: MarkdownNode): string => node.value ?? (node.children ?? []).map(textOf).join('');
