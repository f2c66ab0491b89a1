// `cookie <name> insert indirect nocache`: who holds which server's cookie, and who gets one.
import type { World } from '../world.ts';
import type { Farm } from './farm.ts';
import { headerOf } from '../request-fields.ts';
import { CALLER, STATUS } from '../calls.ts';

/** What the browsers of users hold under one name, by client: a position in `Cookies.values` + 1; 0: nothing. */
export type Jar = { held: Uint16Array };

/** All cookies of a design. Backends that use one name share it, as browsers do. */
export interface Cookies {
  jars: Jar[];
  /** Values that a jar may hold. */
  values: string[][];
  /** Jar of each backend; −1: none. */
  jarOf: number[];
}

/** Empty jars. */
export function createCookies(farms: Farm[], clients: number): Cookies {
  const names = [...new Set(farms.flatMap((farm) => farm.layout.backend.cookie?.name ?? []))];
  const backendsWith = (name: string): Farm[] => farms.filter((farm) => farm.layout.backend.cookie?.name === name);
  return {
    jars: names.map(() => ({ held: new Uint16Array(clients) })),
    values: names.map((name) => [...new Set(backendsWith(name).flatMap((farm) => farm.layout.backend.servers.flatMap((server) => server.cookie ?? [])))]),
    jarOf: farms.map((farm) => names.indexOf(farm.layout.backend.cookie?.name ?? '')),
  };
}

/** The server that the request's cookie names, if it may serve: down and in maintenance it may not, drained it may. −1: none. */
export function cookieServer(world: World, call: number): number {
  const { calls } = world;
  const farm = world.farms[calls.backend[call]];
  const { cookie, servers } = farm.layout.backend;
  if (cookie === null) return -1;
  const value = calls.attributes[call] < 0 ? heldByUser(world, call) : cookieValue(headerOf(world, call, 'cookie') ?? '', cookie.name);
  return value === null ? -1 : servers.findIndex((server, i) => server.cookie === value && farm.keepsHolders(i));
}

function heldByUser({ calls, cookies }: World, call: number): string | null {
  const jar = cookies.jarOf[calls.backend[call]];
  const held = cookies.jars[jar].held[calls.address[call]];
  return held === 0 ? null : cookies.values[jar][held - 1];
}

function cookieValue(header: string, name: string): string | null {
  const pair = header.split(';').map((part) => part.trim()).find((part) => part.startsWith(`${name}=`));
  return pair === undefined ? null : pair.slice(name.length + 1);
}

/** A server has answered: who was not sent there by its cookie gets it. A server without a cookie takes the client's away. */
export function giveCookie(world: World, call: number, status: number): void {
  const { calls, cookies, layout } = world;
  const backend = calls.backend[call];
  const server = calls.server[call];
  const { cookie, servers } = layout.backends[backend].backend;
  if (cookie === null || server < 0 || calls.direct[call] === 1 || calls.gone[call] === 1 || status <= STATUS.closed) return;
  const value = servers[server].cookie;
  const jar = cookies.jarOf[backend];
  if (calls.attributes[call] < 0) cookies.jars[jar].held[calls.address[call]] = value === null ? 0 : cookies.values[jar].indexOf(value) + 1;
  else if (calls.caller[call] === CALLER.probe && world.log !== null) {
    world.log.cookies[calls.row[call]] = value === null ? `${cookie.name}=; Expires=Thu, 01-Jan-1970 00:00:01 GMT; path=/` : `${cookie.name}=${value}; path=/`;
  }
}
