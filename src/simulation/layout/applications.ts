// Applications as numbers.
import type { Application } from '../../infrastructure/model.ts';
import { endpointNumber } from '../database/follow.ts';
import type { EventQueue } from '../engine/queue.ts';
import type { Places } from './places.ts';

/** One application. */
export interface ApplicationLayout {
  application: Application;
  /** Place of the node that takes writes, or one of FOLLOWS; −1: none. */
  writer: number;
  /** Places of the nodes that take reads, in turn; the writer alone where the learner named none. */
  readers: number[];
  /** Infinity: waits for ever. */
  queryTimeoutMs: number;
  queryLane: number;
}

/** Compiles all applications, in order. */
export function compileApplications(applications: Application[], places: Places, queue: EventQueue): ApplicationLayout[] {
  return applications.map((application) => {
    const database = application.database;
    const writer = database ? endpointNumber(database.writer, places.node) : -1;
    const readers = database ? database.readers.map((reader) => endpointNumber(reader, places.node)) : [];
    const queryTimeoutMs = database?.queryTimeoutMs ?? Infinity;
    return { application, writer, readers: readers.length > 0 ? readers : [writer], queryTimeoutMs, queryLane: queue.lane(queryTimeoutMs) };
  });
}
