// How nginx chooses a peer: round robin, `least_conn`, `ip_hash`, `hash`, `random`. After 20 vain steps each falls back to round robin.
import { lowerBound } from '../numbers/lower-bound.ts';
import type { World } from '../world.ts';
import { TOTAL } from '../world.ts';
import { below } from '../random/streams.ts';
import { crc32 } from '../haproxy/balance/functions.ts';
import { addressOf } from '../request-fields.ts';
import type { Peers } from './peers.ts';
import { keyText } from './keys.ts';

/** Vain steps of one request after which a method gives up. */
const STEPS_MAX = 20;
/** `ip_hash`: where every hash begins, its factor and its modulus. */
const IP_HASH = { start: 89, factor: 113, modulus: 6271 } as const;

/** Servers looked at in the time that an event takes. */
const STEPS_AN_EVENT = 25;

/** One choice: of which request, at which second, and whether a peer may be chosen. */
interface Choice {
  world: World;
  call: number;
  peers: Peers;
  isFree: (peer: number) => boolean;
}

/** What a request has to know of its search before the first one. */
export function beginSearch(world: World, call: number): void {
  world.calls.hash[call] = IP_HASH.start;
  world.calls.rehash[call] = 0;
}

/** The next peer for a request that is not in `tried`; −1: none. Backups are asked only when no other is left. */
export function pickPeer(world: World, call: number, tried: (peer: number) => boolean, seconds: number): number {
  const peers = world.peers[world.calls.place[call]]!;
  const { servers } = peers.layout.nginx;
  for (const backup of [false, true]) {
    spend(world, peers);
    const isFree = (peer: number): boolean => servers[peer].backup === backup && !tried(peer) && peers.usable(peer, seconds);
    const choice: Choice = { world, call, peers, isFree };
    let peer = backup || peers.layout.single ? -1 : byMethod(choice);
    if (peer < 0) peer = peers.layout.nginx.method.kind === 'least_conn' ? leastConnections(choice) : peers.smooth(isFree);
    if (peer < 0) continue;
    peers.probes(peer, seconds);
    return peer;
  }
  return -1;
}

/** Among very many servers a choice is as much work as an event, so that no design can make a run endless. */
function spend(world: World, peers: Peers): void {
  world.tally.totals[TOTAL.events] += Math.floor(peers.layout.nginx.servers.length / STEPS_AN_EVENT);
}

/** −1: the method has no answer, round robin decides. */
function byMethod(choice: Choice): number {
  const { method } = choice.peers.layout.nginx;
  switch (method.kind) {
    case 'ip_hash': return ipHash(choice);
    case 'hash': {
      const key = keyText(choice.world, choice.call);
      if (key === '') return -1;
      return method.consistent ? onRing(choice, key) : byHash(choice, key);
    }
    case 'random': return draw(choice, false);
    case 'random_two': return draw(choice, true);
    default: return -1;
  }
}

/** Fewest connections by weight; smooth weighted round robin among equals. */
function leastConnections({ world, peers, isFree }: Choice): number {
  spend(world, peers);
  const { connections } = peers.state;
  const { servers } = peers.layout.nginx;
  let best = -1;
  for (let i = 0; i < servers.length; i++) {
    if (isFree(i) && (best < 0 || connections[i] * servers[best].weight < connections[best] * servers[i].weight)) best = i;
  }
  if (best < 0) return -1;
  const isEqual = (peer: number): boolean => isFree(peer) && connections[peer] * servers[best].weight === connections[best] * servers[peer].weight;
  for (let i = best + 1; i < servers.length; i++) if (isEqual(i)) return peers.smooth(isEqual);
  return best;
}

/** The peer in whose weight a number from 0 to the total weight − 1 falls; peers that are down keep their place. */
function spread(peers: Peers, number: number): number {
  let left = number;
  return peers.layout.nginx.servers.findIndex((server) => !server.backup && (left -= server.weight) < 0);
}

/** `ip_hash`: of the first three octets; a peer that may not be used is hashed over. */
function ipHash({ world, call, peers, isFree }: Choice): number {
  const { hash, rehash } = world.calls;
  const address = addressOf(world, call);
  let h = hash[call];
  while (rehash[call] <= STEPS_MAX) {
    for (const octet of [address >>> 24, (address >>> 16) & 255, (address >>> 8) & 255]) h = (h * IP_HASH.factor + octet) % IP_HASH.modulus;
    const peer = spread(peers, h % peers.layout.totalWeight);
    if (isFree(peer)) {
      hash[call] = h;
      return peer;
    }
    rehash[call]++;
  }
  return -1;
}

/** `hash <key>`: (crc32 ≫ 16) & 0x7fff of the key; from the second look on with the number of the look before the key, added up. `rehash` holds looks, and vain ones × 1024. */
function byHash({ world, call, peers, isFree }: Choice, key: string): number {
  const { hash, rehash } = world.calls;
  while (rehash[call] >> 10 <= STEPS_MAX) {
    const looks = rehash[call] & 1023;
    if (looks === 0) hash[call] = 0;
    hash[call] += (crc32(looks === 0 ? key : `${looks}${key}`) >>> 16) & 0x7fff;
    rehash[call]++;
    const peer = spread(peers, hash[call] % peers.layout.totalWeight);
    if (isFree(peer)) return peer;
    rehash[call] += 1024;
  }
  return -1;
}

/** `hash <key> consistent`: the first point at or above the crc32 of the key whose peer may be used. `hash` holds the point once it is known. */
function onRing({ world, call, peers, isFree }: Choice, key: string): number {
  const { points, servers } = peers.layout.ring!;
  const { calls } = world;
  const searched = calls.retries[call] > 0 || calls.rehash[call] > 0;
  if (!searched) calls.hash[call] = lowerBound(points, crc32(key));
  while (calls.rehash[call] <= STEPS_MAX) {
    const peer = servers[calls.hash[call] % points.length];
    if (isFree(peer)) return peers.smooth((candidate) => candidate === peer);
    calls.hash[call]++;
    calls.rehash[call]++;
  }
  return -1;
}

/** `random`: drawn by weight. `random two least_conn`: of two different ones, the one with fewer connections by weight. */
function draw({ world, call, peers, isFree }: Choice, two: boolean): number {
  const { rehash } = world.calls;
  const { connections } = peers.state;
  const { servers } = peers.layout.nginx;
  let first = -1;
  while (rehash[call] <= STEPS_MAX) {
    const peer = spread(peers, below(peers.streams, peers.stream, peers.layout.totalWeight));
    if (peer === first || !isFree(peer)) {
      rehash[call]++;
      continue;
    }
    if (!two) return peer;
    if (first >= 0) return connections[peer] * servers[first].weight > connections[first] * servers[peer].weight ? first : peer;
    first = peer;
  }
  return -1;
}
