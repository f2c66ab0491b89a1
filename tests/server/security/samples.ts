// A body that a route takes, made out of its schema, and the places in it that hold text.
import { safeParse, type GenericSchema } from 'valibot';

/** What a schema of valibot tells about itself. */
interface Told { type: string; entries?: Record<string, Told>; wrapped?: Told; item?: Told; options?: readonly unknown[]; literal?: unknown }

const TEXTS = ['weights', 'Otter', 'assistant', '00000000-0000-4000-8000-000000000000', 'balancing'];
const NUMBERS = [0, 1, 50, 1_800_000_000_000];

/** A value that the schema takes. Throws where it knows no such schema. `known` are values by the name of their field. */
export function sampleOf(schema: GenericSchema, known: Readonly<Record<string, unknown>>, name = ''): unknown {
  const told = schema as unknown as Told;
  if (name in known && safeParse(schema, known[name]).success) return known[name];
  const inner = (part: unknown, of = name): unknown => sampleOf(part as GenericSchema, known, of);
  switch (told.type) {
    case 'object': case 'strict_object': case 'loose_object': return Object.fromEntries(Object.entries(told.entries!).map(([key, part]) => [key, inner(part, key)]));
    case 'array': return [inner(told.item)];
    case 'nullable': case 'optional': case 'nullish': case 'exact_optional': return inner(told.wrapped);
    case 'boolean': return false;
    case 'picklist': return told.options![0];
    case 'literal': return told.literal;
    case 'union': return inner(told.options![0]);
    case 'string': case 'number': {
      const fit = (told.type === 'string' ? TEXTS : NUMBERS).find((value) => safeParse(schema, value).success);
      if (fit !== undefined) return fit;
      break;
    }
  }
  throw new Error(`No sample for ${name}, of type ${told.type}: add one.`);
}

/** Every copy of a body in which one text is another. */
export function withText(body: unknown, text: string): { path: string; body: unknown }[] {
  if (typeof body === 'string') return [{ path: '', body: text }];
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([key, part]) => withText(part, text).map(({ path, body: changed }) => ({
    path: `${key}${path === '' ? '' : `.${path}`}`, body: Array.isArray(body) ? body.map((one, at) => (String(at) === key ? changed : one)) : { ...body, [key]: changed },
  })));
}
