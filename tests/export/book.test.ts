// What the book knows before any browser is there: its plan, and what its file holds of the moment it was printed in.
import { expect, it } from 'vitest';
import { PAPERS } from '../../src/export/book/index.ts';
import { planBook, type BookPlan } from '../../src/export/book/plan.ts';
import { reproducible } from '../../src/export/book/reproducible.ts';
import { textFile, type Files } from '../../src/export/files.ts';
import { partOfCourse } from '../../src/course/index.ts';
import { soundContent } from '../../src/site/build/read-content.ts';

const { course, solutions } = soundContent(process.cwd());
const lessons = course.modules.flatMap((module) => module.lessons);
const solutionFile = (id: string): Uint8Array => textFile(`(self.nspData??={})["solutions/${id}"]=${JSON.stringify(solutions.filter(({ exercise }) => exercise === id))};\n`);
/** As much of a built site as a plan reads. */
const site = (text = 'a page'): Files => new Map([
  ...lessons.map(({ module, id }) => [`${module}/${id}/index.html`, textFile(text)] as const),
  ...lessons.flatMap(({ exercises }) => exercises).map(({ id }) => [`data/solutions/${id}.js`, solutionFile(id)] as const),
  ['glossary/index.html', textFile('words')] as const,
]);
const plan = (files: Files, of = course): BookPlan => planBook(files, of, { version: '1.0.0', isPart: of !== course, paper: PAPERS.A4 });

it('has a chapter for each module and a section for each lesson, with every solution and no line for its author', () => {
  const { chapters } = plan(site());
  expect(chapters.map(({ title }) => title)).toEqual(course.modules.map(({ title }) => title));
  expect(chapters.flatMap(({ sections }) => sections.map(({ number, title }) => `${number} ${title}`))).toEqual(lessons.map(({ number, title }) => `${number} ${title}`));
  const planned = chapters.flatMap(({ sections }) => sections).flatMap(({ exercises }) => exercises).flatMap((exercise) => exercise.solutions);
  expect(planned.map(({ title }) => title)).toEqual(expect.arrayContaining(solutions.map(({ title }) => title)));
  expect(planned.length).toBe(solutions.length);
  expect(planned.filter(({ source }) => source.includes('// title:') || !source.includes('defineInfrastructure'))).toEqual([]);
});

it('keeps the numbers of the whole course in a part of it', () => {
  const last = lessons.at(-1)!;
  const [chapter, ...others] = plan(site(), partOfCourse(course, [last.id])).chapters;
  expect(others).toEqual([]);
  expect(chapter).toMatchObject({ number: last.number.split('.')[0], sections: [{ number: last.number }] });
});

it('names another edition when a page of it is another, and only then', () => {
  expect(plan(site()).edition).toBe(plan(site()).edition);
  expect(plan(site('another page')).edition).not.toBe(plan(site()).edition);
});

it('says which file a broken site lacks', () => {
  const files = new Map(site());
  files.delete('glossary/index.html');
  expect(() => plan(files)).toThrow('The built course has no glossary/index.html, which the book needs. Build the course again.');
});

const made = (pdf: string): string => Buffer.from(reproducible(Buffer.from(pdf, 'latin1'))).toString('latin1');

it('replaces the dates in a file, and moves nothing', () => {
  const before = "%PDF-1.4\n<</CreationDate (D:20261121233000+00'00')\n/ModDate (D:20261121233001+00'00')>>\n";
  const after = made(before);
  expect(after).toBe("%PDF-1.4\n<</CreationDate (D:19800101000000+00'00')\n/ModDate (D:19800101000000+00'00')>>\n");
  expect(after.length).toBe(before.length);
});

it('counts the named cells from 1 as they stand in the file, whatever the browser had counted before, and lists them in order', () => {
  // Two prints of one page: in the second the browser had come by the later cell first.
  const printed = (first: string, second: string): string => {
    const list = [[first, '1280'], [second, '1302']].sort(([a], [b]) => (a! < b! ? -1 : 1)).map(([id, object]) => `(node${id}) ${object} 0 R`);
    return `\xe2<</S /TH /ID (node${first})>>\n<</S /TH /ID (node${second})>>\n<</S /TD /A [<</Headers [(node${second})]>>]>>\n/Names [${list.join(' ')}]>>\n(node of a text)`;
  };
  const [once, again] = [printed('00000319', '00000320'), printed('00000478', '00000007')];
  expect(made(once)).toBe(printed('00000001', '00000002'));
  expect(made(again)).toBe(made(once));
  expect(made(again).length).toBe(again.length);
});
