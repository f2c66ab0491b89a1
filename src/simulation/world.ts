// Everything that one simulation holds, and the kinds of its events.
import type { Fault, Scenario } from './scenario.ts';
import type { EventQueue } from './engine/queue.ts';
import type { Streams } from './random/streams.ts';
import type { Layout } from './layout/layout.ts';
import type { Calls } from './calls.ts';
import type { Waiting } from './waiting.ts';
import type { Processes } from './processes.ts';
import type { Users } from './users.ts';
import type { Farm } from './haproxy/farm.ts';
import type { Cookies } from './haproxy/cookies.ts';
import type { Peers } from './nginx/peers.ts';
import type { Replicas } from './database/replicas.ts';
import type { Answers, Risk } from './database/risk.ts';
import type { FailoverState } from './database/failover.ts';
import type { Writers } from './database/read-after-write.ts';
import type { Addresses } from './keepalived/addresses.ts';
import type { Cut } from './partition.ts';
import type { Recorder } from './recorder.ts';
import type { RequestAttributes } from './attributes.ts';
import type { DaemonLog } from './log.ts';

/** Kinds of events; `a` and `b` are a call and a stamp unless a comment says otherwise. */
export const EVENT = {
  /** No operands: the next user arrives. */
  user: 1,
  deadline: 2, arrive: 3, refused: 4, done: 5, connectTimeout: 6, responseTimeout: 7, queueTimeout: 8, turnAround: 9,
  /** Server and epoch of the check. */
  check: 10,
  checkTimeout: 11, lateAnswer: 12,
  /** Position of the fault. */
  faultBegins: 13, faultEnds: 14,
  /** Replica and position of the write. */
  received: 15, eligible: 16,
  /** Primary and position of the write. */
  acknowledged: 17,
  ackTimeout: 18, healthPage: 19,
  requestTimeout: 20,
  /** Server and stamp of its slow start. */
  slowstart: 21,
  gtidTimeout: 22,
  /** Voter. */
  look: 23, declare: 24,
  /** Node and stamp of the promotion. */
  promote: 25,
  /** Stamp of the lease. */
  leaseOver: 26,
} as const;

/** The state of one simulation. All that changes lies in typed arrays listed in `stores` of simulation.ts. */
export interface World {
  readonly scenario: Scenario;
  readonly layout: Layout;
  readonly queue: EventQueue;
  readonly streams: Streams;
  readonly calls: Calls;
  readonly waiting: Waiting;
  readonly processes: Processes;
  readonly users: Users;
  /** Servers of each backend of HAProxy. */
  readonly farms: Farm[];
  /** Cookies that users hold. */
  readonly cookies: Cookies;
  /** Backend by place and class of request; see `backendChoices`. */
  choices: number[][];
  risk: Risk;
  /** null: no faults will be added on the way. */
  readonly answers: Answers | null;
  /** Peers of each nginx, by place; null elsewhere. */
  readonly peers: (Peers | null)[];
  readonly replicas: Replicas;
  readonly writers: Writers;
  readonly failover: FailoverState;
  /** Words a row in `calls.tried`. */
  readonly triedWords: number;
  /** What happens to the design: the scenario's faults, then those that were added on the way. */
  faults: readonly Fault[];
  /** 1 for each fault that is going on. */
  readonly activeFaults: { active: Uint8Array };
  /** What partitions cut while their fault goes on. */
  cuts: readonly Cut[];
  /** Virtual addresses and keepalived; null where the design has none. */
  addresses: Addresses | null;
  /** Positions of TOTAL. */
  readonly tally: { totals: Float64Array };
  /** Lanes of the delays that every call may need. */
  readonly lanes: { hop: number; refused: number; deadline: number; replication: number };
  /** null: nothing is kept but totals. */
  readonly recorder: Recorder | null;
  /** What requests by hand say; only ever grows. */
  readonly attributes: RequestAttributes[];
  /** What daemons log, for a probe; null in a run of users. */
  log: DaemonLog | null;
  /** A call was accepted by its place and is to be worked on. */
  deliver: (world: World, call: number) => void;
  /** A call of a call has ended; its row is free by now. */
  answered: (world: World, caller: number, status: number) => void;
}

/** Positions in `World.tally.totals`. */
export const TOTAL = { requests: 0, ok: 1, failed: 2, attempts: 3, events: 4 } as const;

/** Which stamp guards an event of each kind: 1 that of the place, 2 that of the caller, 0 none. */
const STAMPS = new Uint8Array(64);
for (const kind of [EVENT.arrive, EVENT.refused, EVENT.ackTimeout, EVENT.queueTimeout, EVENT.turnAround]) STAMPS[kind] = 1;
for (const kind of [EVENT.deadline, EVENT.connectTimeout, EVENT.responseTimeout]) STAMPS[kind] = 2;

/** Whether an event is about a call that has gone on since: most timeouts, as long as all is well. */
export function isVoid(calls: Calls, kind: number, a: number, b: number): boolean {
  const stamp = STAMPS[kind];
  if (stamp === 0) return false;
  return (stamp === 1 ? calls.placeStamp : calls.callerStamp)[a] !== b;
}
