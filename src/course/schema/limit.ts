// A comparison with a number, written as one field beside the others: `atLeast: 99.9`.
import * as v from 'valibot';
import type { Limit } from '../course.ts';
import { anyNumber, fields, maybe } from './form.ts';

const between = v.pipe(
  v.strictTuple([anyNumber(), anyNumber()], 'must be two numbers, as in [45, 55]'),
  v.check(([low, high]) => low <= high, 'must have the smaller number first'),
  v.transform(([low, high]): [number, number] => [low, high]),
);

/** The fields of a limit; a form that spreads them in allows exactly one of them. */
export const limitFields = {
  /** This or more. */
  atLeast: maybe(anyNumber()),
  /** This or less. */
  atMost: maybe(anyNumber()),
  /** More than this. */
  above: maybe(anyNumber()),
  /** Less than this. */
  below: maybe(anyNumber()),
  /** This number and no other. */
  equals: maybe(anyNumber()),
  /** From the first to the second, both included. */
  between: maybe(between),
};

/** Names of the fields of a limit. */
export const LIMIT_NAMES = Object.keys(limitFields) as (keyof typeof limitFields)[];

/** What `hasOneLimit` asks for, as a predicate. */
export const ONE_LIMIT_RULE = `must have exactly one of ${LIMIT_NAMES.join(', ')}`;

type LimitFields = { [name in keyof typeof limitFields]?: number | [number, number] };

/** How many limits a group has. */
export const limitsIn = (group: LimitFields): number => LIMIT_NAMES.filter((name) => group[name] !== undefined).length;

/** The limit of a group that has exactly one. */
export function limitOf(group: LimitFields): Limit {
  const name = LIMIT_NAMES.find((candidate) => group[candidate] !== undefined)!;
  return { [name]: group[name] } as unknown as Limit;
}

/** A group that is a limit and nothing else, as under `count`. */
export const limitForm = v.pipe(fields(limitFields), v.check((group) => limitsIn(group) === 1, ONE_LIMIT_RULE), v.transform((group) => limitOf(group)));
