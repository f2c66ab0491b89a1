// The servers of one backend: who is up, who is chosen, and when backups step in.
import type { Backend, Balance } from '../../infrastructure/model.ts';
import type { BackendLayout } from '../layout/haproxy.ts';
import type { Streams } from '../random/streams.ts';
import type { Waiting } from '../waiting.ts';
import { TOTAL } from '../world.ts';
import type { Lookup, Selection, Slots } from './balance/selection.ts';
import { ALL_FULL, NO_SERVER, SIXTEENTHS, isFull } from './balance/selection.ts';
import { RoundRobin } from './balance/roundrobin.ts';
import { ServerMap } from './balance/static-map.ts';
import { FirstServer, LeastConnections } from './balance/leastconn.ts';
import { RandomDraws } from './balance/random.ts';
import { hasMovingLimits } from './limits.ts';
import { Ring } from './balance/ring.ts';

/** What an operator has set a server to: in `drain` it gets nothing new but keeps those who hold its cookie, in `maint` it counts as stopped. */
export const ADMIN = { ready: 0, drain: 1, maint: 2 } as const;

/** Algorithms that walk or look up a fixed map: they know no steps between a weight and none. */
function isMapped(balance: Balance): boolean {
  return balance.algorithm === 'static-rr' || balance.algorithm === 'source' || (balance.algorithm === 'hash' && balance.hashType === 'map-based');
}

function lookupOf(balance: Balance): Lookup {
  if (balance.algorithm === 'static-rr') return 'turn';
  return balance.algorithm === 'hash' && typeof balance.key === 'object' && 'urlParam' in balance.key ? 'key' : 'key unless alone';
}

function createMap(backend: Backend, slots: Slots): ServerMap {
  const backups = { isBackup: backend.servers.map((server) => server.backup), all: backend.allbackups };
  return new ServerMap(backend.servers.map((server) => server.weight), slots, backups, lookupOf(backend.balance));
}

function createSelection(balance: Balance, weights: number[], slots: Slots, ids: number[], streams: Streams, stream: number): Selection {
  switch (balance.algorithm) {
    case 'leastconn': return new LeastConnections(weights, slots);
    case 'first': return new FirstServer(weights, slots, ids);
    case 'hash': return new Ring(weights, slots, { ids, balanceFactor: balance.balanceFactor, lookup: lookupOf(balance) });
    case 'random': return new RandomDraws(weights, slots, { ids, balanceFactor: null, lookup: 'turn' }, balance.draws, streams, stream);
    default: return new RoundRobin(weights, slots);
  }
}

/** Looks through to the state of a farm, so that restoring a snapshot reaches the algorithms. A class, since its getters cost nothing. */
class FarmSlots implements Slots {
  readonly #farm: Farm;
  readonly maxqueue: Int32Array;

  constructor(farm: Farm) {
    this.#farm = farm;
    this.maxqueue = Int32Array.from(farm.layout.backend.servers, (server) => server.maxqueue);
  }

