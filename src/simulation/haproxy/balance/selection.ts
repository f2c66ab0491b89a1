// What every balance algorithm of HAProxy has in common. Servers are positions in their backend, in file order.

/** No server is usable. */
export const NO_SERVER = -1;
/** Servers are usable, but each has `maxconn` requests. */
export const ALL_FULL = -2;
/** A request that lacks what is hashed. */
export const NO_KEY = -1;

/** HAProxy reckons weights in sixteenths, so that `slowstart` has steps; map-based algorithms do not. */
export const SIXTEENTHS = 16;

/** What a request looks up: nothing, it takes its turn; its key; or its key unless there is but one server (`source`, `uri` and `hdr` look nothing up then). */
export type Lookup = 'turn' | 'key' | 'key unless alone';

/** Requests that each server has at the moment, and how many it may have (0: no limit). */
export interface Slots {
  connections: Int32Array;
  maxconn: Int32Array;
  /** How many may wait for each server itself (0: any number), and how many do; `leastconn` counts them. */
  maxqueue?: Int32Array;
  waits?(server: number): number;
  /** Told where a choice takes many steps, so that a run's limit counts them: 100, of about 2 ns each, are as much as one event. */
  spend?(steps: number): void;
}

/** Whether a server has reached its `maxconn`. */
export function isFull(slots: Slots, server: number): boolean {
  return slots.maxconn[server] > 0 && slots.connections[server] >= slots.maxconn[server];
}

/** One algorithm over one group of servers. A server of weight 0 is not in the group: never chosen. */
export interface Selection {
  /** All that changes, for snapshots. */
  readonly state: { [name: string]: Float64Array | Int32Array | Uint32Array | Uint8Array };
  /** The next server, NO_SERVER or ALL_FULL. `avoid` (−1: none) is taken only if there is no other; `key` is a hash from 0 to 2³² − 1, or NO_KEY. */
  pick(avoid: number, key: number): number;
  /** A server leaves (0), comes back or changes its weight, in sixteenths. */
  setWeight(server: number, sixteenths: number): void;
  /** The number of connections of a server has changed. */
  moved(server: number): void;
}
