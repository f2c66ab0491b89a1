// The forms of course.yaml and of the front matter of lesson.mdx and pages/*.mdx. This is the author's manual: one line a field.
import { fields, id, list, text, whole } from './form.ts';

/** course.yaml: the order of the course, and the only place that says it. */
export const courseForm = fields({
  /** Title of the course. */
  title: text(),
  /** In the order in which they are learned. */
  modules: list(fields({
    /** Name of the module's folder. */
    id: id(),
    /** A few words. */
    title: text(),
    /** One sentence: what the learner can do afterwards. */
    summary: text(),
    /** Names of the lessons' folders, in order. */
    lessons: list(id(), 0),
  }), 1),
});

/** Front matter of lesson.mdx, between two lines of three hyphens. */
export const lessonForm = fields({
  /** A claim or a question, in a few words. */
  title: text(),
  /** One sentence under the title. */
  lead: text(),
  /** Time to read it, exercises not included. */
  minutes: whole(1, 240),
  /** What the learner can do afterwards; each begins with a verb. */
  objectives: list(text(), 1, 10),
  /** Ids of earlier lessons that this one builds on; may be empty. */
  prerequisites: list(id(), 0),
});

/** Front matter of pages/*.mdx. */
export const pageForm = fields({
  /** What the page is about, in a few words. */
  title: text(),
  /** One sentence under the title. */
  lead: text(),
  /** Time to read it. */
  minutes: whole(1, 240),
});
