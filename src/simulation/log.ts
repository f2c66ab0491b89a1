// What daemons write into their logs and what clients see, for requests by hand. An observer: it changes nothing.
import type { World } from './world.ts';
import { CALLER } from './calls.ts';
import { HealthLog } from './haproxy/health-log.ts';
import { SessionLog } from './haproxy/session-log.ts';

/** What the client of a request by hand has seen. */
export interface ClientAnswer {
  atMs: number;
  /** An HTTP status, or one of STATUS below 100. */
  status: number;
  /** `Set-Cookie`; null: none. */
  setCookie: string | null;
}

/** Collects all lines of one simulation. */
export class DaemonLog {
  readonly answers: (ClientAnswer | undefined)[] = [];
  /** HAProxy's log of sessions. */
  readonly sessions: SessionLog;
  /** HAProxy's log of checks and states. */
  readonly health: HealthLog;
  /** Requests, and checks over HTTP, that each application has taken up, by place. */
  readonly requests: number[] = [];
  readonly checks: number[] = [];
  /** Cookies that HAProxy sets, by number of the request. */
  readonly cookies: (string | undefined)[] = [];
  /** Tries of nginx, by number of the request: `$upstream_addr` (null: "no live upstreams") and `$upstream_status`. */
  readonly tries: ({ target: string | null; status: number }[] | undefined)[] = [];
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
    this.sessions = new SessionLog(world);
    this.health = new HealthLog(world);
  }

  /** An application has taken up a request. A check that only connects never gets so far. */
  delivered(call: number): void {
    const { calls } = this.#world;
    const counts = calls.about[call] >= 0 ? this.checks : this.requests;
    counts[calls.place[call]] = (counts[calls.place[call]] ?? 0) + 1;
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
