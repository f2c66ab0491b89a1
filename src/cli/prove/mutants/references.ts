// Who names whom in a design: so that a thing can go together with what stands on it, and a name can lead elsewhere.
import type { FieldPath } from '../../../infrastructure/index.ts';
import { changed, isGroup, placesOf, valueAt, type Place } from './paths.ts';

const NODES: FieldPath = ['mariadb', 'nodes'];

/** Where the things are that a field names. */
const NAMED_BY: { [field: string]: readonly FieldPath[] } = {
  host: [['hosts']], on: [['hosts']], to: [['apps'], ['nginx'], NODES], writer: [NODES], readers: [NODES], replicateFrom: [NODES],
};

/** Groups whose things can be taken away with everything that needs them. */
export const THINGS: readonly FieldPath[] = [['hosts'], ['apps'], ['nginx'], NODES];

const namesIn = (design: unknown, groups: readonly FieldPath[]): string[] => groups.flatMap((group) => Object.keys(valueAt(design, group) ?? {}));

/** The field that a place belongs to: in a list, the list's. */
const fieldOf = (path: FieldPath): string => String(typeof path.at(-1) === 'number' ? path.at(-2) : path.at(-1));

/** The names that could stand at a place; null where none is asked for. */
export function namesFor(design: unknown, { path, value }: Place): string[] | null {
  const groups = NAMED_BY[fieldOf(path)];
  return groups === undefined || typeof value !== 'string' ? null : namesIn(design, groups);
}

/** A copy without a thing, and without what cannot be without it: servers that lead to it, applications on it, replicas' field `replicateFrom`. */
export function withoutThing(design: unknown, path: FieldPath): unknown {
  let copy = changed(design, path, undefined);
  for (let lost = firstLost(copy); lost !== null; lost = firstLost(copy)) copy = changed(copy, lost, undefined);
  return copy;
}

/** The first place that has to go because a name leads nowhere, or because nothing is left in it. */
function firstLost(design: unknown): FieldPath | null {
  for (const place of placesOf(design)) {
    const { path, value } = place;
    if (isGroup(value) && Object.keys(value).length === 0 && (Array.isArray(value) || path.length === 1)) return path;
    if (path[0] === 'keepalived' && path[2] === 'members' && path.length === 4 && !namesIn(design, NAMED_BY['host']!).includes(String(path[3]))) return path;
    const names = namesFor(design, place);
    if (names !== null && !names.includes(String(value))) return ownerOf(path);
  }
  return null;
}

/** What goes with a name that leads nowhere. */
function ownerOf(path: FieldPath): FieldPath {
  const field = fieldOf(path);
  if (typeof path.at(-1) === 'number' || field === 'replicateFrom') return path;
  // A server line, an application, a database node, nginx or HAProxy itself; an application without a writer has no database.
  return path.slice(0, -1);
}
