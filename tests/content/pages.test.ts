// The texts that belong to no lesson: their language, their links, and that every whole design on them is one.
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileContent, exercisesOf } from '../../src/cli/content.ts';
import { grade } from '../../src/grader/index.ts';
import { createEvaluator, typecheck } from '../../src/grader/adapter/node/index.ts';
import { bannedWords, headingProblems, meanSentence, readLesson, sentencesOf, wordsOf } from './prose.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const files = readdirSync(`${ROOT}content/pages`).filter((name) => name.endsWith('.mdx'));
const pages = files.map((name) => {
  const text = readFileSync(`${ROOT}content/pages/${name}`, 'utf8');
  return { name, text, prose: readLesson(text) };
});
const primer = pages.find(({ name }) => name === 'typescript.mdx')!.text;
const { course } = await compileContent(ROOT);
const exercise = exercisesOf(course!).find(({ id }) => id === 'weights')!;

/** Code blocks that have a file name: whole designs. */
const samples = pages.flatMap(({ name, text }) => [...text.matchAll(/^```ts title="[^"]+"\n([\s\S]*?)^```/gm)].map((block, at) => ({ of: `${name}, ${at + 1}`, source: block[1]! })));
/** The others: parts of the object, or one object. */
const parts = pages.flatMap(({ name, text }) => [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map((block, at) => ({ of: `${name}, part ${at + 1}`, source: block[1]!.trim() })));

describe.each(pages)('$name', ({ prose, text }) => {
  const sentences = prose.blocks.filter((block) => !prose.headings.some((heading) => heading.text === block));

  it('speaks in short sentences, without banned words', () => {
    expect(prose.blocks.flatMap(wordsOf).length).toBeLessThanOrEqual(1400);
    expect(meanSentence(sentences)).toBeLessThanOrEqual(20);
    expect(sentencesOf(sentences).filter((sentence) => wordsOf(sentence).length > 40)).toEqual([]);
    expect([...prose.blocks, /^---\n([\s\S]*?)\n---/.exec(text)![1]!].flatMap(bannedWords)).toEqual([]);
    expect(headingProblems(prose.headings)).toEqual([]);
  });

  it('leads only to pages that the site has', () => {
    const known = ['../index.html', ...['how-true', 'progress', 'glossary', 'review', ...files.map((name) => name.replace('.mdx', '')), ...course!.modules.flatMap((module) => module.lessons.map(({ id }) => `${module.id}/${id}`))].map((id) => `../${id}/index.html`)];
    expect(prose.links.filter((link) => !link.startsWith('https://') && !known.includes(link))).toEqual([]);
  });
});

describe('designs on the pages', () => {
  it.each(samples)('$of has no type error and is simulated', async ({ source }) => {
    expect(typecheck(source)).toEqual([]);
    const report = await grade({ source, exercise, evaluator: createEvaluator() });
    expect(report).toMatchObject({ stage: 'check' });
    expect(report.status).not.toBe('error');
  }, 30_000);

  it('are there, and parts of designs too', () => {
    expect(samples).toHaveLength(4);
    expect(parts).toHaveLength(3);
  });

  it.each(parts)('$of can be read as an object', ({ source }) => {
    const whole = source.startsWith('{') ? source : `{ ${source} }`;
    expect(typecheck(`const part = ${whole.replace(/ (\/\/.*) }$/, '$1\n}')};\nexport default part;`)).toEqual([]);
  });
});

describe('what the primer says about errors', () => {
  const [, balanced, withFunction] = samples.filter(({ of }) => of.startsWith('typescript.mdx')).map(({ source }) => source) as [string, string, string];
  const remarks = (source: string): string => typecheck(source).map(({ message }) => message).join('\n');

  it.each<[string, string, string]>([
    ["weight: '2'", 'weight: 2', "Type 'string' is not assignable to type 'number'"],
    ["host: 'web9'", "host: 'web1'", 'is not assignable to type \'"'],
    ['hosst: ', 'host: ', 'does not exist in type'],
  ])('a design with %s gets that message', (wrong, right, message) => {
    expect(primer).toContain(message.replace(/ '"$/, ''));
    expect(balanced).toContain(right);
    expect(remarks(balanced.replace(right, wrong))).toContain(message);
  });

  it('without "as const" a duration is no longer seen', () => {
    expect(withFunction).toContain(' as const');
    expect(remarks(withFunction.replace(' as const', ''))).toContain("Type 'string' is not assignable");
  });
});
