// The simulator as every engine gets it: bundled into one script that takes cases as JSON and gives their digests back.
import { digestOf, simulate, type Scenario } from '../../src/simulation/index.ts';
import type { Model } from '../../src/infrastructure/model.ts';

/** A design in a scenario, with all its seeds. */
export interface DigestCase { name: string; model: Model; scenario: Scenario; seeds: number[] }

/** More events than any exercise has. */
const EVENTS_MAX = 10_000_000;

/** Digests over the full results of a case, one a seed. */
export function digests({ model, scenario, seeds }: DigestCase): string[] {
  return seeds.map((seed) => digestOf(simulate(model, scenario, { seed, limits: { events: EVENTS_MAX }, record: true })));
}

/** Name and digests of each case, from JSON to JSON. */
export function digestsOfAll(cases: string): string {
  return JSON.stringify((JSON.parse(cases) as DigestCase[]).map((one) => [one.name, digests(one).join(' ')]));
}
