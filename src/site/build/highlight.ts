// Code in pages: three looks only (keyword, value, comment) as short classes, instead of a colour on every word.
import type { ShikiTransformer } from 'shiki';

/** Which class a token of Shiki's css-variables theme gets; any other token is plain text. */
const CLASSES: { [token: string]: string } = { keyword: 'k', constant: 'v', string: 'v', 'string-expression': 'v', comment: 'c' };

interface HastNode {
  type: string;
  tagName?: string;
  value?: string;
  properties?: { [name: string]: unknown };
  children?: HastNode[];
}

/** Replaces the theme's inline styles by classes and drops every wrapper that says nothing. */
export function quietCode(): ShikiTransformer {
  return {
    name: 'quiet-code',
    pre(node) {
      node.properties = { tabindex: '0' };
    },
    code(node) {
      const lines = node.children as unknown as HastNode[];
      node.children = joinText(lines.flatMap((line) => (line.type === 'element' ? (line.children ?? []).map(quiet) : [line]))) as never;
    },
  };
}

function quiet(token: HastNode): HastNode {
  const text = token.children?.map((child) => child.value ?? '').join('') ?? '';
  const name = /--astro-code-token-([\w-]+)/.exec(String(token.properties?.['style'] ?? ''))?.[1] ?? '';
  const isWord = name !== 'keyword' || /[a-z]/i.test(text);
  const look = isWord ? CLASSES[name] : undefined;
  if (look === undefined || text.trim() === '') return { type: 'text', value: text };
  return { type: 'element', tagName: 'span', properties: { class: look }, children: [{ type: 'text', value: text }] };
}

function joinText(nodes: HastNode[]): HastNode[] {
  const joined: HastNode[] = [];
  for (const node of nodes) {
    const last = joined[joined.length - 1];
    if (node.type === 'text' && last?.type === 'text') last.value = `${last.value ?? ''}${node.value ?? ''}`;
    else joined.push({ ...node });
  }
  return joined;
}

/** A grammar for haproxy.cfg: the first word of each line, durations and numbers, comments. */
export const HAPROXY_GRAMMAR = {
  name: 'haproxy',
  scopeName: 'source.haproxy',
  patterns: [
    { match: '#.*$', name: 'comment.line.number-sign' },
    { match: '^\\s*[a-z][a-z0-9_-]*', name: 'keyword.other' },
    { match: '"[^"]*"', name: 'string.quoted.double' },
    { match: '(?<![\\w.:/-])\\d+(us|ms|s|m|h|d|k)?(?![\\w.:/-])', name: 'constant.numeric' },
  ],
  repository: {},
};
