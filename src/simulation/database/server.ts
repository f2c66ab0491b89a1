// A MariaDB server's data: rows, binary log and GTID positions, and what its replication threads do with another server's log. Without time.
import type { MariadbError } from './errors.ts';
import type { Gtid, GtidPosition } from './gtid.ts';
import { BinlogState, advanced, currentPosition, hasReached } from './gtid.ts';
import type { AutoIncrement, RowEvent } from './rows.ts';
import { Table, nextId } from './rows.ts';

/** Settings that decide what replicates. */
export interface ServerSettings { serverId: number; gtidDomainId: number; gtidStrictMode: boolean; logSlaveUpdates: boolean; autoIncrement: AutoIncrement }

/** A transaction of the binary log. */
export interface Transaction { gtid: Gtid; event: RowEvent }

/** `SHOW SLAVE STATUS`, as far as threads and errors go. */
export interface ReplicaStatus { io: boolean; sql: boolean; ioError: MariadbError | null; sqlError: MariadbError | null }

const STOPPED: ReplicaStatus = { io: false, sql: false, ioError: null, sqlError: null };

/** One server with one table. */
export class MariadbServer {
  readonly table = new Table('app.t');
  /** `gtid_slave_pos`. */
  slavePosition: GtidPosition = new Map();
  status: ReplicaStatus = STOPPED;
  readonly #settings: ServerSettings;
  readonly #binlog: Transaction[] = [];
  readonly #state = new BinlogState();
  #source: MariadbServer | null = null;
  /** Position that the replication was started from. */
  #start: GtidPosition = new Map();
  /** Position in the source's binary log up to which the IO thread has come. */
  #fetched = 0;

  constructor(settings: ServerSettings) { this.#settings = settings; }

  /** `gtid_binlog_pos`. */
  get binlogPosition(): GtidPosition { return this.#state.position; }

  /** `gtid_current_pos`. */
  get currentPosition(): GtidPosition { return currentPosition(this.slavePosition, this.binlogPosition, this.#settings.serverId); }

  /** A client's transaction. */
  execute(event: RowEvent): MariadbError | null {
    const error = this.table.apply(event);
    if (error === null) this.#log({ gtid: this.#state.next(this.#settings.gtidDomainId, this.#settings.serverId), event });
    return error;
  }

  /** A client's INSERT without an id; returns the id. */
  insert(value: number): number {
    const id = nextId(this.table.highestId, this.#settings.autoIncrement);
    this.execute({ kind: 'write', id, value });
    return id;
  }

  /** `CHANGE MASTER TO … MASTER_USE_GTID`, then `START SLAVE`. */
  replicateFrom(source: MariadbServer, useGtid: 'slave_pos' | 'current_pos'): void {
    const from = useGtid === 'slave_pos' ? this.slavePosition : this.currentPosition;
    const ioError = source.#state.refusalToStart(from);
    this.status = { io: ioError === null, sql: true, ioError, sqlError: null };
    this.#source = source;
    this.#start = from;
    this.#fetched = 0;
  }

  /** `STOP SLAVE`. */
  stopReplica(): void { this.status = STOPPED; }

  /** Fetches and applies what the source has; returns whether anything was applied. The IO thread leaves out what this server itself once wrote. */
  replicate(): boolean {
    const log = this.#source === null ? [] : this.#source.#binlog;
    let applied = false;
    while (this.status.io && this.status.sql && this.#fetched < log.length) {
      const transaction = log[this.#fetched];
      if (!hasReached(this.#start, transaction.gtid) && transaction.gtid.server !== this.#settings.serverId && !this.#apply(transaction)) break;
      this.#fetched++;
      applied = true;
    }
    return applied;
  }

  #apply({ gtid, event }: Transaction): boolean {
    const sqlError = this.#state.refusalToWrite(gtid, this.#settings.gtidStrictMode && this.#settings.logSlaveUpdates) ?? this.table.apply(event);
    if (sqlError !== null) {
      this.status = { ...this.status, sql: false, sqlError };
      return false;
    }
    if (this.#settings.logSlaveUpdates) this.#log({ gtid, event });
    this.slavePosition = advanced(this.slavePosition, gtid);
    return true;
  }

  #log(transaction: Transaction): void {
    this.#binlog.push(transaction);
    this.#state.write(transaction.gtid);
  }
}

/** Replicates between servers until nothing moves any more: a circle comes to rest since each leaves out its own transactions. */
export function replicateAll(servers: readonly MariadbServer[]): void {
  while (servers.map((server) => server.replicate()).includes(true));
}
