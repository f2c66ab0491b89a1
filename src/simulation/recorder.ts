// The observer of a run: it writes down what happens and changes nothing, not even the number of events.
import type { Scenario } from './scenario.ts';
import type { History, HistoryEvent } from './history.ts';
import { OUTCOMES } from './history.ts';
import type { Replicas } from './database/replicas.ts';
import { widen } from './engine/columns.ts';
import type { Layout } from './layout/layout.ts';
import { compileLoad } from './load.ts';

const OK = OUTCOMES.indexOf('ok');
const LATE = OUTCOMES.indexOf('late');
const UNANSWERED = OUTCOMES.indexOf('unanswered');

/** Rows for the requests that a scenario is likely to have, since growing copies everything; a huge load has to grow. */
function roomFor(scenario: Scenario): number {
  const { fromMs, perMs } = compileLoad(scenario, scenario.faults);
  const expected = perMs.reduce((sum, rate, piece) => sum + rate * (fromMs[piece + 1] - fromMs[piece]), 0);
  return Math.min(1 << 18, 1024 + Math.ceil(expected * 1.05));
}

/** Keeps the history of one run. Servers are applications and database nodes, in the order of the layout. */
export class Recorder {
  readonly requests;
  readonly attempts;
  /** By call: the attempt that it is, and that of its own calls which a full backlog dropped last. */
  readonly fates = { attempt: new Int32Array(64), dropped: new Int32Array(64) };
  /** When the primary committed each write, by its position − 1; and the seconds whose state of replication is known. */
  readonly commits = { atMs: new Float64Array(64) };
  readonly sampled = { seconds: new Int32Array(1) };
  /** Rows of requests, attempts and events. */
  readonly counts = { rows: new Int32Array(3) };
  readonly perSecond;
  /** By server: when its use was last reckoned, the second of its latest queue, and the length of that. */
  readonly latest;
  readonly #events: HistoryEvent[] = [];
  readonly #layout: Layout;
  readonly #scenario: Scenario;
  readonly #serverCount: number;
  /** Places of the nodes that replicate when the run begins. */
  readonly #replicas: number[];
  /** Places of all database nodes. */
  readonly #nodes: number[];
  readonly #seconds: number;

