// A call is one request from a caller to a place: a user's to the load balancer, its to a server, an application's to a database node.
// What the place does with it is kept in the same row, so a chain of tiers is a chain of rows.
import { widen } from './engine/columns.ts';

/** Who made a call, where it was not another call. */
export const CALLER = { user: -1, check: -2, replication: -3, probe: -4, session: -5, script: -6 } as const;

/** Where a call stands. Up to `syn` it has not been accepted; `overflow` is a `syn` that a full backlog has dropped. */
export const STAGE = {
  free: 0, travelling: 1, overflow: 2, syn: 3, queued: 4, working: 5, database: 6, forwarding: 7, turnAround: 8, acknowledging: 9, lost: 10, answered: 11, healthPage: 12, body: 13,
  /** At HAProxy: its headers have not all come. */
  receiving: 14,
} as const;

/** How a call ended: an HTTP status, or one of these below 100. `closed`: before any header came; `cut` and `stalled`: good headers, then half a body. */
export const STATUS = { refused: 1, connectTimeout: 2, responseTimeout: 3, closed: 4, cut: 5, stalled: 6, behind: 7, ok: 200 } as const;

/** What a call asks for. */
export const KIND = { request: 0, read: 1, write: 2, apply: 3 } as const;

// Constants of this file alone: V8 reads exported ones again each time.
const FREE = STAGE.free;
const TRAVELLING = STAGE.travelling;
const REQUEST = KIND.request;

/** The rows. A row is free when its stage says so; `next` chains free rows and queues. */
export function createCalls(triedWords: number) {
  const rows = 64;
  const ints = (): Int32Array => new Int32Array(rows);
  return {
    stage: new Uint8Array(rows), kind: new Uint8Array(rows), class: new Uint8Array(rows),
    /** 1 when the caller no longer waits. */
    gone: new Uint8Array(rows),
    /** Row of the calling call, or one of CALLER. */
    caller: ints(),
    place: ints(),
    /** Guards events of the caller (its timeouts) and of the place (its work): an event with an old stamp is void. */
    callerStamp: ints(), placeStamp: ints(),
    /** The call that this one waits for; −1: none. */
    outgoing: ints(),
    /** Queue that it waits in (−1: none), and its neighbours there. */
    queue: ints(), next: ints(), previous: ints(),
    /** Backend, its server (−1: none yet) and retries left at HAProxy; the peer at nginx. */
    backend: ints(), server: ints(), retries: ints(),
    /** 1: its cookie has sent it to its server. */
    direct: new Uint8Array(rows),
    /** How its first connection failed at HAProxy, STATUS.refused or STATUS.connectTimeout; 0: none has. */
    unconnected: new Uint8Array(rows),
    /** Its class in the queues of HAProxy: smaller ones go first. */
    priority: ints(),
    /** Server that was tried before; −1: none. */
    avoid: ints(),
    /** Place that dropped the last connect of this call for want of room; −1: none. */
    dropped: ints(),
    /** Of the user's request: row in the history, client's address, whether it counts. Of a request by hand: its number. */
    row: ints(), address: ints(), measured: new Uint8Array(rows),
    /** Page that a user asks for; see `uriOf`. */
    page: ints(),
    /** Where a hash of nginx has got to for this request, and how often it had to look further. */
    hash: ints(), rehash: ints(),
    /** Position in `World.attributes` of what a request by hand says; −1: its class says all. */
    attributes: ints(),
    /** Server whose health check this is; −1: none, −2: a track script's. Replication: the position of the write. */
    about: ints(),
    /** How it has ended, where its caller is to learn that later; STATUS.stalled as soon as the headers of an answer are out and its body is not. */
    status: ints(),
    /** Peers of nginx that were tried: a bit each, `triedWords` words a row. */
    tried: new Int32Array(rows * triedWords),
    sentMs: new Float64Array(rows),
    /** When it entered the queue or began to work. */
    sinceMs: new Float64Array(rows),
    /** Work left, in milliseconds at full speed, here and in the database. */
    workMs: new Float64Array(rows), queryMs: new Float64Array(rows),
    /** First free row, and the number of rows ever used. */
    ends: Int32Array.of(-1, 0),
  };
}

/** The table of calls. */
export type Calls = ReturnType<typeof createCalls>;

/** A new row, travelling. Work, class and address have to be set by the caller of this function. */
export function addCall(calls: Calls, caller: number, place: number, now: number): number {
  let call = calls.ends[0];
  if (call >= 0) calls.ends[0] = calls.next[call];
  else {
    call = calls.ends[1]++;
    if (call === calls.stage.length) {
      const { ends, ...columns } = calls;
      widen(columns);
      Object.assign(calls, columns);
    }
  }
  calls.stage[call] = TRAVELLING;
  calls.kind[call] = REQUEST;
  calls.gone[call] = 0;
  calls.caller[call] = caller;
  calls.place[call] = place;
  calls.outgoing[call] = -1;
  calls.queue[call] = -1;
  calls.server[call] = -1;
  calls.avoid[call] = -1;
  calls.dropped[call] = -1;
  calls.row[call] = -1;
  calls.measured[call] = 0;
  calls.about[call] = -1;
  calls.attributes[call] = -1;
  calls.page[call] = 0;
  calls.direct[call] = 0;
  calls.priority[call] = 0;
  calls.unconnected[call] = 0;
  calls.status[call] = 0;
  calls.sentMs[call] = now;
  return call;
}

/** A call on behalf of another: it carries the same work, class and address. */
export function addOutgoing(calls: Calls, caller: number, place: number, now: number): number {
  const call = addCall(calls, caller, place, now);
  calls.class[call] = calls.class[caller];
  calls.measured[call] = calls.measured[caller];
  calls.address[call] = calls.address[caller];
  calls.about[call] = calls.about[caller];
  calls.attributes[call] = calls.attributes[caller];
  calls.page[call] = calls.page[caller];
  calls.workMs[call] = calls.workMs[caller];
  calls.queryMs[call] = calls.queryMs[caller];
  calls.outgoing[caller] = call;
  return call;
}

/** Ends a row. Its stamps move on, so every event that still names it is void. */
export function freeCall(calls: Calls, call: number): void {
  calls.stage[call] = FREE;
  calls.callerStamp[call]++;
  calls.placeStamp[call]++;
  calls.next[call] = calls.ends[0];
  calls.ends[0] = call;
}
