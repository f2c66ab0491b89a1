import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileContent } from '../../src/cli/content.ts';
import { addLesson } from '../../src/cli/scaffold/lesson.ts';
import { EMPTY_COURSE, folderWith, nsp } from './shell.ts';

describe('nsp new', () => {
  it('writes a lesson and an exercise that are valid in form, and says what it did', async () => {
    const root = folderWith(EMPTY_COURSE);
    const lesson = await nsp(['new', 'lesson', 'one/health-checks'], root);
    expect(lesson).toMatchObject({ code: 0, err: '' });
    expect(lesson.out).toBe('wrote    content/one/health-checks/lesson.mdx\nwrote    content/one/health-checks/predictions.yaml\nwrote    content/one/health-checks/questions.yaml\nwrote    content/one/health-checks/measured.yaml\nwrote    content/one/health-checks/designs/two-servers.ts\nchanged  content/course.yaml: health-checks is now the last lesson of one\nNext: write one/health-checks/lesson.mdx, then npx nsp new exercise one/health-checks/ID.');
    expect((await compileContent(root)).problems).toEqual([]);
    const exercise = await nsp(['new', 'exercise', 'one/health-checks/slow-check'], root);
    expect(exercise).toMatchObject({ code: 0, err: '' });
    expect(exercise.out).toContain('wrote    content/one/health-checks/slow-check/exercise.yaml');
    const { problems, course } = await compileContent(root);
    expect(problems).toEqual([]);
    expect(course!.modules[0]!.lessons[0]!).toMatchObject({ id: 'health-checks', title: 'Health checks', exercises: [{ id: 'slow-check' }] });
  });

  it('adds to course.yaml and to the lesson, and changes nothing else there', async () => {
    const root = folderWith(EMPTY_COURSE);
    const outline = () => readFileSync(join(root, 'content/course.yaml'), 'utf8');
    await nsp(['new', 'lesson', 'one/a'], root);
    await nsp(['new', 'lesson', 'one/b'], root);
    expect(outline()).toBe(EMPTY_COURSE['content/course.yaml'].replace('[]', '[a, b]'));
    const before = readFileSync(join(root, 'content/one/a/lesson.mdx'), 'utf8');
    await nsp(['new', 'exercise', 'one/a/x'], root);
    expect(readFileSync(join(root, 'content/one/a/lesson.mdx'), 'utf8')).toBe(`${before}\n<Exercise id="x" />\n`);
  });

  it('adds to a list of lines as well', () => {
    const yaml = 'title: T\nmodules:\n  - id: one\n    lessons:\n      - a # first\n      # between\n      - b # last\n  - id: two\n    lessons: [c]\n# end\n';
    expect(addLesson(yaml, 'one', 'd')).toBe(yaml.replace('- b # last\n', '- b # last\n      - d\n'));
    expect(addLesson(yaml, 'two', 'd')).toBe(yaml.replace('[c]', '[c, d]'));
    const atEnd = 'modules:\n  - id: one\n    lessons:\n      - a';
    expect(addLesson(atEnd, 'one', 'b')).toBe(`${atEnd}\n      - b`);
  });

  it.each([
    [['lesson', 'a'], 'a is not of the form MODULE/ID.'], [['exercise', 'one/a'], 'one/a is not of the form MODULE/LESSON/ID.'], [['lesson', 'one/Not_an_id'], 'Not_an_id is not an id: it must be small letters'],
    [['lesson', 'one/..'], '.. is not an id'], [['lesson', 'one/'], 'An empty name is not an id'], [['lesson', 'two/x'], 'course.yaml has no module two. Add it there first'],
    [['lesson', 'one/taken'], 'content/one/taken exists already. Nothing was written.'], [['exercise', 'one/nothing/x'], 'There is no lesson one/nothing. npx nsp new lesson one/nothing begins it.'],
    [['exercise', 'one/taken/x'], 'The exercise x exists already, in content/one/taken/x.'], [['exercise', 'one/taken/diagrams'], 'diagrams is a folder of the lesson'], [['exercise', 'one/taken/designs'], 'designs is a folder of the lesson'],
  ])('%j: exit code 2, and nothing is changed', async (args, sentence) => {
    const root = folderWith(EMPTY_COURSE);
    await nsp(['new', 'lesson', 'one/taken'], root);
    await nsp(['new', 'exercise', 'one/taken/x'], root);
    const state = async () => JSON.stringify(await compileContent(root));
    const before = await state();
    const { code, out, err } = await nsp(['new', ...args], root);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(sentence);
    expect(await state()).toBe(before);
  });
});
