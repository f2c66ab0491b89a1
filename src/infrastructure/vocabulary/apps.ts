import type { Duration } from './durations.ts';

/** One application server. */
export interface App<HostName, NodeName, BackendName, VirtualAddress, DnsName> {
  /** The host that it runs on. */
  host: HostName;
  /** TCP port, 1 to 65535; default 8080. */
  port?: number;
  /** Addresses that it listens on: 127.0.0.1, the private address, or every one. Default `any`. */
  listenOn?: 'loopback' | 'private' | 'any';
  /**
   * Requests served at once. Work needs a core of the host: more workers than cores share them, which helps only while workers wait for the database.
   * 1 to 1024; default 4, 8 or 16, one for each core.
   */
  workers?: number;
  /** Backlog of `listen()`: connections that wait for a worker; more get no answer, since Linux drops their SYN. 1 to 65535; default 511, as in nginx and Node. */
  listenBacklog?: number;
  /** Where sessions live: in this process and lost with it, in a store that all applications share, or in the client's cookie. Default `memory`. */
  sessionStore?: 'memory' | 'shared' | 'signed-cookie';
  /** Pages for health checks. Default: none of its own; any path answers like a page of the site (depth `page`). */
  health?: readonly HealthPage[];
  /** Time after the start until it reports ready. 1ms to 24d; default: ready at once. */
  warmup?: Duration;
  /** Refuse a request that waited longer than this for a worker. 1ms to 24d; default: never. */
  dropQueuedAfter?: Duration;
  /** Stop working for a client that has gone. Default false: the work is finished for nobody. */
  cancelOnDisconnect?: boolean;
  /** Recognise a repeated POST by its key and apply it once. Default false. */
  idempotencyKeys?: boolean;
  /** How it reaches the database. Default: it uses none. */
  database?: DatabaseAccess<NodeName, BackendName, VirtualAddress, DnsName>;
}

/** A page that a health check can ask for. */
export interface HealthPage {
  /** Path, such as `'/health'`. Begins with `/`. */
  uri: string;
  /** What a good answer proves: the process runs (answered outside the queue); a worker renders a page; and the database answers. */
  depth: 'process' | 'page' | 'database';
  /** Answer 503 after this long. 1ms to 24d; default: no limit of its own. */
  timeout?: Duration;
}

/** How an application reaches the database. */
export interface DatabaseAccess<NodeName, BackendName, VirtualAddress, DnsName> {
  /** Where writes go, and reads that must see them. */
  writer: Endpoint<NodeName, BackendName, VirtualAddress, DnsName>;
  /** Where other reads go, in turn. Default: to the writer. */
  readers?: readonly Endpoint<NodeName, BackendName, VirtualAddress, DnsName>[];
  /** A query is given up after this long. 1ms to 24d; default: never. */
  queryTimeout?: Duration;
  /** A connection is given up after this long. 1ms to 24d; default 10s. */
  connectTimeout?: Duration;
  /** How users see what they wrote when reads go to replicas. Default `none`. */
  readAfterWrite?: ReadAfterWrite;
}

/** How an application reaches the database: one node by its name, or one of the forms below. */
export type Endpoint<NodeName, BackendName, VirtualAddress, DnsName> =
  | NodeName
  /** Whoever holds this address; see `keepalived`. */
  | { virtualAddress: VirtualAddress }
  /** Whatever this name resolves to; see `dns`. */
  | { dns: DnsName }
  /** HAProxy's backend of this name, whose servers are database nodes. */
  | { backend: BackendName };

/** How users see what they wrote. */
export type ReadAfterWrite =
  /** Reads may be older than the user's last write. */
  | 'none'
  /** The user's reads go to the primary for this long after a write. 1ms to 24d. */
  | { primaryFor: Duration }
  /**
   * `MASTER_GTID_WAIT` on the replica (MySQL: `WAIT_FOR_EXECUTED_GTID_SET`), this long at most (1ms to 24d);
   * then the read goes to the primary, is answered anyway, or fails.
   */
  | { gtidWait: Duration; then: 'primary' | 'replica' | 'error' }
  /** Reads of these classes of request always go to the primary. */
  | { primaryForClasses: readonly string[] };
