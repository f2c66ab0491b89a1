// What a recorder keeps of a run: rows in typed arrays, so that a run of 10⁵ requests costs a few megabytes.

/** How a user request ended. */
export const OUTCOMES = ['ok', 'late', 'error-503', 'error-502', 'error-504', 'error-500', 'refused', 'unanswered'] as const;
/** One of them. */
export type Outcome = (typeof OUTCOMES)[number];

/** A change of state worth telling: marked down, up again, fault begins, failover… */
export interface HistoryEvent {
  atMs: number;
  kind: 'fault-begins' | 'fault-ends' | 'server-down' | 'server-up' | 'promoted' | 'semi-sync-off' | 'semi-sync-on' | 'address-taken' | 'address-released';
  /** The load balancer, node or fault target that it happened at. */
  at: string;
  /** The server (within a backend), host or virtual address that it is about; empty where `at` says it all. */
  about: string;
}

/** Columns of equal length, one row each. */
export interface History {
  durationMs: number;
  warmupMs: number;
  /** Names behind the `server` column of `attempts`: applications and database nodes. */
  servers: string[];
  /** Nodes that replicated when the run began. */
  replicas: string[];
  /** All database nodes. */
  nodes: string[];
  /** Workers of each of them. */
  workers: number[];
  /** Names behind the `class` column. */
  classes: string[];
  requests: {
    count: number;
    arrivalMs: Float64Array;
    /** When the user had the answer, or gave up. */
    endMs: Float64Array;
    class: Uint8Array;
    /** Position in OUTCOMES. */
    outcome: Uint8Array;
    /** Attempts of the user that reached a load balancer (or the application itself where there is none). */
    reached: Uint8Array;
  };
  attempts: {
    count: number;
    sentMs: Float64Array;
    /** Position in `servers`. */
    server: Uint16Array;
    /** 0: a request at an application; 1, 2: a read, a write at a database node. */
    kind: Uint8Array;
    /** 1: its good answer came while the user still waited. */
    answered: Uint8Array;
  };
  /** One row a server and second: position = second × servers.length + server. */
  perSecond: {
    /** Worker-milliseconds spent working. */
    busyMs: Float64Array;
    /** Requests waiting at the end of the second. */
    waiting: Uint32Array;
    /** What was sent in that second and reached nobody: refused, or never connected. */
    unreached: Uint32Array;
    /** One row a replica and second: age of the oldest write of the primary that it has not applied, milliseconds, at the end of the second; 0: it has all. */
    lagMs: Float64Array;
    /** One row a node and second: writes in its binary log, own and applied ones, at the end of the second. */
    position: Int32Array;
  };
  events: HistoryEvent[];
  /** Acknowledged writes: all, those missing at the end on the primary, and the most that no survivor of the faults had at one time. */
  writes: { acknowledged: number; lost: number; mostAtRisk: number };
}
