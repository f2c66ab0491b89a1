// The servers of one backend: who is up, who is chosen, and when backups step in.
import type { Balance } from '../../infrastructure/model.ts';
import type { BackendLayout } from '../layout/haproxy.ts';
import type { Streams } from '../random/streams.ts';
import type { Selection, Slots } from './balance/selection.ts';
import { ALL_FULL, NO_SERVER, isFull } from './balance/selection.ts';
import { RoundRobin } from './balance/roundrobin.ts';
import { SourceMap, StaticRoundRobin } from './balance/static-map.ts';
import { FirstServer, LeastConnections } from './balance/leastconn.ts';
import { RandomDraws } from './balance/random.ts';

function createSelection(balance: Balance, weights: number[], slots: Slots, ids: number[], streams: Streams, stream: number): Selection {
  switch (balance.algorithm) {
    case 'static-rr': return new StaticRoundRobin(weights, slots);
    case 'leastconn': return new LeastConnections(weights, slots);
    case 'first': return new FirstServer(weights, slots, ids);
    case 'source': return new SourceMap(weights);
    case 'random': return new RandomDraws(weights, slots, ids, balance.draws, streams, stream);
    default: return new RoundRobin(weights, slots);
  }
}

/** State of the servers of one backend; servers are positions in it. */
export class Farm {
  readonly layout: BackendLayout;
  /** Requests at each server, whether it is up, its health (HAProxy's: up from `rise` on), and the call and epoch of its check. */
  readonly state;
  readonly active: Selection;
  readonly backups: Selection;

  constructor(layout: BackendLayout, streams: Streams, stream: number) {
    const { servers, balance } = layout.backend;
    const count = servers.length;
    this.layout = layout;
    this.state = {
      connections: new Int32Array(count), maxconn: Int32Array.from(servers, (server) => server.maxconn), up: new Uint8Array(count).fill(1),
      health: Int32Array.from(servers, (server) => server.check?.rise ?? 1), checkCall: new Int32Array(count).fill(-1), epoch: new Int32Array(count),
    };
    // The slots look through to the state, so that restoring a snapshot reaches the algorithms.
    const state = this.state;
    const slots: Slots = { get connections() { return state.connections; }, get maxconn() { return state.maxconn; } };
    const ids = servers.map((server) => server.id);
    const weights = (backup: boolean): number[] => servers.map((server) => (server.backup === backup ? server.weight : 0));
    this.active = createSelection(balance, weights(false), slots, ids, streams, stream);
    this.backups = createSelection(balance, weights(true), slots, ids, streams, stream);
  }

  /** Up and not drained. */
  usable(server: number): boolean {
    return this.state.up[server] === 1 && this.layout.backend.servers[server].weight > 0;
  }

  /** Usable servers that are not backups. */
  get activeCount(): number {
    let count = 0;
    for (let i = 0; i < this.state.up.length; i++) if (this.usable(i) && !this.layout.backend.servers[i].backup) count++;
    return count;
  }

  /** Backups serve only while no other server is usable; all of them with `allbackups`, else the first usable one. */
  pick(avoid: number, key: number): number {
    const server = this.active.pick(avoid, key);
    if (server !== NO_SERVER) return server;
    if (this.layout.backend.allbackups) return this.backups.pick(avoid, key);
    const first = this.firstBackup();
    return first >= 0 && isFull(this.state, first) && !this.layout.bound ? ALL_FULL : first;
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
    this.#selection(server).setWeight(server, up ? this.layout.backend.servers[server].weight : 0);
  }

  #selection(server: number): Selection {
    return this.layout.backend.servers[server].backup ? this.backups : this.active;
  }
}
