// A request at nginx: try a peer, and after a failure the next one if `proxy_next_upstream` allows it.
import type { World } from '../world.ts';
import { STAGE, STATUS } from '../calls.ts';
import { endCall, forward } from '../network.ts';
import { releasePeer } from './peers.ts';

/** A request arrives at nginx. */
export function deliverToNginx(world: World, call: number): void {
  const { calls } = world;
  const words = world.triedWords;
  calls.stage[call] = STAGE.forwarding;
  calls.sinceMs[call] = world.queue.now;
  calls.retries[call] = 0;
  calls.tried.fill(0, call * words, (call + 1) * words);
  tryNext(world, call, 502);
}

/** `status` is what the client gets when no peer is left. */
function tryNext(world: World, call: number, status: number): void {
  const { calls, queue } = world;
  const peers = world.peers[calls.place[call]]!;
  const first = call * world.triedWords;
  const tried = (peer: number): boolean => ((calls.tried[first + (peer >> 5)] >> (peer & 31)) & 1) === 1;
  const peer = peers.pick(tried, Math.floor(queue.now / 1000));
  if (peer < 0) return endCall(world, call, status);
  calls.tried[first + (peer >> 5)] |= 1 << (peer & 31);
  calls.server[call] = peer;
  calls.retries[call]++;
  peers.state.connections[peer]++;
  forward(world, call, peers.layout.targets[peer]);
}

/** A kind of failure, whether the request had been sent by then, and the status that the client would get. */
function failureOf(status: number): { kind: string | null; sent: boolean; status: number } {
  switch (status) {
    case STATUS.ok: return { kind: null, sent: true, status };
    case STATUS.refused: return { kind: 'error', sent: false, status: 502 };
    case STATUS.connectTimeout: return { kind: 'timeout', sent: false, status: 504 };
    case STATUS.closed: return { kind: 'error', sent: true, status: 502 };
    case STATUS.responseTimeout: return { kind: 'timeout', sent: true, status: 504 };
    default: return { kind: `http_${status}`, sent: true, status };
  }
}

/** The peer has answered, or the try has failed. An error page counts as a failure only where `proxy_next_upstream` names it. */
export function nginxAnswered(world: World, call: number, status: number): void {
  const { calls, queue, scenario } = world;
  const peers = world.peers[calls.place[call]]!;
  const { proxyNextUpstream, proxyNextUpstreamTries, proxyNextUpstreamTimeoutMs } = peers.layout.nginx;
  const failure = failureOf(status);
  const listed = (name: string | null): boolean => proxyNextUpstream.some((entry) => entry === name);
  const counts = failure.kind !== null && (!failure.kind.startsWith('http_') || listed(failure.kind));
  peers.result(calls.server[call], !counts, Math.floor(queue.now / 1000));
  releasePeer(world, call);
  const repeatable = !failure.sent || listed('non_idempotent') || scenario.workload.classes[calls.class[call]].method !== 'POST';
  const triesLeft = proxyNextUpstreamTries === 0 || calls.retries[call] < proxyNextUpstreamTries;
  const timeLeft = proxyNextUpstreamTimeoutMs === 0 || queue.now - calls.sinceMs[call] < proxyNextUpstreamTimeoutMs;
  if (counts && listed(failure.kind) && !listed('off') && repeatable && triesLeft && timeLeft) tryNext(world, call, failure.status);
  else endCall(world, call, failure.status);
}
