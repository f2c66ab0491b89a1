// Compiled by agreement.test.ts: an error here means that schema and vocabulary describe different designs.
import type { InferOutput } from 'valibot';
import type { designSchema } from '../../../src/infrastructure/schema/index.ts';
import type { Infrastructure } from '../../../src/infrastructure/vocabulary/index.ts';

type Validated = InferOutput<ReturnType<typeof designSchema>>;
/** Every field present, so that a field which only one side has shows; lists writable, as the schema makes them. */
type Complete<T> = T extends string | number | boolean ? T
  : T extends readonly (infer Item)[] ? Complete<Item>[]
    : { -readonly [Key in keyof T]-?: Complete<Exclude<T[Key], undefined>> };
/** The same, with optional fields left optional. */
type Writable<T> = T extends string | number | boolean ? T
  : T extends readonly (infer Item)[] ? Writable<Item>[]
    : { -readonly [Key in keyof T]: Writable<Exclude<T[Key], undefined>> };

/** Everything that the schema accepts is a design. */
export const accepted = (design: Validated): Infrastructure => design;
/** Every design has a form that the schema knows. */
export const known = (design: Writable<Infrastructure>): Validated => design;
/** The vocabulary has every field of the schema. */
export const named = (design: Complete<Infrastructure>): Complete<Validated> => design;
/** The schema has every field of the vocabulary. */
export const checked = (design: Complete<Validated>): Complete<Infrastructure> => design;
