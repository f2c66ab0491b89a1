// The vocabulary as a tree, read off its schema: so that what is generated from it covers every field, also one that is added tomorrow.
import { designSchema } from '../../../src/infrastructure/schema/index.ts';
import { parseDuration } from '../../../src/infrastructure/duration.ts';
import type { Duration } from '../../../src/infrastructure/index.ts';

/** What may stand at a place of a design. Durations are in milliseconds; `rule` is that of a text. */
export type Shape =
  | { kind: 'number'; min: number; max: number; whole: boolean }
  | { kind: 'duration'; min: number; max: number; step: number }
  | { kind: 'word'; options: (string | number)[] }
  | { kind: 'text'; rule: string }
  | { kind: 'flag' } | { kind: 'name' } | { kind: 'address' }
  | { kind: 'list'; item: Shape; least: number; most: number }
  | { kind: 'named'; item: Shape; least: number; most: number }
  | { kind: 'fields'; fields: { [name: string]: { shape: Shape; optional: boolean } } }
  | { kind: 'forms'; forms: Shape[] };

/** What is used here of a schema of valibot. */
interface Schema {
  type: string;
  message?: unknown;
  pipe?: Schema[];
  entries?: { [name: string]: Schema };
  wrapped?: Schema;
  item?: Schema;
  value?: Schema;
  options?: (string | number)[];
  getter?: (input: unknown) => Schema;
}

type Said = { code: string; data: { [name: string]: unknown } };

function saidOf({ message }: Schema): Said | null {
  return typeof message === 'string' ? (JSON.parse(message) as Said) : null;
}

function boundsOf(pipe: Schema[]): { least: number; most: number } {
  const data = Object.assign({}, ...pipe.map((step) => saidOf(step)?.data ?? {})) as { least?: number; max?: number };
  return { least: data.least ?? 0, most: data.max ?? 1000 };
}

const inMs = (text: unknown): number => parseDuration(text as Duration)!;

/** Values by which `either`, `wordOrForm` and `variant` are asked for all their forms. */
const PROBES: unknown[] = [undefined, {}, [], 'x', 1, true];

function formsOf(getter: (input: unknown) => Schema): Shape[] {
  const found = new Set(PROBES.map((probe) => getter(probe)));
  for (const schema of [...found]) {
    for (const word of (saidOf(schema)?.data['allowed'] as string[] | undefined) ?? []) {
      const form = /^\{ (\w+): … \}$/.exec(`${word}`)?.[1];
      if (form !== undefined) found.add(getter({ [form]: 1 }));
    }
    const variants = schema.pipe?.find(({ type }) => type === 'loose_object')?.entries;
    if (variants === undefined) continue;
    found.delete(schema);
    for (const [key, { options }] of Object.entries(variants)) for (const word of options ?? []) found.add(getter({ [key]: word }));
  }
  return [...found].filter(({ type, options }) => type !== 'picklist' || options!.length > 0).map(shapeOf);
}

function shapeOf(schema: Schema): Shape {
  const pipe = schema.pipe ?? [schema];
  const step = (type: string): Schema | undefined => pipe.find((one) => one.type === type);
  const says = (code: string): Said['data'] | undefined => pipe.map(saidOf).find((said) => said?.code === code)?.data;
  const entries = step('strict_object')?.entries;
  if (entries !== undefined) {
    const fields = Object.entries(entries).map(([name, inner]) => [name, { shape: shapeOf(inner.wrapped ?? inner), optional: inner.wrapped !== undefined }]);
    return { kind: 'fields', fields: Object.fromEntries(fields) as Extract<Shape, { kind: 'fields' }>['fields'] };
  }
  if (step('record') !== undefined) return { kind: 'named', item: shapeOf(step('record')!.value!), ...boundsOf(pipe) };
  if (step('array') !== undefined) return { kind: 'list', item: shapeOf(step('array')!.item!), ...boundsOf(pipe) };
  if (schema.getter !== undefined) return { kind: 'forms', forms: formsOf(schema.getter) };
  const range = says('out-of-range');
  if (says('bad-duration') !== undefined) return { kind: 'duration', min: inMs(range!['min']), max: inMs(range!['max']), step: inMs(says('not-a-multiple')!['step']) };
  switch (schema.type) {
    case 'number': return { kind: 'number', min: range!['min'] as number, max: range!['max'] as number, whole: says('wrong-type')!['expected'] === 'a whole number' };
    case 'boolean': return { kind: 'flag' };
    case 'picklist': return { kind: 'word', options: schema.options! };
    case 'string': return textOf(says('bad-text'), `${says('wrong-type')!['expected']}`);
    default: throw new Error(`No shape is known for a schema of type ${schema.type}.`);
  }
}

function textOf(rule: Said['data'] | undefined, expected: string): Shape {
  if (rule !== undefined) return { kind: 'text', rule: `${rule['rule']}` };
  return { kind: expected === 'a name in quotes' ? 'name' : 'address' };
}

/** A whole design. */
export const DESIGN_SHAPE = shapeOf(designSchema(64) as unknown as Schema);
