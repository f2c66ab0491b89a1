// Compiled by agreement.test.ts: an error here means that schema and vocabulary describe different designs.
import type { InferOutput } from 'valibot';
import type { designSchema } from '../../../src/infrastructure/schema/index.ts';
import type { Infrastructure } from '../../../src/infrastructure/vocabulary/index.ts';

type Validated = InferOutput<ReturnType<typeof designSchema>>;
/** The vocabulary's lists are read-only for the learner's sake; the schema makes ordinary ones. */
type Writable<T> = T extends string | number | boolean ? T
  : T extends readonly (infer Item)[] ? Writable<Item>[]
    : { -readonly [Key in keyof T]: Writable<Exclude<T[Key], undefined>> };

/** Everything that the schema accepts is a design. */
export const accepted = (design: Validated): Infrastructure => design;
/** Every design has a form that the schema knows. */
export const known = (design: Writable<Infrastructure>): Validated => design;
