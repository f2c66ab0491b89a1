import type { Duration } from './durations.ts';

/** Who makes another node the primary. */
export type Failover<HostName, NodeName> = ManualFailover | AutomaticFailover<HostName, NodeName>;

/** A person does it. Becomes a runbook. */
export interface ManualFailover {
  mode: 'manual';
  /** From the loss until the person has promoted a replica. 1s to 30d. */
  operator: Duration;
}

/** A program does it, such as orchestrator. Becomes its configuration and a runbook. */
export interface AutomaticFailover<HostName, NodeName> {
  mode: 'automatic';
  /** Hosts that watch the primary. At least one. */
  voters: readonly HostName[];
  /** true: a majority of all voters must agree; false: any one decides. */
  quorum: boolean;
  /** Interval between two looks at the primary. 1ms to 24d. */
  heartbeat: Duration;
  /** Looks in a row that must fail. 1 to 1000. */
  failuresToDeclare: number;
  /** Which replica: the one that received most, or the first of a list that is alive. */
  promote: 'most-advanced' | { first: readonly NodeName[] };
  /** How the old primary is kept from taking writes: not at all; it stops by itself when its lease (1ms to 24d) runs out; its power is cut. */
  fencing: 'none' | { lease: Duration } | 'stonith';
  /** How applications find the new primary: the virtual address moves, HAProxy's backend notices, or a DNS record changes (time to live 0s to 30d). */
  clientsFollow: 'virtual-address' | 'backend' | { dnsTtl: Duration };
}
