// nginx instances as numbers.
import type { Nginx } from '../../infrastructure/model.ts';
import type { EventQueue } from '../engine/queue.ts';
import type { Places } from './places.ts';

/** One nginx; its upstream servers are called peers. */
export interface NginxLayout {
  nginx: Nginx;
  /** Place behind each peer. */
  targets: number[];
  readLane: number;
  /** A lone peer is never marked as failed. */
  single: boolean;
}

/** Compiles one instance. */
export function compileNginx(nginx: Nginx, places: Places, queue: EventQueue): NginxLayout {
  return {
    nginx, targets: nginx.servers.map((server) => places.application.get(server.target) ?? -1),
    readLane: queue.lane(nginx.proxyReadTimeoutMs), single: nginx.servers.length === 1,
  };
}
