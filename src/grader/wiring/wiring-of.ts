import type { Model } from '../../infrastructure/index.ts';
import type { ParsedSource } from '../source/parse.ts';
import type { Wiring } from '../wiring.ts';
import { linesOf } from './edges.ts';
import { locatorOf } from './locator.ts';
import { partsOf } from './nodes.ts';

/** The parts of a design that is simulated and who sends what to whom, each with its line in the learner's file. */
export function wiringOf(model: Model, parsed: ParsedSource): Wiring {
  const place = locatorOf(parsed);
  return {
    nodes: partsOf(model).map(({ path, ...node }) => ({ ...node, place: place(path) })),
    edges: linesOf(model).map(({ path, ...edge }) => ({ ...edge, place: place(path) })),
    hosts: model.hosts.map(({ name, machine, zone }) => ({ name, machine, zone, place: place(['hosts', name]) })),
  };
}
