// Mutants of a design: every small change that somebody could make, from the design as data. The same every time.
import { formatPath } from '../../../infrastructure/index.ts';
import { changed, isGroup, placesOf, valueAt, type Place } from './paths.ts';
import { THINGS, withoutThing } from './references.ts';
import { neighboursOf } from './values.ts';

/** A changed design, and what was changed. */
export interface Mutant { what: string; design: unknown }

/** All mutants of a design: a place taken away, a value in place of its neighbour, a thing gone with what stands on it, a field exchanged between two of a kind. No two are the same. */
export function mutantsOf(design: unknown): Mutant[] {
  const places = placesOf(design);
  const mutants = [...things(design), ...places.flatMap((place) => [removal(design, place), ...swaps(design, place)]), ...exchanges(design, places)];
  const seen = new Set([JSON.stringify(design)]);
  return mutants.filter((mutant) => {
    const text = JSON.stringify(mutant.design);
    return !seen.has(text) && seen.add(text);
  });
}

/** A host, an application, an nginx or a database node goes, with everything that needs it. */
function things(design: unknown): Mutant[] {
  return THINGS.flatMap((group) => Object.keys(valueAt(design, group) ?? {}).map((name) => {
    const path = [...group, name];
    return { what: `${formatPath(path)} gone, with what needs it`, design: withoutThing(design, path) };
  }));
}

const removal = (design: unknown, { path }: Place): Mutant => ({ what: `${formatPath(path)} dropped`, design: changed(design, path, undefined) });

function swaps(design: unknown, place: Place): Mutant[] {
  return neighboursOf(design, place).map((value) => ({ what: `${formatPath(place.path)}: ${JSON.stringify(place.value)} → ${JSON.stringify(value)}`, design: changed(design, place.path, value) }));
}

/** Two hosts, servers, nodes… of one group exchange a field, also one that only one of them has. */
function exchanges(design: unknown, places: readonly Place[]): Mutant[] {
  return places.flatMap(({ path, value }) => {
    if (!isGroup(value)) return [];
    const things = Object.entries(value).filter(([, thing]) => isGroup(thing) && !Array.isArray(thing)) as [string, { [field: string]: unknown }][];
    return things.flatMap(([first, a], at) => things.slice(at + 1).flatMap(([second, b]) => {
      const fields = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((field) => JSON.stringify(a[field]) !== JSON.stringify(b[field]));
      return fields.map((field) => ({
        what: `${formatPath(path)}: ${first} and ${second} exchange ${field}`,
        design: changed(changed(design, [...path, first, field], b[field]), [...path, second, field], a[field]),
      }));
    }));
  });
}
