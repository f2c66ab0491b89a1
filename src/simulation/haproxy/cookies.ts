// `cookie <name> insert indirect nocache`: who holds which server's cookie, and who gets one.
import type { World } from '../world.ts';
import type { Farm } from './farm.ts';
import { headerOf } from '../request-fields.ts';
import { CALLER, STATUS } from '../calls.ts';

/** What the browsers of users hold, by client: the server's position + 1; 0: nothing. Empty for a backend without a cookie. */
export type Jar = { held: Uint16Array };

/** Empty jars, one a backend. */
export function createJars(farms: Farm[], clients: number): Jar[] {
  return farms.map((farm) => ({ held: new Uint16Array(farm.layout.backend.cookie === null ? 0 : clients) }));
}

/** The server that the request's cookie names, if it may serve: down and in maintenance it may not, drained it may. −1: none. */
export function cookieServer(world: World, call: number): number {
  const { calls } = world;
  const backend = calls.backend[call];
  const farm = world.farms[backend];
  const { cookie, servers } = farm.layout.backend;
  if (cookie === null) return -1;
  if (calls.attributes[call] < 0) {
    const held = world.jars[backend].held[calls.address[call]] - 1;
    return held >= 0 && farm.keepsHolders(held) ? held : -1;
  }
  const value = cookieValue(headerOf(world, call, 'cookie') ?? '', cookie.name);
  return value === null ? -1 : servers.findIndex((server, i) => server.cookie === value && farm.keepsHolders(i));
}

function cookieValue(header: string, name: string): string | null {
  const pair = header.split(';').map((part) => part.trim()).find((part) => part.startsWith(`${name}=`));
  return pair === undefined ? null : pair.slice(name.length + 1);
}

/** A server has answered: who was not sent there by its cookie gets it. A server without a cookie takes the client's away. */
export function giveCookie(world: World, call: number, status: number): void {
  const { calls, layout } = world;
  const backend = calls.backend[call];
  const server = calls.server[call];
  const { cookie, servers } = layout.backends[backend].backend;
  if (cookie === null || server < 0 || calls.direct[call] === 1 || calls.gone[call] === 1 || status <= STATUS.closed) return;
  const value = servers[server].cookie;
  if (calls.attributes[call] < 0) world.jars[backend].held[calls.address[call]] = value === null ? 0 : server + 1;
  else if (calls.caller[call] === CALLER.probe && world.log !== null) {
    world.log.cookies[calls.row[call]] = value === null ? `${cookie.name}=; Expires=Thu, 01-Jan-1970 00:00:01 GMT; path=/` : `${cookie.name}=${value}; path=/`;
  }
}
