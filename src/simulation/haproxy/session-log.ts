// HAProxy's log of sessions (`option httplog`), kept beside the simulation: an observer, it changes nothing.
import type { World } from '../world.ts';
import { STATUS } from '../calls.ts';
import { headerOf } from '../request-fields.ts';

/** One line of HAProxy's `option httplog`. Times in milliseconds; −1: that phase was never reached. */
export interface SessionLine {
  /** Number of the request by hand; −1: another daemon's. */
  request: number;
  atMs: number;
  /** The frontend's name where no backend was chosen. */
  backend: string;
  /** null: `<NOSRV>`. */
  server: string | null;
  /** −1: the client got none. */
  status: number;
  /** Termination state, such as `SC--`: how it ended, and what became of the cookie. */
  termination: string;
  retries: number;
  /** The `+` before the retries: it went to another server than the first. */
  redispatched: boolean;
  /** Requests that were served from the queues of the server and of the backend, itself included, while it waited there. */
  queued: { server: number; backend: number };
  /** `TR/Tw/Tc/Tr/Ta`. */
  times: { request: number; queue: number; connect: number; response: number; total: number };
}

/** Times are milliseconds since the start of the simulation; −1: not reached. */
interface Session {
  request: number;
  startedMs: number;
  receivedMs: number;
  assignedMs: number;
  connectedMs: number;
  headersMs: number;
  server: number;
  retries: number;
  redispatched: boolean;
  queued: { server: number; backend: number };
  /** Queue that it stands in, and how many had been served from there before. */
  waits: { queue: number; before: number } | null;
  /** First letter about the cookie: none, invalid, of a server that is down, valid; `-`: the backend has no cookies. */
  cookie: string;
}

/** Follows each request through HAProxy, by its row in the table of calls; what is no session of HAProxy is passed over. */
export class SessionLog {
  readonly lines: SessionLine[] = [];
  readonly #world: World;
  readonly #sessions = new Map<number, Session>();
  /** By queue: requests that were served from it. */
  readonly #served: number[] = [];

  constructor(world: World) {
    this.#world = world;
  }

