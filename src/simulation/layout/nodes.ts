// Database nodes as numbers.
import type { DatabaseNode } from '../../infrastructure/model.ts';
import { appliersOf } from '../database/apply.ts';
import type { EventQueue } from '../engine/queue.ts';
import type { Places } from './places.ts';

/** One node of the database. */
export interface NodeLayout {
  node: DatabaseNode;
  /** Place that it replicates from; −1: a primary. */
  source: number;
  /** Places that replicate from it. */
  replicas: number[];
  /** Whether one of them acknowledges what it receives. */
  acknowledged: boolean;
  /** Writes applied at once. */
  appliers: number;
  /** How long a commit waits for an acknowledgement. */
  ackLane: number;
}

/** Compiles all nodes, in order. */
export function compileNodes(nodes: DatabaseNode[], places: Places, queue: EventQueue): NodeLayout[] {
  return nodes.map((node) => {
    const replicas = nodes.filter((other) => other.replicateFrom === node.name);
    return {
      node, source: node.replicateFrom === null ? -1 : places.node.get(node.replicateFrom) ?? -1,
      replicas: replicas.map((other) => places.node.get(other.name) ?? -1),
      acknowledged: replicas.some((other) => other.semiSync !== null),
      appliers: appliersOf(node),
      ackLane: node.semiSync ? queue.lane(node.semiSync.timeoutMs) : -1,
    };
  });
}
