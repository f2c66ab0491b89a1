// A simulation driven by hand: single requests instead of users, faults and operators' commands at any moment, and the daemons' logs.
import type { Model } from '../infrastructure/model.ts';
import type { FaultKind, Scenario } from './scenario.ts';
import type { RequestAttributes } from './attributes.ts';
import { addressNumber } from './attributes.ts';
import { CALLER, STAGE, addCall } from './calls.ts';
import { createWorld } from './create-world.ts';
import { dispatch } from './dispatch.ts';
import { addFaults, switchFault } from './faults.ts';
import { PLACE } from './layout/layout.ts';
import { DaemonLog, type ClientAnswer } from './log.ts';
import { applicationDone, startWork } from './application/work.ts';
import { runCommand } from './haproxy/commands.ts';
import { headersComplete } from './haproxy/frontend.ts';
import { RandomDraws } from './haproxy/balance/random.ts';
import { arrive, disconnect } from './network.ts';
import type { World } from './world.ts';

/** A request by hand; what is left out is `GET /` from 127.0.0.1, sent as a whole. */
export interface ProbeRequest extends Partial<RequestAttributes> {
  /** Work in the application, in milliseconds; Infinity: held until `release`. Default 0. */
  workMs?: number;
}

/** Everything that one may do by hand. Times are milliseconds since the start. */
export interface Probe {
  readonly world: World;
  readonly log: DaemonLog;
  readonly now: number;
  /** Handles every event up to this moment. */
  runUntil(ms: number): void;
  /** Sends a request now; returns its number, from 0. */
  send(request?: ProbeRequest): number;
  /** Handles events until the request is answered, at most up to `untilMs`; null: no answer by then. */
  answer(request: number, untilMs?: number): ClientAnswer | null;
  /** The application finishes a request that it holds. */
  release(request: number): void;
  /** The client closes its connection. */
  abort(request: number): void;
  /** The client sends what it has held back of its headers or its body. */
  complete(request: number): void;
  /** Name of the server that has the request at the moment; null: none, it waits or has ended. */
  serverOf(request: number): string | null;
  /** Begins a fault; returns what ends it. */
  begin(fault: FaultKind): () => void;
  /** A command of HAProxy's runtime API, with its answer; see `runCommand`. */
  command(line: string): string;
  /** Milliseconds that an application adds to every request from now on. */
  delay(application: string, ms: number): void;
}

/** Nobody comes unasked. */
const NO_USERS: Scenario['workload'] = {
  arrivals: [{ fromMs: 0, ratePerSecond: 0 }], service: { distribution: 'fixed', ms: 0 }, clientTimeoutMs: 1e12,
  classes: [{ name: 'probe', share: 1, method: 'GET', database: null, service: null }], clientAddresses: 1,
  replication: { oneWayDelayMs: 0, apply: { distribution: 'fixed', ms: 0 } },
};

/** A simulation without users. `workload` changes what its replication is like. */
export function createProbe(model: Model, options: { seed?: number; workload?: Partial<Scenario['workload']> } = {}): Probe {
  const scenario: Scenario = { id: 'probe', durationMs: 1e12, warmupMs: 0, workload: { ...NO_USERS, ...options.workload }, faults: [] };
  const world = createWorld(model, scenario, { seed: options.seed ?? 1, record: false });
  const log = new DaemonLog(world);
  world.log = log;
  for (const { active, backups } of world.farms) for (const one of [active, backups]) if (one instanceof RandomDraws) one.drawLikeDaemon();
  /** Rows of the requests that have not been answered. */
  const rows = new Map<number, number>();
  let sent = 0;
  const runUntil = (ms: number, stop: () => boolean = () => false): void => {
    while (!stop()) {
      if (!world.queue.next(ms)) {
        world.queue.passTo(ms);
        return;
      }
      dispatch(world);
    }
  };
  const rowOf = (request: number): number => (log.answers[request] === undefined ? rows.get(request) ?? -1 : -1);
  return {
    world, log,
    get now() { return world.queue.now; },
    runUntil: (ms) => runUntil(ms),
    send(request = {}) {
      const { workMs = 0, ...said } = request;
      const attributes: RequestAttributes = { method: 'GET', uri: '/', headers: {}, address: '127.0.0.1', sends: 'all', ...said };
      const call = addCall(world.calls, CALLER.probe, world.layout.entry, world.queue.now);
      world.calls.class[call] = 0;
      world.calls.workMs[call] = workMs;
      world.calls.queryMs[call] = 0;
      world.calls.address[call] = addressNumber(attributes.address) | 0;
      world.calls.attributes[call] = world.attributes.push(attributes) - 1;
      world.calls.row[call] = sent;
      rows.set(sent, call);
      arrive(world, call);
      return sent++;
    },
    answer(request, untilMs = world.queue.now + 3_600_000) {
      runUntil(untilMs, () => log.answers[request] !== undefined);
      return log.answers[request] ?? null;
    },
    release(request) {
      let call = rowOf(request);
      while (call >= 0 && world.calls.outgoing[call] >= 0) call = world.calls.outgoing[call];
      if (call < 0 || world.layout.kind[world.calls.place[call]] !== PLACE.application || world.calls.stage[call] !== STAGE.working) return;
      world.calls.placeStamp[call]++;
      applicationDone(world, call);
    },
    abort(request) {
      const call = rowOf(request);
      if (call < 0) return;
      log.answers[request] = { atMs: world.queue.now, status: 0, setCookie: null };
      disconnect(world, call);
    },
    complete(request) {
      let call = rowOf(request);
      const said = call < 0 ? undefined : world.attributes[world.calls.attributes[call]];
      if (said === undefined || (said.sends !== 'half-headers' && said.sends !== 'half-body')) return;
      said.sends = said.sends === 'half-body' ? 'body-later' : 'all';
      if (world.calls.stage[call] === STAGE.receiving) return headersComplete(world, call);
      // What is sent on from now on is whole.
      world.calls.workMs[call] = 0;
      while (call >= 0 && world.calls.outgoing[call] >= 0) call = world.calls.outgoing[call];
      const place = world.calls.place[call];
      if (world.layout.kind[place] !== PLACE.application || world.calls.stage[call] !== STAGE.working) return;
      world.calls.workMs[call] = world.processes.extraMs[place];
      startWork(world, call);
    },
    serverOf(request) {
      let call = rowOf(request);
      while (call >= 0 && world.calls.outgoing[call] >= 0) call = world.calls.outgoing[call];
      if (call < 0 || world.calls.place[call] < world.layout.balancerCount) return null;
      return world.layout.names[world.calls.place[call]];
    },
    begin(fault) {
      const index = addFaults(world, [{ atMs: world.queue.now, untilMs: null, ...fault }]);
      switchFault(world, index, 1);
      return () => switchFault(world, index, 0);
    },
    command: (line) => runCommand(world, line),
    delay(application, ms) {
      const place = world.layout.names.findIndex((name, at) => name === application && world.layout.kind[at] === PLACE.application);
      world.processes.extraMs[place] = ms;
    },
  };
}
