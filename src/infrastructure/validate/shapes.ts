// Shapes, words and ranges: every problem of the schema, although it stops at the first unknown field of an object.
import { safeParse } from 'valibot';
import type { GenericSchema } from 'valibot';
import type { FieldPath, Problem } from '../problem.ts';
import { formatPath } from '../path.ts';
import { isObject } from '../schema/forms.ts';
import type { Infrastructure } from '../vocabulary/index.ts';
import { problemOf } from './issues.ts';

const ROUNDS_MAX = 12;
const PROBLEMS_MAX = 200;

/** What the schema says: the problems, and the design without what is wrong, where enough of it is left. */
export interface Shapes { infrastructure: Infrastructure | null; problems: Problem[] }

function beginsWith(path: FieldPath, start: FieldPath): boolean {
  return start.length <= path.length && start.every((step, index) => step === path[index]);
}

/** Removes what stands at a path: a property; for an entry of a list the whole list, since positions must not move. */
function removeAt(root: unknown, path: FieldPath): FieldPath | null {
  const lastName = path.findLastIndex((step) => typeof step === 'string');
  if (lastName < 0) return null;
  let holder = root;
  for (const step of path.slice(0, lastName)) {
    if (typeof holder !== 'object' || holder === null) return null;
    holder = (holder as Record<string | number, unknown>)[step];
  }
  if (!isObject(holder)) return null;
  delete holder[path[lastName]!];
  return path.slice(0, lastName + 1);
}

/** Reads a snapshot, which it takes apart on the way. */
export function readShapes(snapshot: unknown, schema: GenericSchema<unknown, Infrastructure>): Shapes {
  const problems: Problem[] = [];
  const seen = new Set<string>();
  const removed: FieldPath[] = [];
  for (let round = 0; round < ROUNDS_MAX && problems.length < PROBLEMS_MAX; round++) {
    const result = safeParse(schema, snapshot);
    if (result.success) return { infrastructure: result.output, problems };
    const found = result.issues.slice(0, PROBLEMS_MAX).map(problemOf);
    for (const problem of found) {
      const key = `${problem.code} ${formatPath(problem.path)}`;
      // A hole that an earlier round left is no mistake of the design.
      const isHole = removed.some((path) => beginsWith(path, problem.path));
      if (!seen.has(key) && !isHole) problems.push(problem);
      seen.add(key);
    }
    for (const problem of found) {
      const again = removed.some((path) => formatPath(path) === formatPath(problem.path));
      const path = removeAt(snapshot, again || problem.code === 'missing-field' ? problem.path.slice(0, -1) : problem.path);
      if (path === null) return { infrastructure: null, problems };
      removed.push(path);
    }
  }
  return { infrastructure: null, problems };
}
