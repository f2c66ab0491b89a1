// The shapes that content is made of. Each message is a predicate: `runs.0.duration must be a duration…` names the field in front of it.
import * as v from 'valibot';
import { formatDuration, parseDuration } from '../../infrastructure/index.ts';

/** A schema whose input is whatever YAML gave. */
export type Form<T> = v.GenericSchema<unknown, T>;

type Entries = v.ObjectEntries;
type Fields<E extends Entries> = v.InferOutput<v.ObjectSchema<E, undefined>>;

/** Fields of a group, all of them known: each unknown one and each missing one is a problem of its own. */
export function fields<const E extends Entries>(entries: E): Form<Fields<E>> {
  const known = Object.keys(entries);
  const shape = v.looseObject(entries, (issue) => {
    const key = issue.path?.at(-1)?.key;
    return issue.path?.at(-1)?.origin === 'key' ? `is missing: it ${expectationOf(entries[String(key)])}` : `must be a group of fields: ${known.join(', ')}`;
  });
  const unknownFields = v.rawCheck<Record<string, unknown>>(({ dataset, addIssue }) => {
    const input = dataset.value as Record<string, unknown> | null;
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return;
    for (const key of Object.keys(input)) {
      if (known.includes(key)) continue;
      addIssue({ message: `is not a field here: the fields are ${known.join(', ')}`, path: [{ type: 'object', origin: 'key', input, key, value: input[key] }] });
    }
  });
  return v.pipe(v.lazy((input) => (Array.isArray(input) ? v.never(`must be a group of fields, not a list: ${known.join(', ')}`) : shape)) as never, unknownFields as never) as unknown as Form<Fields<E>>;
}

function expectationOf(schema: unknown): string {
  const message = (schema as { message?: unknown } | undefined)?.message;
  return typeof message === 'string' ? message : 'must be given';
}

/** One of several forms, told apart by the field that names each. Forms earlier in the list win. */
export function oneOf<const F extends { [key: string]: Form<unknown> }>(forms: F): Form<v.InferOutput<F[keyof F]>> {
  const keys = Object.keys(forms);
  return v.lazy((input) => {
    const key = typeof input === 'object' && input !== null ? keys.find((candidate) => candidate in input) : undefined;
    return key === undefined ? v.never(`must have one of the fields ${keys.join(', ')}`) : forms[key]!;
  }) as Form<v.InferOutput<F[keyof F]>>;
}

/** One of several forms, told apart by the value of a field. */
export function byValue<const F extends { [value: string]: Form<unknown> }>(field: string, forms: F): Form<v.InferOutput<F[keyof F]>> {
  const values = Object.keys(forms);
  return v.lazy((input) => {
    if (typeof input !== 'object' || input === null) return v.never(`must be a group of fields with ${field}`);
    const value = (input as Record<string, unknown>)[field];
    const form = typeof value === 'string' && values.includes(value) ? forms[value] : undefined;
    return form ?? v.looseObject({ [field]: v.picklist(values, mustBeOneOf(values)) }, `must have ${field}: ${values.join(', ')}`);
  }) as Form<v.InferOutput<F[keyof F]>>;
}

function mustBeOneOf(values: readonly string[]): string {
  return `must be one of ${values.join(', ')}`;
}

/** A text that is not empty; spaces around it are dropped. */
export const text = (what = 'must be a text') => v.pipe(v.string(what), v.trim(), v.minLength(1, 'must not be empty'));

/** A text of several paragraphs, parted by empty lines; line breaks within a paragraph become spaces. */
export const paragraphs = () => v.pipe(text('must be one or more paragraphs of text'), v.transform((all) => all.split(/\n\s*\n/).map((one) => one.trim().replace(/\s*\n\s*/g, ' '))));

/** Small letters, digits and hyphens, as in `one-server`. */
export const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** What `ID` asks for, as a predicate. */
export const ID_RULE = 'must be small letters, digits and single hyphens, beginning with a letter, such as one-server';

/** An id of our own: of a run, a check, a lesson. */
export const id = () => v.pipe(v.string(ID_RULE), v.regex(ID, ID_RULE));

/** One word out of a list. */
export const word = <const W extends readonly string[]>(words: W) => v.picklist(words, mustBeOneOf(words));

/** A finite number from `least` to `most`, both included. */
export const number = (least: number, most: number, what = `must be a number from ${least} to ${most}`) => v.pipe(v.number(what), v.minValue(least, what), v.maxValue(most, what));

/** A finite number without bounds. */
export const anyNumber = () => v.pipe(v.number('must be a number'), v.finite('must be a number'));

/** A whole number from `least` to `most`, both included. */
export const whole = (least: number, most: number, what = `must be a whole number from ${least} to ${most}`) => v.pipe(v.number(what), v.integer(what), v.minValue(least, what), v.maxValue(most, what));

/** A number above 0, up to 1: a part of all requests. */
export const share = () => {
  const what = 'must be a number above 0, up to 1';
  return v.pipe(v.number(what), v.gtValue(0, what), v.maxValue(1, what));
};

const DURATION_RULE = 'must be a duration such as 500ms, 2s or 3m';

/** A time with its unit, made into milliseconds; both bounds are included. */
export const duration = (leastMs = 0, mostMs = Infinity) => v.pipe(
  v.string(DURATION_RULE),
  v.rawTransform<string, number>(({ dataset, addIssue, NEVER }) => {
    const ms = parseDuration(dataset.value);
    if (ms !== null && ms >= leastMs && ms <= mostMs) return ms;
    addIssue({ message: ms === null ? DURATION_RULE : ms < leastMs ? `must be at least ${formatDuration(leastMs)}` : `must be at most ${formatDuration(mostMs)}` });
    return NEVER;
  }),
);

/** A list with at least `least` and at most `most` entries. */
export const list = <T>(entry: Form<T>, least = 0, most = 1000) => v.pipe(
  v.array(entry, `must be a list${least > 0 ? ` of at least ${least}` : ''}`),
  v.minLength(least, `must have at least ${least} ${least === 1 ? 'entry' : 'entries'}`),
  v.maxLength(most, `must have at most ${most} entries`),
);

/** A field that may be left out. */
export const maybe = <T>(form: Form<T>) => v.exactOptional(form);
