// content/pages/*.mdx: texts that belong to no lesson.
import { describe, expect, it } from 'vitest';
import { compileWith, problemsWith } from './sample.ts';

const FRONT = '---\ntitle: A primer\nlead: One sentence.\nminutes: 5\n---\n';

describe('a page outside of the lessons', () => {
  it('is part of the course, by the name of its file', () => {
    const { course, problems } = compileWith({ 'pages/typescript.mdx': `${FRONT}\nText.\n`, 'pages/grading.mdx': FRONT.replace('A primer', 'Grading'), 'pages/diagrams/0123456789.svg': '<svg/>' });
    expect(problems).toEqual([]);
    expect(course!.pages).toEqual([{ id: 'grading', title: 'Grading', lead: 'One sentence.', minutes: 5 }, { id: 'typescript', title: 'A primer', lead: 'One sentence.', minutes: 5 }]);
  });

  it.each<[string, string, string]>([
    ['no front matter', 'Text.\n', 'pages/a.mdx:1: The page must begin with front matter: a line ---, the fields title, lead and minutes, and a line ---.'],
    ['a missing field', FRONT.replace('lead: One sentence.\n', ''), 'pages/a.mdx:2: lead is missing: it must be a text.'],
    ['a field of lessons', FRONT.replace('minutes: 5', 'minutes: 5\nobjectives: []'), 'pages/a.mdx:5: objectives is not a field here: the fields are title, lead, minutes.'],
    ['an exercise', `${FRONT}\n<Exercise id="weights" />\n`, 'pages/a.mdx:7: A page outside of the lessons embeds nothing: move this Exercise into a lesson.'],
  ])('%s is a problem', (_name, text, message) => {
    expect(problemsWith({ 'pages/a.mdx': text })).toEqual([message]);
    expect(compileWith({ 'pages/a.mdx': text }).course).toBeNull();
  });
});