  /** A connection is accepted. */
  arrived(call: number): void {
    const { calls, queue } = this.#world;
    this.#sessions.set(call, {
      request: calls.row[call], startedMs: queue.now, receivedMs: -1, assignedMs: -1, connectedMs: -1, headersMs: -1, server: -1, retries: 0, redispatched: false,
      queued: { server: 0, backend: 0 }, waits: null, cookie: '-',
    });
  }

  /** All headers of the request have come. */
  received(call: number): void {
    this.#at(call, (session, now) => { session.receivedMs = now; });
  }

  /** A backend is chosen: the cookie is looked at. */
  routed(call: number): void {
    this.#at(call, (session) => { session.cookie = this.#cookieLetter(call); });
  }

  /** A server is chosen, or none (−1). A valid cookie of another server is now one of a server that is down (TX_CK_DOWN). */
  assigned(call: number, server: number): void {
    this.#at(call, (session) => {
      if (session.server >= 0 && server !== session.server) {
        session.redispatched = true;
        if (session.cookie === 'V') session.cookie = 'D';
      }
      session.server = server;
    });
  }

  /** It waits in a queue. */
  waits(call: number, queue: number): void {
    this.#at(call, (session) => { session.waits = { queue, before: this.#served[queue] ?? 0 }; });
  }

  /** It leaves its queue: to be served, or with empty hands. */
  leaves(call: number, served: boolean): void {
    this.#at(call, (session, now) => {
      if (session.waits === null) return;
      const { queue, before } = session.waits;
      const { backends } = this.#world.layout;
      const after = this.#served[queue] ?? 0;
      session.queued[queue === backends[this.#world.calls.backend[call]].queue ? 'backend' : 'server'] += after - before + 1;
      if (served) this.#served[queue] = after + 1;
      session.waits = null;
      session.assignedMs = now;
    });
  }

  /**
   * A server's slot is taken, and a connection is tried. The moment of a connection that stood before stays until the next one stands:
   * where a repeated request finds no server any more, HAProxy 2.6 writes a negative time of connecting.
   */
  connecting(call: number, server: number): void {
    this.#at(call, (session, now) => {
      session.server = server;
      session.assignedMs = now;
    });
  }

  /** The connection stands. */
  connected(call: number): void {
    this.#at(call, (session, now) => { session.connectedMs = now; });
  }

  /** The headers of the answer have come. */
  headers(call: number): void {
    this.#at(call, (session, now) => { session.headersMs = now; });
  }

  /** One more attempt is due. */
  retried(call: number): void {
    this.#at(call, (session) => { session.retries++; });
  }

  /** The session ends with this status, or with one of STATUS; `cause` is `--` or how it broke off. */
  ended(call: number, status: number, cause: string): void {
    this.#at(call, (session, now) => {
      this.#sessions.delete(call);
      const { calls, layout, log } = this.#world;
      const backend = calls.backend[call];
      const isHalf = status === STATUS.cut || status === STATUS.stalled;
      if ((status >= 100 || isHalf) && session.connectedMs >= 0 && session.headersMs < 0 && (cause === '--' || isHalf)) session.headersMs = now;
      // A client that has gone is noticed when there is something to send to it.
      const end = calls.gone[call] === 1 && (cause === '--' || status === STATUS.cut) ? 'CD' : cause;
      const set = session.cookie === '-' ? '-' : log?.cookies[session.request] === undefined ? 'N' : 'I';
      const { startedMs, receivedMs, assignedMs, connectedMs, headersMs } = session;
      const span = (from: number, to: number): number => (from < 0 || to < 0 ? -1 : Math.floor(to - from));
      this.lines.push({
        request: session.request, atMs: now, backend: backend < 0 ? layout.haproxy[calls.place[call]]?.frontends[0]?.name ?? '' : layout.backends[backend].backend.name,
        server: backend < 0 || session.server < 0 ? null : layout.backends[backend].backend.servers[session.server].name,
        status: isHalf ? 200 : status < 100 ? -1 : status, termination: `${end}${session.cookie}${set}`,
        retries: session.retries, redispatched: session.redispatched, queued: session.queued,
        times: {
          request: span(startedMs, receivedMs), queue: span(receivedMs, assignedMs), connect: span(assignedMs, connectedMs), response: span(connectedMs, headersMs),
          total: Math.floor(now - startedMs),
        },
      });
    });
  }

  #at(call: number, then: (session: Session, now: number) => void): void {
    const session = this.#sessions.get(call);
    if (session !== undefined) then(session, this.#world.queue.now);
  }

  #cookieLetter(call: number): string {
    const { calls, farms } = this.#world;
    const farm = farms[calls.backend[call]];
    const { cookie, servers } = farm.layout.backend;
    if (cookie === null) return '-';
    const pair = (headerOf(this.#world, call, 'cookie') ?? '').split(';').map((part) => part.trim()).find((part) => part.startsWith(`${cookie.name}=`));
    if (pair === undefined) return 'N';
    const server = servers.findIndex((one) => one.cookie !== null && one.cookie === pair.slice(cookie.name.length + 1));
    return server < 0 ? 'I' : farm.keepsHolders(server) ? 'V' : 'D';
  }
}

/** A line as HAProxy writes its middle: `s1 200 ---- q=0/1 t=0/446/0/455/901`. */
export function sessionText(line: SessionLine): string {
  const { times: t, queued } = line;
  return `${line.server ?? '<NOSRV>'} ${line.status} ${line.termination} q=${queued.server}/${queued.backend} t=${timersText(t)}`;
}

/** `TR/Tw/Tc/Tr/Ta`. */
export function timersText(t: SessionLine['times']): string {
  return `${t.request}/${t.queue}/${t.connect}/${t.response}/${t.total}`;
}
