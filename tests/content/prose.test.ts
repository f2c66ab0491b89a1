// The language rules of the course, for every lesson and every exercise, and for the linter itself.
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { bannedWords, diagramProblems, headingProblems, meanSentence, readDiagram, readLesson, sentencesOf, wordsOf } from './prose.ts';

const CONTENT = fileURLToPath(new URL('../../content', import.meta.url));

const filesNamed = (name: RegExp): { path: string; text: string }[] => readdirSync(CONTENT, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && name.test(entry.name))
  .map((entry) => join(entry.parentPath, entry.name)).sort()
  .map((path) => ({ path: relative(CONTENT, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }));

/** Fields of exercises, questions, predictions and measured runs that a learner reads. */
const READ = new Set(['title', 'story', 'goals', 'hints', 'why', 'lookAt', 'say', 'ask', 'text', 'because', 'left', 'right', 'first', 'last', 'unit', 'x', 'y']);

const textsOf = (value: unknown, read = false): string[] => {
  if (typeof value === 'string') return read ? value.split(/\n\s*\n/) : [];
  if (Array.isArray(value)) return value.flatMap((one) => textsOf(one, read));
  if (typeof value === 'object' && value !== null) return Object.entries(value).flatMap(([key, one]) => textsOf(one, READ.has(key)));
  return [];
};

const LESSON = `---
title: A title
---

## First

One sentence is here. Another one, with \`a.b\` and 0.5 in it, follows!

#### Deep

- an item
- [a link](https://example.org/)

| a | table |
| --- | --- |

\`\`\`ts
const code = 'just code';
\`\`\`

<details>
<summary>Why?</summary>

Because **it** is.

</details>

![](picture.svg)

\`\`\`mermaid
flowchart LR
  A[users] -->|180/s| B[a label that goes on and on and on and on until nobody reads it]
\`\`\`
`;

describe('the prose linter', () => {
  const lesson = readLesson(LESSON);

  it('reads paragraphs, items and questions, and neither code nor tables', () => {
    expect(lesson.blocks).toEqual(['First', 'One sentence is here. Another one, with a b and 0.5 in it, follows!', 'Deep', 'an item', 'a link', 'Why?', 'Because it is.']);
    expect(lesson.links).toEqual(['https://example.org/', 'picture.svg']);
    expect(lesson.images).toEqual(['']);
  });

  it('counts words and sentences', () => {
    expect(sentencesOf(['One sentence is here. Another one, with 0.5 in it, follows!'])).toHaveLength(2);
    expect(wordsOf('1 / 0.05 s = 20 requests a second')).toHaveLength(7);
    expect(meanSentence(['One two three. Four five six seven eight.'])).toBe(4);
  });

  it('finds banned words, not keywords in code and not parts of words', () => {
    expect(bannedWords('You just add it.')).toHaveLength(1);
    expect(bannedWords('The master stopped, so kill it.')).toHaveLength(2);
    expect(bannedWords('keepalived writes `state MASTER` and adjusts the other, theatre, shelter.')).toEqual([]);
  });

  it('asks for a title, a description and short labels in every diagram', () => {
    expect(diagramProblems(lesson.diagrams[0]!)).toHaveLength(3);
    expect(diagramProblems(readDiagram('flowchart LR\n  accTitle: T\n  accDescr: D.\n  A[users] --> B[server]'))).toEqual([]);
    expect(readDiagram('sequenceDiagram\n  participant O as old\n  %% caption: C: c.\n  B->>O: request 1')).toMatchObject({ caption: 'C: c.', labels: ['old', 'request 1'] });
  });

  it('sees headings that skip a level or repeat the title', () => {
    expect(headingProblems(lesson.headings)).toEqual(['"Deep" skips a level.']);
    expect(headingProblems([{ level: 1, text: 'Again' }])).toHaveLength(1);
  });
});

describe.each(filesNamed(/^lesson\.mdx$/).map(({ path, text }) => ({ path, lesson: readLesson(text), text })))('$path', ({ lesson, text }) => {
  const sentences = lesson.blocks.filter((block) => !lesson.headings.some((heading) => heading.text === block));

  it('has at most 1,400 words of prose', () => {
    const words = lesson.blocks.flatMap(wordsOf).length;
    expect(words).toBeGreaterThan(300);
    expect(words).toBeLessThanOrEqual(1400);
  });

  it('has sentences of at most 20 words on average, and none of more than 40', () => {
    expect(meanSentence(sentences)).toBeLessThanOrEqual(20);
    expect(sentencesOf(sentences).filter((sentence) => wordsOf(sentence).length > 40)).toEqual([]);
  });

  it('uses none of the banned words, in prose and in diagrams', () => {
    const labels = lesson.diagrams.flatMap((diagram) => [diagram.title ?? '', diagram.description ?? '', diagram.caption, ...diagram.labels]);
    expect([...lesson.blocks, ...labels, /^---\n([\s\S]*?)\n---/.exec(text)![1]!].flatMap(bannedWords)).toEqual([]);
  });

  it('describes every diagram and image in words', () => {
    expect(lesson.diagrams.flatMap(diagramProblems)).toEqual([]);
    expect(lesson.images.filter((alternative) => alternative === '')).toEqual([]);
  });

  it('has headings in order, says what the simulator leaves out, and ends with sources that are linked', () => {
    expect(headingProblems(lesson.headings)).toEqual([]);
    expect(lesson.headings.map((heading) => heading.text)).toContain('What the simulator leaves out here');
    expect(lesson.headings.at(-1)!.text).toBe('Sources');
    expect(lesson.links.filter((link) => link.startsWith('https://')).length).toBeGreaterThan(0);
    expect(lesson.links.filter((link) => link.startsWith('http://'))).toEqual([]);
  });
});

describe('the fields that a learner reads', () => {
  it('are read at any depth, and neither ids nor numbers nor code', () => {
    const question = { id: 'kill', ask: 'One?', choice: { options: [{ id: 'a', text: 'Two.', right: true, because: 'Three.' }] }, line: { code: 'kill', right: 3 } };
    expect(textsOf([question])).toEqual(['One?', 'Two.', 'Three.']);
    expect(textsOf({ runs: [{ id: 'a', title: 'Four', metric: 'p99Ms' }], match: { pairs: [{ left: 'Five', right: 'Six' }] } })).toEqual(['Four', 'Five', 'Six']);
  });
});

describe.each(filesNamed(/^(exercise|questions|predictions|measured)\.yaml$/))('$path', ({ path, text }) => {
  const texts = textsOf(parse(text));

  it('speaks in short sentences, without banned words', () => {
    expect(texts.length).toBeGreaterThan(path.endsWith('exercise.yaml') ? 10 : 0);
    expect(texts.flatMap(bannedWords)).toEqual([]);
    expect(meanSentence(texts)).toBeLessThanOrEqual(20);
    expect(sentencesOf(texts).filter((sentence) => wordsOf(sentence).length > 40)).toEqual([]);
  });
});

describe('titles of solutions', () => {
  const solutions = filesNamed(/\.ts$/).filter(({ path }) => path.includes('/solutions/'));

  it.each(solutions)('$path says what the design does', ({ text }) => {
    const title = /^\/\/ title: (.+)$/m.exec(text)?.[1] ?? '';
    expect(wordsOf(title).length).toBeGreaterThan(3);
    expect(bannedWords(title)).toEqual([]);
  });
});
