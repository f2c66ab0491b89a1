import { describe, expect, it } from 'vitest';
import { lessonsOf, partOfCourse, type Course } from '../../src/course/index.ts';
import { soundContent } from '../../src/site/build/read-content.ts';

const course: Course = soundContent(process.cwd()).course;
const lessons = (of: Course) => of.modules.flatMap((module) => module.lessons);

describe('partOfCourse', () => {
  it('keeps the lessons asked for, under the numbers of the whole course, and names the others', () => {
    const part = partOfCourse(course, lessonsOf(course, { modules: ['redundancy'] }));
    expect(lessons(part).map(({ id, number }) => [id, number])).toEqual([['two-ways-to-use-two', '3.1']]);
    expect(part.modules.map(({ id }) => id)).toEqual(course.modules.map(({ id }) => id));
    expect(part.elsewhere.map(({ id }) => id)).toEqual(lessons(course).map(({ id }) => id).filter((id) => id !== 'two-ways-to-use-two'));
    expect(part.elsewhere[4]).toEqual({ id: 'round-robin-and-weights', module: 'load-balancing', number: '2.1', title: 'Even turns are not even load', exercises: ['weights'] });
    expect(part.title).toBe('No Single Point: Active-active and active-passive');
    expect(course.elsewhere).toEqual([]);
  });

  it('has every question that its lessons ask, each once, in a lesson of its own', () => {
    const ids = lessons(course).map(({ id }) => id);
    for (const chosen of [...course.modules.map((module) => lessonsOf(course, { modules: [module.id] })), ...ids.map((id) => [id]), ...ids.map((left) => ids.filter((id) => id !== left))]) {
      const part = partOfCourse(course, chosen);
      const questions = lessons(part).flatMap((lesson) => lesson.questions.map(({ id, lesson: home }) => ({ id, home, in: lesson.id })));
      const known = questions.map(({ id }) => id);
      expect(new Set(known).size).toBe(known.length);
      expect(lessons(part).flatMap(({ asks }) => asks).filter((id) => !known.includes(id))).toEqual([]);
      for (const question of questions) expect(question.home).toBe(question.in);
    }
  });

  it('takes lessons in the order of the course, whatever order they are named in', () => {
    const [first, second] = lessons(course).map(({ id }) => id);
    expect(lessonsOf(course, { lessons: [second!, first!] })).toEqual([first, second]);
  });

  it('is the course itself where all lessons are in it, but for the title', () => {
    expect({ ...partOfCourse(course, lessons(course).map(({ id }) => id)), title: course.title }).toEqual(course);
  });
});
