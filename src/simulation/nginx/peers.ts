// The servers of one nginx upstream ("peers"): which may be used, and what their failures cost them. One worker process; its clock has whole seconds.
import type { NginxLayout } from '../layout/nginx.ts';
import type { World } from '../world.ts';
import type { Streams } from '../random/streams.ts';

/** State of the peers. */
export class Peers {
  readonly layout: NginxLayout;
  readonly state;
  readonly streams: Streams;
  readonly stream: number;

  constructor(layout: NginxLayout, streams: Streams, stream: number) {
    const { servers } = layout.nginx;
    const ints = (): Int32Array => new Int32Array(servers.length);
    this.layout = layout;
    this.state = {
      current: ints(), effective: Int32Array.from(servers, (server) => server.weight), fails: ints(), connections: ints(),
      /** Seconds: of the latest failure, and of the latest try or failure. */
      accessed: ints(), checked: ints(),
    };
    this.streams = streams;
    this.stream = stream;
  }

  /**
   * What came of a try. A failure costs effective weight, which returns by one a pick; a good try after the pause clears the count.
   * A lone peer is not judged.
   */
  result(peer: number, good: boolean, seconds: number): void {
    if (this.layout.single) return;
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

  /** A peer has been picked: after the pause this try is its probe. */
  probes(peer: number, seconds: number): void {
    if (seconds - this.state.checked[peer] > this.#failSeconds(peer)) this.state.checked[peer] = seconds;
  }

  /** Neither `down`, nor at `max_conns`, nor failed `max_fails` times within `fail_timeout`. */
  usable(peer: number, seconds: number): boolean {
    const { down, maxConns, maxFails } = this.layout.nginx.servers[peer];
    const { checked, connections, fails } = this.state;
    if (down || (maxConns > 0 && connections[peer] >= maxConns)) return false;
    return this.layout.single || maxFails === 0 || fails[peer] < maxFails || seconds - checked[peer] > this.#failSeconds(peer);
  }

  /** Smooth weighted round robin: every candidate's score grows by its effective weight; the highest, first on a tie, wins and loses the total. −1: no candidate. */
  smooth(isCandidate: (peer: number) => boolean): number {
    const { current, effective } = this.state;
    const { servers } = this.layout.nginx;
    let best = -1;
    let total = 0;
    for (let i = 0; i < servers.length; i++) {
      if (!isCandidate(i)) continue;
      current[i] += effective[i];
      total += effective[i];
      if (effective[i] < servers[i].weight) effective[i]++;
      if (best < 0 || current[i] > current[best]) best = i;
    }
    if (best >= 0) current[best] -= total;
    return best;
  }

  #failSeconds(peer: number): number {
    return Math.floor(this.layout.nginx.servers[peer].failTimeoutMs / 1000);
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
