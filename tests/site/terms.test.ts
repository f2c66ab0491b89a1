// The first use of a term leads to the glossary.
import { compile } from '@mdx-js/mdx';
import { describe, expect, it } from 'vitest';
import type { Term } from '../../src/course/index.ts';
import { linkTerms } from '../../src/site/build/remark-terms.ts';

const term = (id: string, name: string, forms: string[] = []): Term => ({ id, term: name, forms, meaning: 'It is.', lesson: null, see: [] });
const GLOSSARY = [term('load', 'load'), term('load-balancer', 'load balancer', ['load balancers', 'balancer']), term('active', 'active'), term('rto', 'RTO (goal)')];

/** Text and id of every link that was made, in order. */
async function linksIn(text: string): Promise<string[]> {
  const links: string[] = [];
  interface Node { type: string; url?: string; value?: string; data?: unknown; children?: Node[]; [other: string]: unknown }
  const words = (node: Node): string => node.value ?? (node.children ?? []).map(words).join('');
  const collect = () => (tree: Node) => {
    linkTerms(tree, GLOSSARY, '../../');
    const visit = (node: Node): void => {
      if (node.type === 'link' && node.data !== undefined) links.push(`${words(node)}=${node.url}`);
      node.children?.forEach(visit);
    };
    visit(tree);
  };
  await compile(text, { remarkPlugins: [collect] });
  return links;
}
const BALANCER = '../../glossary/index.html#load-balancer';
const LOAD = '../../glossary/index.html#load';

describe('terms in prose', () => {
  it.each<[string, string, string[]]>([
    ['the first use only', 'A load balancer, and a second balancer.\n\nA load balancer.', [`load balancer=${BALANCER}`]],
    ['any case, any form, over a line break', 'Load\nbalancers share load.', [`Load\nbalancers=${BALANCER}`, `load=${LOAD}`]],
    ['a paragraph in a list', '- A balancer.\n- **Load**: what comes. Load again.', [`balancer=${BALANCER}`]],
    ['whole words', 'The workload reloads; the loads differ.', []],
    ['no part of a hyphenated word', 'An active-passive pair has one active host.', ['active=../../glossary/index.html#active']],
    ['a possessive', 'The balancer\'s choice.', [`balancer=${BALANCER}`]],
    ['not where the text explains it in bold', 'A **load balancer** stands there. The balancer works.', []],
    ['not in the paragraph that explains it', 'Two balancers work. A **balancer** shares.', []],
    ['before the paragraph that explains it', 'A balancer comes.\n\n**Load balancer** means this.', [`balancer=${BALANCER}`]],
    ['no heading, link, code or table', '## The load\n\n[the load](a.html) and `load`.\n\n```text\nload\n```', []],
    ['lists, quotes and emphasis', '- one\n- the *load*\n\n> A balancer.', [`load=${LOAD}`, `balancer=${BALANCER}`]],
    ['no component', '<Predict id="x">\n\nThe load.\n\n</Predict>\n\n<SideNote title="load">\n\nThe load.\n\n</SideNote>', []],
    ['a fold, but not its summary', '<details>\n<summary>The load</summary>\n\nThe balancer.\n\n</details>', [`balancer=${BALANCER}`]],
    ['signs of patterns in a term', 'Its RTO (goal) is met, and its RTO goal.', ['RTO (goal)=../../glossary/index.html#rto']],
  ])('%s', async (_name, text, links) => {
    expect(await linksIn(text)).toEqual(links);
  });
});
