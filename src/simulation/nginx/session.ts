// A request at nginx: try a peer, and after a failure the next one if `proxy_next_upstream` allows it.
import type { World } from '../world.ts';
import { STAGE, STATUS } from '../calls.ts';
import { endCall, forward } from '../network.ts';
import { methodOf } from '../request-fields.ts';
import { beginSearch, pickPeer } from './methods.ts';
import { releasePeer } from './peers.ts';

/** A request arrives at nginx. */
export function deliverToNginx(world: World, call: number): void {
  const { calls } = world;
  const words = world.triedWords;
  calls.stage[call] = STAGE.forwarding;
  calls.sinceMs[call] = world.queue.now;
  calls.retries[call] = 0;
  calls.tried.fill(0, call * words, (call + 1) * words);
  beginSearch(world, call);
  tryNext(world, call);
}

/** No peer left: 502, whatever the tries before came to ("no live upstreams"). */
function tryNext(world: World, call: number): void {
  const { calls, queue } = world;
  const peers = world.peers[calls.place[call]]!;
  const first = call * world.triedWords;
  const tried = (peer: number): boolean => ((calls.tried[first + (peer >> 5)] >> (peer & 31)) & 1) === 1;
  const peer = pickPeer(world, call, tried, Math.floor(queue.now / 1000));
  if (peer < 0) {
    world.log?.tried(call, null, 502);
    return endCall(world, call, 502);
  }
  calls.tried[first + (peer >> 5)] |= 1 << (peer & 31);
  calls.server[call] = peer;
  calls.retries[call]++;
  peers.state.connections[peer]++;
  forward(world, call, peers.layout.targets[peer]);
}

/** A kind of failure (null: none), whether the request had been sent by then, and the status that the client would get. */
function failureOf(status: number): { kind: string | null; sent: boolean; status: number } {
  switch (status) {
    case STATUS.ok: case STATUS.cut: case STATUS.stalled: return { kind: null, sent: true, status };
    case STATUS.refused: return { kind: 'error', sent: false, status: 502 };
    case STATUS.connectTimeout: return { kind: 'timeout', sent: false, status: 504 };
    case STATUS.closed: return { kind: 'error', sent: true, status: 502 };
    case STATUS.responseTimeout: return { kind: 'timeout', sent: true, status: 504 };
    default: return { kind: `http_${status}`, sent: true, status };
  }
}

const NON_IDEMPOTENT = ['POST', 'LOCK', 'PATCH'];

/**
 * The peer has answered, or the try has failed. A broken try counts against the peer; an error page only where it is not passed on but leads
 * to another try, 403 and 404 never (ngx_http_upstream_test_next and ngx_http_upstream_next).
 */
export function nginxAnswered(world: World, call: number, status: number): void {
  const { calls, queue } = world;
  const peers = world.peers[calls.place[call]]!;
  const { proxyNextUpstream, proxyNextUpstreamTimeoutMs } = peers.layout.nginx;
  const failure = failureOf(status);
  const lists = (name: string): boolean => proxyNextUpstream.some((entry) => entry === name);
  const isRepeatable = !failure.sent || !NON_IDEMPOTENT.includes(methodOf(world, call)) || lists('non_idempotent');
  const hasTries = calls.retries[call] < peers.layout.triesMax;
  const hasTime = proxyNextUpstreamTimeoutMs === 0 || queue.now - calls.sinceMs[call] < proxyNextUpstreamTimeoutMs;
  const goesOn = failure.kind !== null && lists(failure.kind) && !lists('off') && isRepeatable && hasTries && hasTime;
  const isPage = failure.kind?.startsWith('http_') ?? true;
  const isFailure = isPage ? goesOn && status !== 403 && status !== 404 : true;
  world.log?.tried(call, peers.layout.nginx.servers[calls.server[call]].target, failure.status);
  peers.result(calls.server[call], !isFailure, Math.floor(queue.now / 1000));
  releasePeer(world, call);
  if (goesOn) tryNext(world, call);
  else endCall(world, call, failure.status);
}
