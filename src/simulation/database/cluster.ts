// Database nodes without users: writes of single sessions, threads stopped, links cut, processes killed, by hand and one after the other.
import type { DatabaseNode, Host, Model } from '../../infrastructure/model.ts';
import type { Fault, Scenario } from '../scenario.ts';
import { CALLER, KIND, addCall } from '../calls.ts';
import { createWorld } from '../create-world.ts';
import { dispatch } from '../dispatch.ts';
import { switchFault } from '../faults.ts';
import type { World } from '../world.ts';
import { deliverToNode } from './node.ts';
import { catchUp } from './replication.ts';
import { semiSyncClients } from './commit.ts';

/** What lies between the nodes, and what writes cost there. */
export interface ClusterConditions {
  oneWayDelayMs: number;
  /** Time that applying one write takes on a replica. */
  applyMs: number;
}

/** A write of a session. */
export interface Commit {
  readonly sentMs: number;
  /** null: not answered, or never (the node died: error 2013). */
  answeredMs: number | null;
}

/** What a primary says about semi-sync. */
export interface SemiSyncStatus { status: 'ON' | 'OFF'; clients: number; yesTx: number; noTx: number }

function hostOf(node: DatabaseNode): Host {
  return { name: node.host, size: 'large', costUnits: 4, cores: 16, zone: node.host, machine: node.host, privateAddress: null, publicAddress: null };
}

function modelOf(nodes: DatabaseNode[]): Model {
  return {
    hosts: nodes.map(hostOf), loadBalancers: [], applications: [], databases: { nodes, failover: null }, virtualAddresses: [], dnsRecords: [], certificates: [],
    firewall: null, monitoring: null, clientPolicy: null, deployment: null, backups: [],
  };
}

/** Faults that begin only by hand. */
function possibleFaults(nodes: DatabaseNode[]): Fault[] {
  const never = { atMs: Infinity, untilMs: null };
  return nodes.flatMap((node): Fault[] => {
    const source = nodes.find((other) => other.name === node.replicateFrom);
    return [
      { ...never, kind: 'process-crash', target: node.name }, { ...never, kind: 'host-loss', host: node.host },
      ...(source === undefined ? [] : [{ ...never, kind: 'partition', from: source.host, to: node.host, oneWay: false } as const]),
    ];
  });
}

/** The cluster. Times are milliseconds since its start; nodes are named. */
export class Cluster {
  readonly world: World;
  readonly #faults: Fault[];
  readonly #open: { commit: Commit; call: number; stamp: number; place: number }[] = [];

  constructor(nodes: DatabaseNode[], { oneWayDelayMs, applyMs }: ClusterConditions) {
    this.#faults = possibleFaults(nodes);
    const scenario: Scenario = {
      id: 'cluster', durationMs: 1e12, warmupMs: 0, faults: this.#faults,
      workload: {
        arrivals: [{ fromMs: 0, ratePerSecond: 0 }], service: { distribution: 'fixed', ms: 0 }, clientTimeoutMs: 1e12, clientAddresses: 1,
        classes: [{ name: 'none', share: 1, method: 'GET', database: null, service: null }],
        replication: { oneWayDelayMs, apply: { distribution: 'fixed', ms: applyMs } },
      },
    };
    this.world = createWorld(modelOf(nodes), scenario, { seed: 1, record: false });
  }

  get now(): number { return this.world.queue.now; }

  /** Handles every event up to a moment, at most until `stop` says so. */
  runUntil(ms: number, stop: () => boolean = () => false): void {
    const { queue } = this.world;
    while (!stop()) {
      if (!queue.next(ms)) {
        queue.passTo(ms);
        return;
      }
      dispatch(this.world);
      this.#settle();
    }
  }

  /** A session sends a write that takes so long on the node. */
  begin(name: string, workMs: number): Commit {
    const { world } = this;
    const place = this.#place(name);
    const commit: Commit = { sentMs: this.now, answeredMs: null };
    const call = addCall(world.calls, CALLER.session, place, this.now);
    world.calls.kind[call] = KIND.write;
    world.calls.workMs[call] = workMs;
    this.#open.push({ commit, call, stamp: world.calls.callerStamp[call], place });
    deliverToNode(world, call);
    return commit;
  }

  /** A session sends a write and waits for the answer, at most up to a moment. */
  commit(name: string, workMs: number, untilMs: number): Commit {
    const commit = this.begin(name, workMs);
    this.runUntil(untilMs, () => commit.answeredMs !== null);
    return commit;
  }

  /** Stops or starts a replica's IO thread. */
  ioThread(name: string, running: boolean): void {
    const place = this.#place(name);
    this.world.replicas.ioStopped[place] = running ? 0 : 1;
    if (running) catchUp(this.world, place);
  }

  /** From now on nothing passes between a replica and its primary; the connection stays open. */
  freezeLink(replica: string): void {
    const host = this.world.layout.node[this.#place(replica)]!.node.host;
    switchFault(this.world, this.#faults.findIndex((fault) => fault.kind === 'partition' && fault.to === host), 1);
  }

  /** Ends a node. With its process only, the kernel still delivers what was sent; with its host, that is lost. Sessions there get error 2013. */
  kill(name: string, what: 'process' | 'host'): void {
    const place = this.#place(name);
    const { host } = this.world.layout.node[place]!.node;
    for (let i = this.#open.length - 1; i >= 0; i--) if (this.#open[i].place === place) this.#open.splice(i, 1);
    const index = this.#faults.findIndex((fault) => (what === 'process' ? fault.kind === 'process-crash' && fault.target === name : fault.kind === 'host-loss' && fault.host === host));
    switchFault(this.world, index, 1);
  }

  /** Writes in a node's binary log; they are there again after a crash, also those that waited for an acknowledgement at either wait point. */
  committed(name: string): number { return this.world.replicas.committed[this.#place(name)]; }

  /** Writes in a replica's relay log. */
  received(name: string): number { return this.world.replicas.received[this.#place(name)]; }

  /** Writes that other sessions of a node see. */
  visible(name: string): number { return this.world.replicas.visible[this.#place(name)]; }

  /** Semi-sync on a primary. */
  semiSync(name: string): SemiSyncStatus {
    const place = this.#place(name);
    const { replicas } = this.world;
    return {
      status: replicas.semiSync[place] === 1 ? 'ON' : 'OFF', clients: semiSyncClients(this.world, place), yesTx: replicas.yesTx[place], noTx: replicas.noTx[place],
    };
  }

  #settle(): void {
    const { calls } = this.world;
    for (let i = this.#open.length - 1; i >= 0; i--) {
      const { commit, call, stamp } = this.#open[i];
      if (calls.callerStamp[call] === stamp) continue;
      commit.answeredMs = this.now;
      this.#open.splice(i, 1);
    }
  }

  #place(name: string): number {
    const place = this.world.layout.names.indexOf(name);
    if (place < 0) throw new Error(`There is no node ${name}.`);
    return place;
  }
}
