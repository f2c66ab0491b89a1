// The form of questions.yaml of a lesson. This is the author's manual: one line a field.
import * as v from 'valibot';
import type { Question } from '../learning.ts';
import { anyNumber, fields, id, list, maybe, number, text, whole, type Form } from './form.ts';
import { asked, formsIn, optionForm } from './prediction.ts';

const choice = v.pipe(
  fields({
    /** Two to six; exactly one has `right: true`. Wrong ones are beliefs that people hold. */
    options: list(v.pipe(
      fields({ id: id(), text: text(), right: maybe(v.literal(true, 'must be true')), /** What is told to the one who chose it. */ because: maybe(text()) }),
      v.transform((option) => ({ id: option.id, text: option.text, right: option.right ?? false, because: option.because ?? '' })),
    ), 2, 6),
  }),
  v.check((form) => form.options.filter((option) => option.right).length === 1, 'must have exactly one option with right: true'),
  v.check((form) => new Set(form.options.map((option) => option.id)).size === form.options.length, 'must have different ids'),
);

const order = v.pipe(
  fields({
    /** In their right order; the learner sees another one. */
    items: list(optionForm, 3, 8),
    /** Pairs of ids that may stand either way round. */
    free: maybe(list(v.strictTuple([id(), id()], 'must be two ids, as in [a, b]'))),
  }),
  v.transform((form) => ({ items: form.items, free: form.free ?? [] })),
);

const match = v.pipe(
  fields({
    /** What belongs together. */
    pairs: list(fields({ id: id(), left: text(), right: text() }), 2, 8),
    /** Rights that belong to nothing. */
    others: maybe(list(optionForm, 1, 4)),
  }),
  v.transform((form) => ({ pairs: form.pairs, others: form.others ?? [] })),
);

const numberQuestion = fields({
  /** Such as `s`, `%`, `requests a second`. */
  unit: text(),
  right: anyNumber(),
  /** Right within this much on either side. */
  tolerance: number(0, 1_000_000_000),
});

const line = v.pipe(
  fields({
    /** Name of the file. */
    title: text(),
    /** ts, haproxy, nginx, ini, text. */
    language: text(),
    /** The file. */
    code: v.pipe(v.string('must be a text'), v.transform((code) => code.replace(/\s+$/, ''))),
    /** Number of the line, from 1. */
    right: whole(1, 60),
    /** Why it is that line: two to four, one with right: true. */
    reasons: maybe(list(v.pipe(fields({ id: id(), text: text(), right: maybe(v.literal(true, 'must be true')) }), v.transform((reason) => ({ id: reason.id, text: reason.text, right: reason.right ?? false }))), 2, 4)),
  }),
  v.check((form) => form.right <= form.code.split('\n').length, 'must have right within its lines'),
  v.check((form) => form.reasons === undefined || form.reasons.filter((reason) => reason.right).length === 1, 'must have exactly one reason with right: true'),
  v.transform((form) => ({ ...form, reasons: form.reasons ?? [] })),
);

const forms = { choice, order, match, number: numberQuestion, line };

const askFields = {
  /** The question. */
  ask: text(),
  /** The belief that a wrong answer shows, of the inventory, such as M03. */
  misconception: maybe(v.pipe(v.string('must be a number of the inventory such as M03'), v.regex(/^M\d{2,3}$/, 'must be a number of the inventory such as M03'))),
  /** What is told after any answer: why it is so. */
  why: text(),
};

/** What becomes a Question once its lesson is known. */
export type UnplacedQuestion = Omit<Question, 'lesson'>;

const questionForm: Form<UnplacedQuestion> = v.pipe(
  fields({ id: id(), ...askFields, choice: maybe(choice), order: maybe(order), match: maybe(match), number: maybe(numberQuestion), line: maybe(line) }),
  v.check((group) => formsIn(group, forms).length === 1, `must have exactly one of ${Object.keys(forms).join(', ')}`),
  v.transform(({ misconception, ...group }) => asked({ ...group, misconception: misconception ?? null }, forms) as unknown as UnplacedQuestion),
);

/** questions.yaml: a list. */
export const questionsForm = list(questionForm, 1, 40);

/** `beforeSolution` in exercise.yaml: a choice without an id of its own. */
export const choiceQuestionForm: Form<Omit<UnplacedQuestion, 'id'>> = v.pipe(
  fields({ ...askFields, choice }),
  v.transform(({ misconception, ...group }) => asked({ ...group, misconception: misconception ?? null }, forms) as unknown as UnplacedQuestion),
);
