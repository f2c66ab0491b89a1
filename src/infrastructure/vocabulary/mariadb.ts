import type { Duration } from './durations.ts';
import type { Failover } from './failover.ts';

/** The database: MariaDB 10.11. */
export interface Mariadb<HostName, NodeName extends string, NodeChoice = NodeName> {
  /** Database servers, by name, each on a host of its own. At least one. */
  nodes: Record<NodeName, DatabaseNode<HostName, NodeChoice>>;
  /** Who makes another node the primary, and how. Default: nobody does. */
  failover?: Failover<HostName, NodeChoice>;
}

/** One MariaDB server. */
export interface DatabaseNode<HostName, NodeName> {
  /** The host that it runs on. It listens on port 3306. */
  host: HostName;
  /** `CHANGE MASTER TO` (MySQL: `CHANGE REPLICATION SOURCE TO`). Absent: this node is a primary. Two nodes that replicate from each other are a circle. */
  replicateFrom?: NodeName;
  /** `read_only`: refuse writes of ordinary users. Default false, also on a replica. MySQL adds `super_read_only`. */
  readOnly?: boolean;
  /**
   * On a primary, `rpl_semi_sync_master_enabled` (MySQL: `rpl_semi_sync_source_enabled`): wait until one replica has the transaction in its relay log, or the
   * timeout passes, then answer anyway. On a replica, `rpl_semi_sync_slave_enabled`: acknowledge. Default false.
   */
  semiSync?: boolean | SemiSync;
  /** `slave_parallel_threads` (MySQL: `replica_parallel_workers`): threads that apply. 0 to 1000; default 0, one thread. */
  parallelThreads?: number;
  /** `slave_parallel_mode`: what may run in parallel. Default `optimistic`. MySQL: see `replica_preserve_commit_order`. */
  parallelMode?: 'optimistic' | 'conservative';
  /** `MASTER_DELAY` (MySQL: `SOURCE_DELAY`): apply this much later. 1s to 365d, whole seconds; default: at once. Needs `replicateFrom`. */
  delay?: Duration;
  /** `auto_increment_increment` and `auto_increment_offset`: 1 to 65535 each; default 1 and 1. */
  autoIncrement?: {
    /** Step between two ids. */
    increment: number;
    /** First id; not above the increment, else MariaDB ignores it. */
    offset: number;
  };
  /** `sync_binlog`: 1 flushes the binary log to disk at each commit. Default 0 (MySQL: 1). */
  syncBinlog?: 0 | 1;
  /** `innodb_flush_log_at_trx_commit`: 1 flushes at each commit, 2 only writes, 0 does neither. Default 1. */
  flushLogAtCommit?: 0 | 1 | 2;
  /** `bind_address`: 127.0.0.1, the private address, or every one. Default `any`, MariaDB's own. */
  bind?: 'loopback' | 'private' | 'any';
  /** `require_secure_transport`: refuse connections without TLS. Default false. */
  requireSecureTransport?: boolean;
}

/** Details of semi-synchronous replication on a primary. */
export interface SemiSync {
  /** `rpl_semi_sync_master_timeout`: wait this long for an acknowledgement, then go on without. 1ms to 24d; `true` alone means 10s. */
  timeout: Duration;
  /** `rpl_semi_sync_master_wait_point`: wait after the commit in the engine, or before it. Default `AFTER_COMMIT` (MySQL: `AFTER_SYNC`). */
  waitPoint?: 'AFTER_SYNC' | 'AFTER_COMMIT';
  /** `rpl_semi_sync_master_wait_no_slave`: wait for the timeout even when no replica is connected. Default true. */
  waitNoReplica?: boolean;
}