  get connections(): Int32Array { return this.#farm.state.connections; }

  get maxconn(): Int32Array { return this.#farm.moving ? this.#farm.state.limit : this.#farm.state.maxconn; }

  spend(steps: number): void {
    if (this.#farm.tally !== null) this.#farm.tally.totals[TOTAL.events] += Math.floor(steps / 100);
  }

  waits(server: number): number {
    return this.#farm.lines?.length[this.#farm.layout.queue + 1 + server] ?? 0;
  }
}

/** State of the servers of one backend; servers are positions in it. */
export class Farm {
  readonly layout: BackendLayout;
  /** Requests at each server, whether it is up, its health (HAProxy's: up from `rise` on), and the call and epoch of its check. */
  readonly state;
  /** Of the servers that are not backups; a map serves both groups. */
  readonly active: Selection;
  readonly backups: Selection;
  /** Weights may take any value at run time. */
  readonly dynamic: boolean;
  /** Connections and limits, as the algorithms see them. */
  readonly slots: Slots;
  /** The queues, so that algorithms can see how many wait; null outside a world. */
  lines: Waiting | null = null;
  /** Where steps of long choices are counted; null outside a world. */
  tally: { totals: Float64Array } | null = null;
  /** Some server's limit follows the load or its slow start; see `refreshLimits`. */
  readonly moving: boolean;

  constructor(layout: BackendLayout, streams: Streams, stream: number) {
    const { servers, balance } = layout.backend;
    const count = servers.length;
    this.layout = layout;
    this.dynamic = !isMapped(balance);
    this.moving = hasMovingLimits(layout.backend);
    this.state = {
      connections: new Int32Array(count), maxconn: Int32Array.from(servers, (server) => Math.max(server.maxconn, server.minconn)), up: new Uint8Array(count).fill(1),
      health: Int32Array.from(servers, (server) => server.check?.rise ?? 1), checkCall: new Int32Array(count).fill(-1), epoch: new Int32Array(count),
      /** Weight as an operator may have changed it, the sixteenths of it that `slowstart` allows, and one of ADMIN. */
      weight: Int32Array.from(servers, (server) => server.weight), ramp: new Int32Array(count).fill(SIXTEENTHS),
      admin: Uint8Array.from(servers, (server) => (server.disabled ? ADMIN.maint : ADMIN.ready)),
      /** Limit of connections at the moment, where limits move; sessions of the backend, waiting ones included. */
      limit: Int32Array.from(servers, (server) => server.maxconn), sessions: new Int32Array(1),
      /** When its slow start began (−1: it has none at the moment), and which one it is. */
      risenMs: new Float64Array(count).fill(-1), rising: new Int32Array(count),
      /** Errors in a row that `observe` has seen, and when the next check is due. */
      errors: new Int32Array(count), nextCheckMs: new Float64Array(count),
      /** Usable servers, others and backups, and which ones these are. */
      usable: new Int32Array(2), isUsable: new Uint8Array(count),
    };
    const slots = new FarmSlots(this);
    this.slots = slots;
    const ids = servers.map((server) => server.id);
    const weights = (backup: boolean): number[] => servers.map((server) => (server.backup === backup ? server.weight : 0));
    this.active = this.dynamic ? createSelection(balance, weights(false), slots, ids, streams, stream) : createMap(layout.backend, slots);
    this.backups = this.dynamic ? createSelection(balance, weights(true), slots, ids, streams, stream) : this.active;
    servers.forEach((server, i) => {
      if (server.disabled) this.#refresh(i);
      else this.#countUsable(i);
    });
  }

  /** Up and not drained. */
  usable(server: number): boolean {
    const { admin, up, weight } = this.state;
    return up[server] === 1 && admin[server] === ADMIN.ready && weight[server] > 0;
  }

  /** Serves those who hold its cookie: drained or with a weight of 0, it still does. */
  keepsHolders(server: number): boolean {
    return this.state.up[server] === 1 && this.state.admin[server] !== ADMIN.maint;
  }

  /** Usable servers that are not backups. */
  get activeCount(): number { return this.state.usable[0]; }

  /** Usable backups. */
  get backupCount(): number { return this.state.usable[1]; }

  /** Backups serve only while no other server is usable; all of them with `allbackups`, else the first usable one, full or not. */
  pick(avoid: number, key: number): number {
    const server = this.active.pick(avoid, key);
    if (server !== NO_SERVER || !this.dynamic) return server;
    if (this.layout.backend.allbackups) return this.backups.pick(avoid, key);
    const first = this.firstBackup();
    return first >= 0 && this.layout.backend.balance.algorithm === 'random' && isFull(this.slots, first) ? ALL_FULL : first;
  }

  /** The first usable backup; −1: none. */
  firstBackup(): number {
    return this.layout.backend.servers.findIndex((server, i) => server.backup && this.usable(i));
  }

  /** Whether a slot of this server may go to a request that waits for any server. */
  serves(server: number): boolean {
    if (!this.usable(server)) return false;
    if (!this.layout.backend.servers[server].backup) return true;
    return this.activeCount === 0 && (this.layout.backend.allbackups || this.firstBackup() === server);
  }

  /** One request more (1) or fewer (−1) at a server. */
  count(server: number, change: number): void {
    this.state.connections[server] += change;
    this.#selection(server).moved(server);
  }

  /** Marks a server up or down. */
  mark(server: number, up: boolean): void {
    this.state.up[server] = up ? 1 : 0;
    this.#refresh(server);
  }

  /** An operator changes a weight: 0 to 256. */
  setWeight(server: number, weight: number): void {
    this.state.weight[server] = weight;
    this.#refresh(server);
  }

  /** An operator changes the administrative state, one of ADMIN. Out of maintenance a server is up again, as after a first check. */
  setAdmin(server: number, admin: number): void {
    const { state } = this;
    if (state.admin[server] === ADMIN.maint && admin !== ADMIN.maint) {
      state.up[server] = 1;
      state.health[server] = this.layout.backend.servers[server].check?.rise ?? 1;
    }
    state.admin[server] = admin;
    this.#refresh(server);
  }

  /** `slowstart`: the sixteenths of its weight that a server has at the moment, 1 to 16. Maps ignore it. */
  setRamp(server: number, sixteenths: number): void {
    this.state.ramp[server] = sixteenths;
    this.#refresh(server);
  }

  #refresh(server: number): void {
    const { ramp, weight } = this.state;
    this.#countUsable(server);
    this.#selection(server).setWeight(server, this.usable(server) ? weight[server] * (this.dynamic ? ramp[server] : SIXTEENTHS) : 0);
  }

  #countUsable(server: number): void {
    const { usable, isUsable } = this.state;
    const now = this.usable(server) ? 1 : 0;
    usable[this.layout.backend.servers[server].backup ? 1 : 0] += now - isUsable[server];
    isUsable[server] = now;
  }

  #selection(server: number): Selection {
    return this.layout.backend.servers[server].backup ? this.backups : this.active;
  }
}
