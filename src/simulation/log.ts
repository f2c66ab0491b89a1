// What daemons write into their logs and what clients see, for requests by hand. An observer: it changes nothing.
import type { World } from './world.ts';
import { CALLER } from './calls.ts';

/** What the client of a request by hand has seen. */
export interface ClientAnswer {
  atMs: number;
  /** An HTTP status, or one of STATUS below 100. */
  status: number;
  /** `Set-Cookie`; null: none. */
  setCookie: string | null;
}

/** One line of HAProxy's `option httplog`. Times in milliseconds; −1: that phase was never reached. */
export interface SessionLine {
  /** Number of the request by hand. */
  request: number;
  atMs: number;
  backend: string;
  /** null: `<NOSRV>`. */
  server: string | null;
  /** −1: the client got none. */
  status: number;
  /** Termination state, such as `SC--`. */
  termination: string;
  retries: number;
  /** The `+` before the retries: the last one went to another server. */
  redispatched: boolean;
  times: { request: number; queue: number; connect: number; response: number; total: number };
}

/** One line about a health check or a change of a server's state. */
export interface HealthLine { atMs: number; backend: string; server: string; text: string }

/** Collects all lines of one simulation. */
export class DaemonLog {
  readonly answers: (ClientAnswer | undefined)[] = [];
  readonly sessions: SessionLine[] = [];
  readonly health: HealthLine[] = [];
  /** Cookies that HAProxy sets, by number of the request. */
  readonly cookies: (string | undefined)[] = [];
  /** Tries of nginx, by number of the request: `$upstream_addr` (null: "no live upstreams") and `$upstream_status`. */
  readonly tries: ({ target: string | null; status: number }[] | undefined)[] = [];
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  /** nginx has tried a peer for a client of its own. */
  tried(call: number, target: string | null, status: number): void {
    const { calls } = this.#world;
    if (calls.caller[call] === CALLER.probe) (this.tries[calls.row[call]] ??= []).push({ target, status });
  }

  /** The client has its answer, or its connection broke. */
  answered(call: number, status: number): void {
    const { calls, queue } = this.#world;
    const request = calls.row[call];
    this.answers[request] = { atMs: queue.now, status, setCookie: this.cookies[request] ?? null };
  }
}
