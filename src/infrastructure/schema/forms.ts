// The forms that fields take. A rule's message is the code and data of its Problem as JSON: an issue of valibot has no other place for them.
import * as v from 'valibot';
import { formatDuration, parseDuration } from '../duration.ts';
import type { ProblemData } from '../problem.ts';
import type { Duration } from '../vocabulary/durations.ts';

/** What a rule says when it is broken; `validate` adds the value found. */
function says(code: string, data: ProblemData): string {
  return JSON.stringify({ code, data });
}

const DAY_MS = 86_400_000;
const NAME = /^[A-Za-z][A-Za-z0-9_.-]*$/;
const RESERVED_NAMES = ['constructor', 'prototype'];
/** Longest name of a thing, in characters. */
const LONGEST_NAME = 64;

/** True for an object that is no list. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const object = v.custom<object>(isObject, says('wrong-type', { expected: 'an object' }));

/** An object with these fields and no other. */
export function fields<const Entries extends v.ObjectEntries>(entries: Entries) {
  return v.pipe(object, v.strictObject(entries, says('unknown-field', { allowed: Object.keys(entries) })));
}

/** A field that may be absent. */
export const optional = v.exactOptional;

/** A name: 1 to 64 letters, digits, `_`, `.` and `-`, a letter first, since JavaScript moves properties that look like numbers to the front. */
export const name = v.pipe(
  v.string(says('wrong-type', { expected: 'a name in quotes' })),
  v.check((text) => text.length <= LONGEST_NAME && NAME.test(text) && !RESERVED_NAMES.includes(text), says('bad-name', {})),
);

/** Things by name: `least` to `most` of them. */
export function named<const Schema extends v.GenericSchema>(thing: Schema, most: number, least = 1) {
  return v.pipe(
    object,
    v.check((things) => Object.keys(things).length >= least, says('empty', { least })),
    v.check((things) => Object.keys(things).length <= most, says('too-many', { max: most })),
    // A record passes over these names in silence.
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const input = dataset.value as Record<string, unknown>;
      for (const key of ['__proto__', 'prototype', 'constructor']) {
        if (!Object.hasOwn(input, key)) continue;
        addIssue({ message: says('bad-name', {}), input: key, path: [{ type: 'object', origin: 'key', input, key, value: input[key] }] });
      }
    }),
    v.record(name, thing),
  );
}

/** A list of `least` to `most` entries. */
export function list<const Schema extends v.GenericSchema>(item: Schema, most: number, least = 0) {
  return v.pipe(
    v.array(item, says('wrong-type', { expected: 'a list' })),
    v.check((items) => items.length >= least, says('empty', { least })),
    v.check((items) => items.length <= most, says('too-many', { max: most })),
  );
}

/** A whole number from `min` to `max`. */
export function whole(min: number, max: number) {
  return v.pipe(
    v.number(says('wrong-type', { expected: 'a whole number' })),
    v.check((value) => value >= min && value <= max, says('out-of-range', { min, max })),
    v.check((value) => value < min || value > max || Number.isInteger(value), says('wrong-type', { expected: 'a whole number' })),
  );
}

/** A number from `min` to `max`. */
export function number(min: number, max: number) {
  return v.pipe(v.number(says('wrong-type', { expected: 'a number' })), v.check((value) => value >= min && value <= max, says('out-of-range', { min, max })));
}

/** true or false. */
export const flag = v.boolean(says('wrong-type', { expected: 'true or false' }));

/** A duration from `minMs` to `maxMs`, a multiple of `stepMs`. The usual limit of 24 days is that of a daemon's 32-bit milliseconds. */
export function duration(minMs = 1, maxMs = 24 * DAY_MS, stepMs = 1) {
  const within = (text: Duration): boolean => {
    const ms = parseDuration(text)!;
    return ms >= minMs && ms <= maxMs;
  };
  return v.pipe(
    v.custom<Duration>((value) => typeof value === 'string' && parseDuration(value) !== null, says('bad-duration', {})),
    v.check(within, says('out-of-range', { min: formatDuration(minMs), max: formatDuration(maxMs) })),
    v.check((text) => !within(text) || parseDuration(text)! % stepMs === 0, says('not-a-multiple', { step: formatDuration(stepMs) })),
  );
}

/** One of these words or numbers. */
export function oneOf<const Options extends readonly (string | number)[]>(...options: Options) {
  return v.picklist(options, says('not-allowed', { allowed: [...options] }));
}

/** Text of at most `longest` characters that fits a pattern; `rule` names it for the sentence. */
export function text(rule: 'path' | 'token' | 'words' | 'domain' | 'key', pattern: RegExp, longest = 255) {
  return v.pipe(
    v.string(says('wrong-type', { expected: 'text in quotes' })),
    v.check((value) => value.length <= longest && pattern.test(value), says('bad-text', { rule })),
  );
}

/** Words that name nothing else, such as a zone: one line of 1 to 64 characters that does not begin with a space. */
export const words = text('words', /^[^\s\p{Cc}][^\p{Cc}\u2028\u2029]*$/u, LONGEST_NAME);
/** A path of a URL, without spaces. */
export const path = text('path', /^\/[\x21-\x7e]*$/);
/** A token of HTTP (RFC 9110, 5.6.2): names of headers and cookies. */
export const token = text('token', /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, LONGEST_NAME);
/** A domain name, with `*.` in front if need be. */
export const domain = text('domain', /^(?:\*\.)?[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$/, 253);

/** Picks the schema for the value that is there, so that an error speaks of the form that was meant. */
export function either<const Schema extends v.GenericSchema>(pick: (value: unknown) => Schema) {
  return v.lazy(pick);
}

/** One of these words, or an object that is recognised by one of its fields. */
export function wordOrForm<const Words extends readonly string[], const Forms extends Record<string, v.GenericSchema>>(options: Words, forms: Forms) {
  const wordSchema = v.picklist(options, says('not-allowed', { allowed: [...options, ...Object.keys(forms).map((form) => `{ ${form}: … }`)] }));
  return v.lazy((value): typeof wordSchema | Forms[keyof Forms] => {
    const form = isObject(value) ? Object.keys(forms).find((key) => Object.hasOwn(value, key)) : undefined;
    return form === undefined ? wordSchema : forms[form as keyof Forms];
  });
}

/** An object whose field `key` says which of these forms it has. */
export function variant<const Key extends string, const Forms extends Record<string, v.GenericSchema>>(key: Key, forms: Forms) {
  const unknownForm = v.pipe(object, v.looseObject({ [key]: oneOf(...Object.keys(forms)) }, says('wrong-type', { expected: 'an object' })));
  return v.lazy((value) => {
    const word = isObject(value) ? value[key] : undefined;
    // The fallback accepts no value: it only words the error.
    return (typeof word === 'string' && Object.hasOwn(forms, word) ? forms[word] : unknownForm) as Forms[keyof Forms];
  });
}
