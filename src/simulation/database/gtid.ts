// MariaDB's global transaction ids: domain-server-sequence, and the three positions of a server (documentation "Global Transaction ID").
import type { MariadbError } from './errors.ts';
import { notInBinlog, outOfOrder } from './errors.ts';

/** One transaction's id. */
export interface Gtid { domain: number; server: number; sequence: number }

/** As MariaDB writes it, such as 0-1-14. */
export function gtidText(gtid: Gtid): string {
  return `${gtid.domain}-${gtid.server}-${gtid.sequence}`;
}

/** At most one id a domain: how far a server has come in each. */
export type GtidPosition = ReadonlyMap<number, Gtid>;

/** A position as MariaDB writes it: its ids with commas, the empty text for none. */
export function positionText(position: GtidPosition): string {
  return [...position.values()].sort((a, b) => a.domain - b.domain).map(gtidText).join(',');
}

/** The position after one more transaction. */
export function advanced(position: GtidPosition, gtid: Gtid): GtidPosition {
  return new Map([...position, [gtid.domain, gtid]]);
}

/** `gtid_binlog_state`: the latest id of every server in every domain, and which of them came last. */
export class BinlogState {
  readonly #byServer = new Map<string, Gtid>();
  readonly #last = new Map<number, Gtid>();
  readonly #highest = new Map<number, number>();

  /** `gtid_binlog_pos`: in every domain, what was written last. */
  get position(): GtidPosition { return this.#last; }

  /** The id of the next own transaction: one more than the highest sequence number of its domain, whoever wrote that. */
  next(domain: number, server: number): Gtid {
    return { domain, server, sequence: (this.#highest.get(domain) ?? 0) + 1 };
  }

  write(gtid: Gtid): void {
    this.#byServer.set(`${gtid.domain}-${gtid.server}`, gtid);
    this.#last.set(gtid.domain, gtid);
    this.#highest.set(gtid.domain, Math.max(this.#highest.get(gtid.domain) ?? 0, gtid.sequence));
  }

  /** Why a replica may not start from a position (error 1236); null: it may. Strict mode or not is the same. */
  refusalToStart(position: GtidPosition): MariadbError | null {
    for (const gtid of position.values()) {
      const own = this.#byServer.get(`${gtid.domain}-${gtid.server}`);
      if (own !== undefined && own.sequence >= gtid.sequence) continue;
      // The second sentence comes as soon as the domain has got equally far: seen with 15 against 15, not with 15 against 16.
      return notInBinlog(gtidText(gtid), (this.#highest.get(gtid.domain) ?? 0) >= gtid.sequence);
    }
    return null;
  }

  /** Why a replicated transaction may not be written (error 1950); null: it may. Only `gtid_strict_mode` minds. */
  refusalToWrite(gtid: Gtid, strict: boolean): MariadbError | null {
    const last = this.#last.get(gtid.domain);
    return strict && last !== undefined && gtid.sequence <= last.sequence ? outOfOrder(gtidText(gtid), gtidText(last)) : null;
  }
}

/** `gtid_current_pos`: `gtid_slave_pos`, except where the binary log ends in a transaction of this very server with a higher sequence number. */
export function currentPosition(slavePosition: GtidPosition, binlogPosition: GtidPosition, server: number): GtidPosition {
  const current = new Map(slavePosition);
  for (const [domain, gtid] of binlogPosition) {
    if (gtid.server === server && gtid.sequence > (current.get(domain)?.sequence ?? 0)) current.set(domain, gtid);
  }
  return current;
}

/** Whether a position has a transaction: what `MASTER_GTID_WAIT` waits for on a replica. */
export function hasReached(position: GtidPosition, gtid: Gtid): boolean {
  return (position.get(gtid.domain)?.sequence ?? 0) >= gtid.sequence;
}