  constructor(layout: Layout, scenario: Scenario) {
    const rows = roomFor(scenario);
    this.requests = {
      arrivalMs: new Float64Array(rows), endMs: new Float64Array(rows), class: new Uint8Array(rows), outcome: new Uint8Array(rows), reached: new Uint8Array(rows),
    };
    this.attempts = { sentMs: new Float64Array(rows), server: new Uint16Array(rows), kind: new Uint8Array(rows), answered: new Uint8Array(rows) };
    this.#layout = layout;
    this.#scenario = scenario;
    this.#serverCount = layout.applicationCount + layout.nodeCount;
    this.#seconds = Math.ceil(scenario.durationMs / 1000);
    this.#replicas = layout.node.flatMap((node, place) => (node !== null && node.source >= 0 ? [place] : []));
    this.#nodes = layout.node.flatMap((node, place) => (node !== null ? [place] : []));
    const cells = this.#seconds * this.#serverCount;
    this.perSecond = {
      busyMs: new Float64Array(cells), waiting: new Uint32Array(cells), unreached: new Uint32Array(cells), lagMs: new Float64Array(this.#seconds * this.#replicas.length),
      position: new Int32Array(this.#seconds * this.#nodes.length),
    };
    this.latest = { busyMs: new Float64Array(this.#serverCount), second: new Int32Array(this.#serverCount), waiting: new Int32Array(this.#serverCount) };
  }

  /** A user arrives; until they have an answer, they have none. */
  request(now: number, kind: number): void {
    const { requests } = this;
    const row = this.counts.rows[0]++;
    if (row === requests.class.length) widen(requests);
    requests.arrivalMs[row] = now;
    requests.endMs[row] = now;
    requests.class[row] = kind;
    requests.outcome[row] = UNANSWERED;
  }

  /** The user's request was accepted where users enter. */
  reached(row: number): void { this.requests.reached[row]++; }

  /** The user has an answer, or has given up. */
  outcome(row: number, now: number, outcome: number): void {
    this.requests.endMs[row] = now;
    this.requests.outcome[row] = outcome;
  }

  /** The answer for one who has given up. */
  late(row: number, status: number): void {
    if (status === 200 && this.requests.outcome[row] !== OK) this.requests.outcome[row] = LATE;
  }

  /** An attempt has reached a server: a call, on behalf of another (or of a user: below 0). `accepted` is false where its backlog is full. */
  attempt(call: number, caller: number, accepted: boolean, sentMs: number, server: number, kind: number): void {
    const { attempts } = this;
    const row = this.counts.rows[1]++;
    if (row === attempts.kind.length) widen(attempts);
    attempts.sentMs[row] = sentMs;
    attempts.server[row] = server;
    attempts.kind[row] = kind;
    this.#setFate(call, row);
    if (caller >= 0 && !accepted) this.#setFate(caller, row, 'dropped');
  }

  /** A call repeats the attempt that a full backlog dropped. */
  repeated(call: number, caller: number): void { this.#setFate(call, this.fates.dropped[caller]); }

  /** An attempt is answered, and the user has the good of it. */
  answered(call: number): void { this.attempts.answered[this.fates.attempt[call]] = 1; }

  #setFate(call: number, row: number, column: 'attempt' | 'dropped' = 'attempt'): void {
    while (call >= this.fates.attempt.length) widen(this.fates);
    this.fates[column][call] = row;
  }

  /** Something was sent to a server that is not there: refused, or never connected. */
  unreached(sentMs: number, server: number): void {
    const second = Math.floor(sentMs / 1000);
    if (second < this.#seconds) this.perSecond.unreached[second * this.#serverCount + server]++;
  }

  /** The primary has committed the write at this position. */
  committed(now: number, position: number): void {
    while (position > this.commits.atMs.length) widen(this.commits);
    this.commits.atMs[position - 1] = now;
  }

  /** Before an event: how far the nodes had come, and the replicas were behind, at the end of each second that is over. */
  replication(now: number, replicas: Replicas): void {
    const count = this.#replicas.length;
    const { seconds } = this.sampled;
    if (this.#nodes.length === 0 || now < (seconds[0] + 1) * 1000) return;
    for (const until = Math.min(Math.floor(now / 1000), this.#seconds); seconds[0] < until; seconds[0]++) {
      this.#nodes.forEach((place, at) => { this.perSecond.position[seconds[0] * this.#nodes.length + at] = replicas.committed[place]; });
      this.#replicas.forEach((place, at) => {
        const applied = replicas.committed[place];
        const isBehind = applied < replicas.committed[replicas.primary[0]];
        this.perSecond.lagMs[seconds[0] * count + at] = isBehind ? (seconds[0] + 1) * 1000 - this.commits.atMs[applied] : 0;
      });
    }
  }

  /** The number of workers in use is about to change; `workers` were in use until now. */
  busy(now: number, server: number, workers: number): void {
    let from = this.latest.busyMs[server];
    const until = Math.min(now, this.#scenario.durationMs);
    if (workers > 0) {
      while (from < until) {
        const second = Math.floor(from / 1000);
        const edge = Math.min(until, (second + 1) * 1000);
        this.perSecond.busyMs[second * this.#serverCount + server] += (edge - from) * workers;
        from = edge;
      }
    }
    this.latest.busyMs[server] = now;
  }

  /** The queue of a server has a new length. */
  waiting(now: number, server: number, length: number): void {
    const { latest, perSecond } = this;
    const second = Math.min(Math.floor(now / 1000), this.#seconds);
    for (let s = latest.second[server]; s < second; s++) perSecond.waiting[s * this.#serverCount + server] = latest.waiting[server];
    latest.second[server] = second;
    latest.waiting[server] = length;
  }

  /** A change of state worth telling. */
  event(atMs: number, kind: HistoryEvent['kind'], at: string, about: string): void {
    this.#events[this.counts.rows[2]++] = { atMs, kind, at, about };
  }

  #workers(): number[] {
    const { application, node, balancerCount, placeCount } = this.#layout;
    return Array.from({ length: placeCount - balancerCount }, (_, i) => (
      application[balancerCount + i]?.application.workers ?? node[balancerCount + i]?.node.workers ?? 1
    ));
  }

  /** The history so far: views of the columns, which a simulation that goes back to a snapshot leaves behind. */
  history(now: number, busy: Int32Array, replicas: Replicas, writes: History['writes']): History {
    this.replication(Math.max(now, this.#seconds * 1000), replicas);
    for (let server = 0; server < this.#serverCount; server++) {
      this.busy(now, server, busy[this.#layout.balancerCount + server]);
      this.waiting(now, server, this.latest.waiting[server]);
    }
    const [requestCount, attemptCount, eventCount] = this.counts.rows;
    const { requests, attempts, perSecond } = this;
    return {
      durationMs: this.#scenario.durationMs, warmupMs: this.#scenario.warmupMs,
      servers: this.#layout.names.slice(this.#layout.balancerCount), replicas: this.#replicas.map((place) => this.#layout.names[place]),
      nodes: this.#nodes.map((place) => this.#layout.names[place]), workers: this.#workers(), classes: this.#scenario.workload.classes.map((kind) => kind.name),
      requests: {
        count: requestCount, arrivalMs: requests.arrivalMs.subarray(0, requestCount), endMs: requests.endMs.subarray(0, requestCount),
        class: requests.class.subarray(0, requestCount), outcome: requests.outcome.subarray(0, requestCount), reached: requests.reached.subarray(0, requestCount),
      },
      attempts: {
        count: attemptCount, sentMs: attempts.sentMs.subarray(0, attemptCount), server: attempts.server.subarray(0, attemptCount), kind: attempts.kind.subarray(0, attemptCount),
        answered: attempts.answered.subarray(0, attemptCount),
      },
      perSecond: { ...perSecond },
      events: this.#events.slice(0, eventCount), writes,
    };
  }
}
