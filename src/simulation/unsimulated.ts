// What the vocabulary can say and the simulator cannot do yet: refused by name, never ignored.
import type { FieldPath, Problem } from '../infrastructure/problem.ts';
import type { Allowed } from './unsimulated/allowed.ts';
import { ALLOWED } from './unsimulated/allowed.ts';
import type { Design } from './unsimulated/relations.ts';
import { unsimulatedRelations } from './unsimulated/relations.ts';

/** Problems with code `not-simulated-yet`, in the order of the fields, for a validated infrastructure; empty when all of it can be simulated. */
export function unsimulatedFields(infrastructure: object): Problem[] {
  const paths = [...unlisted(infrastructure, ALLOWED, []), ...unsimulatedRelations(infrastructure as Design)];
  return paths.map((path) => ({ code: 'not-simulated-yet', path, data: {} }));
}

function unlisted(value: unknown, allowed: Allowed | undefined, path: FieldPath): FieldPath[] {
  if (allowed === undefined) return [path];
  if (allowed === true) return [];
  if (typeof allowed === 'function') return allowed(value) ? [] : [path];
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, i) => unlisted(item, allowed['[]'], [...path, i]));
  return Object.entries(value).flatMap(([field, inner]) => {
    if (inner === undefined) return [];
    return unlisted(inner, Object.hasOwn(allowed, field) ? allowed[field] : allowed['*'], [...path, field]);
  });
}
