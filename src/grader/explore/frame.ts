// What is known of an exploration before its first cell.
import type { Exercise } from '../../course/course.ts';
import { GRADER_VERSION } from '../error-report.ts';
import type { ParsedSource } from '../source/parse.ts';
import { locatorOf } from '../wiring/locator.ts';
import type { Exploration } from './exploration.ts';
import type { Ground } from './explore.ts';
import { FAULT_TABLE_VERSION, HORIZON_MS } from './fault-table.ts';

/** An exploration of nothing. */
export function emptyExploration({ id, version, explore: { run }, seeds }: Pick<Exercise, 'id' | 'version' | 'explore' | 'seeds'>, hasPairs: boolean): Exploration {
  return { format: 1, exercise: id, exerciseVersion: version, grader: GRADER_VERSION, table: FAULT_TABLE_VERSION, run, seeds, horizonMs: HORIZON_MS, hasPairs, moments: [], components: [], cells: [], diagnostics: [] };
}

/** The moments and the parts of a design, each with its line. */
export function frameOf({ moments, parts }: Ground, parsed: ParsedSource): Pick<Exploration, 'moments' | 'components'> {
  const place = locatorOf(parsed);
  return { moments, components: parts.map(({ name, kind, path }) => ({ name, kind, place: place(path) })) };
}
