// What happens to a design: how long, which load, which faults. Authors write it in YAML (`src/course/scenario.ts` reads it).

/** One situation to simulate a design in. */
export interface Scenario {
  id: string;
  durationMs: number;
  /** Requests that arrive before this moment are served but not measured. */
  warmupMs: number;
  workload: Workload;
  faults: Fault[];
}

/** Open-loop load: users arrive whether or not the service keeps up. */
export interface Workload {
  /** Poisson arrivals; the rate holds from `fromMs` until the next step. The first step starts at 0. */
  arrivals: { fromMs: number; ratePerSecond: number }[];
  /** Work of one request in an application server, without its database queries. */
  service: ServiceTime;
  /** The user gives up after this long, attempts and waiting included. */
  clientTimeoutMs: number;
  /** At least one; the shares add up to 1. */
  classes: RequestClass[];
  /** Clients that requests come from, each with an address and a browser of its own (for `balance source` and cookies). */
  clientAddresses: number;
  /** Share of the clients that reach the site from one public address, 0 to 1; absent: none. */
  sharedAddress?: number;
  /** Pages that users ask for (for `balance uri`): how many, and the share of requests, 0 to 1, that the front page gets; the others are equal. Absent: a page a class. */
  pages?: { count: number; frontShare: number };
  replication: ReplicationConditions;
}

/** A kind of request. */
export interface RequestClass {
  name: string;
  /** Share of all requests, above 0 up to 1. */
  share: number;
  method: 'GET' | 'POST';
  /** null: needs no database. */
  database: { access: 'read' | 'write'; query: ServiceTime } | null;
  /** null: the workload's own. */
  service: ServiceTime | null;
}

/** A distribution of times. The shares of a mix add up to 1. */
export type ServiceTime =
  | { distribution: 'exponential'; meanMs: number }
  | { distribution: 'fixed'; ms: number }
  | { distribution: 'mix'; parts: { share: number; ms: number }[] };

/** What lies between a primary and its replicas. */
export interface ReplicationConditions {
  oneWayDelayMs: number;
  /** Time that applying one write takes on a replica's worker. */
  apply: ServiceTime;
}

/** A fault, from `atMs` until `untilMs` (null: to the end of the run). */
export type Fault = { atMs: number; untilMs: number | null } & FaultKind;

/** What a fault does, and to what. */
export type FaultKind =
  /** The host is silent: no answer, no refusal. */
  | { kind: 'host-loss'; host: string }
  /** Every host on this machine (chassis, hypervisor) is silent. */
  | { kind: 'machine-loss'; machine: string }
  | { kind: 'zone-loss'; zone: string }
  /** The process has gone, its host refuses connections at once. `target` names an application, load balancer or database node. */
  | { kind: 'process-crash'; target: string }
  /** The process stands still: the kernel still accepts connections, nothing answers. */
  | { kind: 'process-pause'; target: string }
  /** Everything that the target does takes 1 / speed as long; 0 < speed < 1. */
  | { kind: 'slow'; target: string; speed: number }
  /** An application does its work and then answers badly: an error page, a closed connection or one that it resets, half a body and then an end (`cuts`) or silence (`stalls`). */
  | { kind: 'bad-answers'; target: string; answer: 301 | 302 | 400 | 401 | 403 | 404 | 408 | 425 | 429 | 500 | 501 | 502 | 503 | 504 | 505 | 'closes' | 'resets' | 'cuts' | 'stalls' }
  /** Nothing that one host sends reaches the other; unless `oneWay`, nothing comes back either. */
  | { kind: 'partition'; from: string; to: string; oneWay: boolean }
  | { kind: 'load-spike'; factor: number };
