// The forms of predictions.yaml of a lesson, and of `predict` in exercise.yaml. This is the author's manual: one line a field.
import * as v from 'valibot';
import type { ExercisePrediction, LessonPrediction, Option, Sketch } from '../learning.ts';
import { anyNumber, fields, id, list, maybe, number, text, word, type Form } from './form.ts';
import { measuredFields, queryOf, SHARE_RULE, shareHasServer, TRIED_RULE, triesWhole } from './query.ts';

/** One answer: an id and a text. */
export const optionForm: Form<Option> = fields({
  /** A name for the saved answer. */
  id: id(),
  /** What the learner reads; `code` in backticks. */
  text: text(),
});

const sketchForm: Form<Sketch> = fields({
  id: id(),
  /** What the curve does, in a few words. */
  text: text(),
  /** y from 0 to 1, at equal distances. */
  points: list(number(0, 1), 2, 60),
});

const differ = (options: Option[]): boolean => new Set(options.map((option) => option.id)).size === options.length;
const DIFFER = 'must have different ids';
const options = v.pipe(list(optionForm, 2, 6), v.check((all) => differ(all), DIFFER));
const sketches = v.pipe(list(sketchForm, 2, 6), v.check((all) => differ(all), DIFFER));
const rangeFields = {
  /** Such as `%`, `ms`, `requests`. */
  unit: text(),
  /** The smallest number that can be typed. */
  least: anyNumber(),
  /** The largest. */
  most: anyNumber(),
};
const endFields = {
  /** What the top of the list means: "most requests". */
  first: text(),
  /** What its end means. */
  last: text(),
};

interface Asked { ask: string; id: string }
const forms = {
  /** A number that is typed; `measured` is an id under `numbers` in measured.yaml. */
  number: fields({ ...rangeFields, measured: id() }),
  /** One of several. */
  choice: v.pipe(fields({ options, right: id() }), v.check((form) => form.options.some((option) => option.id === form.right), 'must have the option that right names')),
  /** Things to put in order; `right` lists their ids. */
  ranking: v.pipe(fields({ ...endFields, items: options, right: list(id(), 2, 6) }), v.check((form) => differ(form.items) && form.right.length === form.items.length && form.items.every((item) => form.right.includes(item.id)), 'must name every item once in right')),
  /** One of several sketched curves; `measured` is an id under `curves` in measured.yaml. */
  curve: v.pipe(fields({ x: text(), y: text(), options: sketches, right: id(), measured: id() }), v.check((form) => form.options.some((option) => option.id === form.right), 'must have the option that right names')),
};

/** The forms that a group has: exactly one is right. */
const formsIn = (group: object, known: object): string[] => Object.keys(known).filter((name) => name in group);

const lessonPredictionForm: Form<LessonPrediction> = v.pipe(
  fields({ id: id(), /** The question. */ ask: text(), number: maybe(forms.number), choice: maybe(forms.choice), ranking: maybe(forms.ranking), curve: maybe(forms.curve) }),
  v.check((group) => formsIn(group, forms).length === 1, `must have exactly one of ${Object.keys(forms).join(', ')}`),
  v.transform((group) => asked(group, forms) as LessonPrediction),
);

/** { id, ask, number: {…} } becomes { id, ask, form: { kind: 'number', … } }. */
function asked(group: object, known: object): Asked {
  const [kind] = formsIn(group, known);
  const { [kind!]: form, ...rest } = group as Asked & { [kind: string]: unknown };
  return { ...rest, form: { kind, ...(form as object) } } as unknown as Asked;
}

/** predictions.yaml: a list. */
export const predictionsForm = list(lessonPredictionForm, 1, 20);

const measureFields = { ...measuredFields, run: id() };
type Measured = Parameters<typeof queryOf>[0] & { run: string };
const measureOf = (group: Measured) => ({ run: group.run, query: queryOf(group) });
const owned = <Fields extends Measured>(form: Form<Fields>) => v.pipe(form, v.check((group) => shareHasServer(group), SHARE_RULE), v.check((group) => triesWhole(group), TRIED_RULE));

const exerciseForms = {
  /** A number that is typed; measured is the median over the seeds of the first run. */
  number: v.pipe(owned(fields({ ...rangeFields, ...measureFields })), v.transform((group) => ({ unit: group.unit, least: group.least, most: group.most, measure: measureOf(group) }))),
  /** Things to put in order of what is measured, the largest first. */
  ranking: fields({ ...endFields, items: v.pipe(list(v.pipe(owned(fields({ id: id(), text: text(), ...measureFields })), v.transform((item) => ({ id: item.id, text: item.text, measure: measureOf(item) }))), 2, 6), v.check((all) => differ(all), DIFFER)) }),
  /** Sketches of a series over the run's time; right is the one nearest to what is measured. */
  curve: v.pipe(
    fields({
      /** Name of the y axis. */
      y: text(),
      /** Id of the run. */
      run: id(),
      /** What is drawn; busyPct, waiting and attempts need `of`. */
      series: word(['requests', 'failed', 'p99Ms', 'busyPct', 'waiting', 'attempts']),
      /** The application or node. */
      of: maybe(text()),
      options: sketches,
    }),
    v.check((form) => ['busyPct', 'waiting', 'attempts'].includes(form.series) === (form.of !== undefined), 'must have of for busyPct, waiting and attempts, and for no other series'),
    v.transform((form) => ({ ...form, of: form.of ?? null })),
  ),
};

/** `predict` in exercise.yaml. */
export const exercisePredictionForm: Form<ExercisePrediction> = v.pipe(
  fields({ /** The question about the first run. */ ask: text(), number: maybe(exerciseForms.number), ranking: maybe(exerciseForms.ranking), curve: maybe(exerciseForms.curve) }),
  v.check((group) => formsIn(group, exerciseForms).length === 1, `must have exactly one of ${Object.keys(exerciseForms).join(', ')}`),
  v.transform((group) => asked(group, exerciseForms) as unknown as ExercisePrediction),
);

/** For schemas that offer one of several forms under its name. */
export { asked, formsIn };
