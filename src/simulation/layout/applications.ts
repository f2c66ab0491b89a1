// Applications as numbers.
import type { Application, Endpoint } from '../../infrastructure/model.ts';
import type { EventQueue } from '../engine/queue.ts';
import type { Places } from './places.ts';

/** One application. */
export interface ApplicationLayout {
  application: Application;
  /** Place of the node that takes writes; −1: none. */
  writer: number;
  /** Places of the nodes that take reads, in turn; the writer alone where the learner named none. */
  readers: number[];
  /** Infinity: waits for ever. */
  queryTimeoutMs: number;
  queryLane: number;
}

function nodePlace(endpoint: Endpoint, places: Places): number {
  return endpoint.kind === 'node' ? places.node.get(endpoint.name) ?? -1 : -1;
}

/** Compiles all applications, in order. */
export function compileApplications(applications: Application[], places: Places, queue: EventQueue): ApplicationLayout[] {
  return applications.map((application) => {
    const database = application.database;
    const writer = database ? nodePlace(database.writer, places) : -1;
    const readers = database ? database.readers.map((reader) => nodePlace(reader, places)) : [];
    const queryTimeoutMs = database?.queryTimeoutMs ?? Infinity;
    return { application, writer, readers: readers.length > 0 ? readers : [writer], queryTimeoutMs, queryLane: queue.lane(queryTimeoutMs) };
  });
}
