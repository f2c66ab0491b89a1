// What each database node has committed, received, applied and acknowledged: counts of writes, since every stream is in order.
import type { Layout } from '../layout/layout.ts';

/** State by place. */
export function createReplicas(layout: Layout) {
  const ints = (): Int32Array => new Int32Array(layout.placeCount);
  return {
    /** Own writes and applied ones: the length of the binary log. */
    committed: ints(),
    /** Writes in the relay log, those of them that may be applied, and those being applied. */
    received: ints(), eligible: ints(), applying: ints(),
    /** Position of the last write that clients of this node know to be safe. */
    answered: ints(),
    /** 1: commits wait for an acknowledgement at the moment. */
    semiSync: Uint8Array.from({ length: layout.placeCount }, (_, place) => (layout.node[place]?.node.semiSync ? 1 : 0)),
    /** Commits with and without an acknowledgement, since semi-sync is enabled here (`Rpl_semi_sync_master_yes_tx`, `…_no_tx`). */
    yesTx: ints(), noTx: ints(),
    /** Position up to which other sessions of this node see rows. */
    visible: ints(),
    /** 1: the IO thread of this replica is stopped (`STOP SLAVE IO_THREAD`). */
    ioStopped: new Uint8Array(layout.placeCount),
    /** Place that each node replicates from; −1: from nobody. Its epoch grows whenever that changes, so that what is on the way from another is void. */
    source: Int32Array.from({ length: layout.placeCount }, (_, place) => layout.node[place]?.source ?? -1), epoch: ints(),
    readOnly: Uint8Array.from({ length: layout.placeCount }, (_, place) => (layout.node[place]?.node.readOnly ? 1 : 0)),
    /** 1: the node has what its source has not, so replication has stopped (error 1236). */
    diverged: new Uint8Array(layout.placeCount),
    /** Of a primary that was replaced: how far its binary log is that of its successor; −1: never replaced. */
    fork: ints().fill(-1),
    /** Places: the node that is the primary by common belief, and the one before it (−1: none). */
    primary: Int32Array.of(layout.node.findIndex((node) => node !== null && node.source < 0), -1),
    /** Writes answered by nodes that are not the primary, and the largest number of answered writes that no survivor had. */
    totals: new Int32Array(2),
  };
}

/** The table of replication. */
export type Replicas = ReturnType<typeof createReplicas>;

/** Positions in `totals`. */
export const STRAY = 0;
/** Position in `totals`: see there. */
export const MOST_AT_RISK = 1;
