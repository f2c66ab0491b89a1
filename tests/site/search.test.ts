// Search: what is in it, what is not, and what it finds.
import { describe, expect, it } from 'vitest';
import { readContent, soundContent } from '../../src/site/build/read-content.ts';
import { searchEntries, sectionsOf } from '../../src/site/build/search-index.ts';
import type { SearchEntry } from '../../src/site/search/entry.ts';
import { RESULTS_MAX, SearchIndex, type Marked } from '../../src/site/search/find.ts';

const root = process.cwd();
const content = soundContent(root);
const entries = await searchEntries(content.course, readContent(root));
const joined = (parts: Marked): string => parts.map(({ text }) => text).join('');
const marks = (parts: Marked): string[] => parts.filter(({ isMarked }) => isMarked).map(({ text }) => text);

describe('what search knows', () => {
  it('has every lesson, exercise, page and term', () => {
    const { modules, glossary, pages } = content.course;
    const titles = new Set(entries.map(({ title }) => title));
    const lessons = modules.flatMap((module) => module.lessons);
    for (const { title } of [...lessons, ...lessons.flatMap((lesson) => lesson.exercises), ...pages]) expect(titles).toContain(title);
    for (const { term } of glossary) expect(titles).toContain(term);
    expect(entries.length).toBeGreaterThan(lessons.length * 3);
    expect(new Set(entries.map(({ address }) => address)).size).toBe(entries.length);
  });

  it('has no line of a solution or a mistake that the course does not show elsewhere', () => {
    const shown = readContent(root).filter(({ path }) => /\.mdx$|exercise\.yaml$|glossary\.yaml$/.test(path)).map(({ text }) => text.replace(/\s+/g, ' ')).join(' ');
    const known = JSON.stringify(entries).replace(/\s+/g, ' ');
    const answers = [...content.solutions, ...content.mistakes];
    expect(answers.length).toBeGreaterThan(0);
    for (const { source, name } of answers) {
      expect(known).not.toContain(JSON.stringify(source).slice(1, -1));
      for (const line of source.split('\n').map((text) => text.trim()).filter((text) => text.length > 30 && !shown.includes(text))) expect(known, name).not.toContain(JSON.stringify(line).slice(1, -1));
    }
  });

  it('has no hint, diagnosis or right answer either', () => {
    const known = JSON.stringify(entries);
    for (const exercise of content.course.modules.flatMap((module) => module.lessons).flatMap((lesson) => lesson.exercises)) {
      for (const text of [...exercise.hints, ...exercise.diagnoses.map(({ say }) => say), exercise.beforeSolution.why]) expect(known).not.toContain(JSON.stringify(text.replaceAll('`', '')).slice(1, -1));
    }
  });

  it('takes a lesson apart by its headings, and leaves out what a prediction hides', async () => {
    const head = { kind: 'lesson 1.1', title: 'T', lead: 'Lead.', address: 'm/l/index.html' };
    const text = '---\ntitle: T\n---\nFirst *words*.\n\n## The `same` line\n\n<Predict id="x">\n\nThe hidden outcome.\n\n</Predict>\n\n| a | b |\n| - | - |\n| one | two |\n\n## The same line\n\n```mermaid\nflowchart LR\n```\n\n<SideNote title="N">\n\nBeside.\n\n</SideNote>\n';
    expect(await sectionsOf(text, head)).toEqual([
      { kind: 'lesson 1.1', title: 'T', heading: '', text: 'Lead. First words.', address: 'm/l/index.html' },
      { kind: 'lesson 1.1', title: 'T', heading: 'The same line', text: 'a b one two', address: 'm/l/index.html#the-same-line' },
      { kind: 'lesson 1.1', title: 'T', heading: 'The same line', text: 'Beside.', address: 'm/l/index.html#the-same-line-1' },
    ]);
  });
});

describe('what search finds', () => {
  const entry = (title: string, text: string, kind = 'lesson 1.1', heading = ''): SearchEntry => ({ kind, title, heading, text, address: title });
  const index = new SearchIndex([
    entry('Even turns', 'A load balancer chooses a server. Round robin counts turns.'),
    entry('Replicas', `${'A replica follows the primary. '.repeat(10)}Then the semaphore is released.${' And so on it goes.'.repeat(10)}`),
    entry('round robin', 'The servers take turns.', 'term'),
  ]);

  it.each([['robi', 'round robin'], ['roubin', 'round robin'], ['replica', 'Replicas'], ['BALANCER', 'Even turns'], ['load bal', 'Even turns']])('%s leads to %s first', (query, title) => {
    expect(index.find(query).found[0]!.entry.title).toBe(title);
  });

  it('marks what was meant, in a part of the text around it', () => {
    const { excerpt } = index.find('semafore').found[0]!;
    expect(marks(excerpt)).toEqual(['semaphore']);
    expect(joined(excerpt)).toMatch(/^… .*semaphore.* …$/);
    expect(joined(excerpt).length).toBeLessThan(170);
  });

  it('finds nothing for nothing, for signs, and for a word that is nowhere', () => {
    for (const query of ['', '   ', '***', '(', 'zebra']) expect(index.find(query)).toEqual({ all: 0, found: [] });
  });

  it('counts all and shows the best', () => {
    const many = new SearchIndex(Array.from({ length: 50 }, (_, at) => entry(`Part ${at}`, 'the queue')));
    expect(many.find('queue').all).toBe(50);
    expect(many.find('queue').found).toHaveLength(RESULTS_MAX);
  });
});
