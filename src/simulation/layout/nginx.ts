// nginx instances as numbers.
import type { Nginx } from '../../infrastructure/model.ts';
import type { EventQueue } from '../engine/queue.ts';
import type { Places } from './places.ts';
import { crc32 } from '../haproxy/balance/functions.ts';

/** Points on the ring of `hash … consistent` for each unit of weight. */
const POINTS = 160;

/** One nginx; its upstream servers are called peers. */
export interface NginxLayout {
  nginx: Nginx;
  /** Place behind each peer. */
  targets: number[];
  readLane: number;
  /** A lone peer is never marked as failed. */
  single: boolean;
  /** Of the peers that are not backups, those that are `down` included. */
  totalWeight: number;
  /** Tries that one request has: as many as there are peers that are not `down`, or `proxy_next_upstream_tries`. */
  triesMax: number;
  /** Points in ascending order and the peer at each; null: no consistent hash. */
  ring: { points: Float64Array; servers: Int32Array } | null;
}

/** Where an application listens. */
export interface Endpoint { address: string; port: number }

/** Finds an application by name; null: there is none. */
type Finder = (application: string) => Endpoint | null;

/** Compiles one instance. */
export function compileNginx(nginx: Nginx, places: Places, queue: EventQueue, endpointOf: Finder): NginxLayout {
  const { method, servers, proxyNextUpstreamTries } = nginx;
  const alive = servers.filter((server) => !server.down).length;
  return {
    nginx, targets: servers.map((server) => places.application.get(server.target) ?? -1),
    readLane: queue.lane(nginx.proxyReadTimeoutMs), single: servers.length === 1,
    totalWeight: servers.reduce((sum, server) => sum + (server.backup ? 0 : server.weight), 0),
    triesMax: proxyNextUpstreamTries === 0 ? alive : Math.min(alive, proxyNextUpstreamTries),
    ring: method.kind === 'hash' && method.consistent ? layRing(nginx, endpointOf) : null,
  };
}

/** 4 bytes of a number, the lowest first, a character each. */
function bytes(value: number): string {
  return String.fromCharCode(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24);
}

/** Each point of a peer is the crc32 of its address, a zero byte, its port, and the point before (as 4 bytes). Of equal points the first peer's stays. */
function layRing(nginx: Nginx, endpointOf: Finder): { points: Float64Array; servers: Int32Array } {
  const { servers } = nginx;
  const peers = servers.length;
  // Point and peer as one number, below 2⁵³, so that a plain sort orders both.
  const laid = new Float64Array(POINTS * servers.reduce((sum, { weight }) => sum + weight, 0));
  let next = 0;
  servers.forEach((server, peer) => {
    const endpoint = endpointOf(server.target);
    const base = crc32(`${endpoint?.address ?? server.target}\0${endpoint?.port ?? ''}`);
    let point = 0;
    for (let i = 0; i < POINTS * server.weight; i++) {
      point = crc32(bytes(point), base);
      laid[next++] = point * peers + peer;
    }
  });
  const pointOf = (one: number): number => Math.floor(one / peers);
  const distinct = laid.sort().filter((one, i) => i === 0 || pointOf(one) !== pointOf(laid[i - 1]));
  return { points: distinct.map(pointOf), servers: Int32Array.from(distinct, (one) => one % peers) };
}
