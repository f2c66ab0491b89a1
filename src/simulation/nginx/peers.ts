// The servers of one nginx upstream ("peers"): choice, passive marks, connections. One worker process; its clock has whole seconds.
import type { NginxLayout } from '../layout/nginx.ts';
import type { World } from '../world.ts';
import type { Streams } from '../random/streams.ts';
import { below } from '../random/streams.ts';

/** `random two` falls back to round robin after this many draws. */
const DRAWS_MAX = 20;

/** State of the peers. */
export class Peers {
  readonly layout: NginxLayout;
  readonly state;
  readonly #streams: Streams;
  readonly #stream: number;

  constructor(layout: NginxLayout, streams: Streams, stream: number) {
    const { servers } = layout.nginx;
    const ints = (): Int32Array => new Int32Array(servers.length);
    this.layout = layout;
    this.state = {
      current: ints(), effective: Int32Array.from(servers, (server) => server.weight), fails: ints(), connections: ints(),
      /** Seconds: of the latest failure, and of the latest try or failure. */
      accessed: ints(), checked: ints(),
    };
    this.#streams = streams;
    this.#stream = stream;
  }

  /** The next peer that is not in `tried`; −1: none. Backups are asked only when no other is left. */
  pick(tried: (peer: number) => boolean, seconds: number): number {
    const { method } = this.layout.nginx;
    for (const backup of [false, true]) {
      const free = (peer: number): boolean => this.layout.nginx.servers[peer].backup === backup && !tried(peer) && this.#usable(peer, seconds);
      let best = -1;
      if (method.kind === 'random_two' && !backup && this.layout.nginx.servers.length > 1) best = this.#drawTwo(free);
      else if (method.kind === 'least_conn') best = this.#leastConnections(free);
      if (best < 0) best = this.#smooth(free);
      if (best < 0) continue;
      if (seconds - this.state.checked[best] > this.#failSeconds(best)) this.state.checked[best] = seconds;
      return best;
    }
    return -1;
  }

  /** What came of a try. A failure costs effective weight, which returns by one a pick; a good try after the pause clears the count. */
  result(peer: number, good: boolean, seconds: number): void {
    const { accessed, checked, effective, fails } = this.state;
    const { maxFails, weight } = this.layout.nginx.servers[peer];
    if (good) {
      if (accessed[peer] < checked[peer]) fails[peer] = 0;
      return;
    }
    fails[peer]++;
    accessed[peer] = checked[peer] = seconds;
    if (maxFails > 0) effective[peer] = Math.max(0, effective[peer] - Math.floor(weight / maxFails));
  }

  #failSeconds(peer: number): number {
    return Math.floor(this.layout.nginx.servers[peer].failTimeoutMs / 1000);
  }

  #usable(peer: number, seconds: number): boolean {
    const { down, maxConns, maxFails } = this.layout.nginx.servers[peer];
    const { checked, connections, fails } = this.state;
    if (down || (maxConns > 0 && connections[peer] >= maxConns)) return false;
    return this.layout.single || maxFails === 0 || fails[peer] < maxFails || seconds - checked[peer] > this.#failSeconds(peer);
  }

  /** Smooth weighted round robin: every candidate's score grows by its effective weight; the highest, first on a tie, wins and loses the total. */
  #smooth(free: (peer: number) => boolean): number {
    const { current, effective } = this.state;
    const { servers } = this.layout.nginx;
    let best = -1;
    let total = 0;
    for (let i = 0; i < servers.length; i++) {
      if (!free(i)) continue;
      current[i] += effective[i];
      total += effective[i];
      if (effective[i] < servers[i].weight) effective[i]++;
      if (best < 0 || current[i] > current[best]) best = i;
    }
    if (best >= 0) current[best] -= total;
    return best;
  }

  /** Fewest connections by weight; smooth weighted round robin among equals. */
  #leastConnections(free: (peer: number) => boolean): number {
    const { connections } = this.state;
    const { servers } = this.layout.nginx;
    let best = -1;
    for (let i = 0; i < servers.length; i++) {
      if (free(i) && (best < 0 || connections[i] * servers[best].weight < connections[best] * servers[i].weight)) best = i;
    }
    if (best < 0) return -1;
    const equal = (peer: number): boolean => free(peer) && connections[peer] * servers[best].weight === connections[best] * servers[peer].weight;
    for (let i = best + 1; i < servers.length; i++) if (equal(i)) return this.#smooth(equal);
    return best;
  }

  /** `random two least_conn`: two different peers drawn by weight, the one with fewer connections by weight wins. */
  #drawTwo(free: (peer: number) => boolean): number {
    const { connections } = this.state;
    const { servers } = this.layout.nginx;
    const total = servers.reduce((sum, server) => sum + (server.backup ? 0 : server.weight), 0);
    let first = -1;
    for (let i = 0; i < DRAWS_MAX; i++) {
      let left = below(this.#streams, this.#stream, total);
      const peer = servers.findIndex((server) => !server.backup && (left -= server.weight) < 0);
      if (peer === first || !free(peer)) continue;
      if (first >= 0) return connections[peer] * servers[first].weight > connections[first] * servers[peer].weight ? first : peer;
      first = peer;
    }
    return -1;
  }
}

/** The request no longer uses its peer. */
export function releasePeer(world: World, call: number): void {
  const { calls } = world;
  const peer = calls.server[call];
  if (peer < 0) return;
  world.peers[calls.place[call]]!.state.connections[peer]--;
  calls.server[call] = -1;
}
