// Commands of HAProxy's runtime API (the stats socket): states and weights of servers, with the answers that HAProxy 2.6 gives.
import type { World } from '../world.ts';
import type { Farm } from './farm.ts';
import { ADMIN } from './farm.ts';
import { serveWaiting } from './session.ts';
import { moveWaiting } from './health.ts';

const WEIGHT_MAX = 256;
/** Beyond this a percentage is cut off. */
const PERCENT_MAX = 25600;

const USAGE = 'usage: set server <backend>/<server> addr | agent | agent-addr | agent-port | agent-send | check-addr | check-port | fqdn | health | ssl | state | weight';
/** Settings that HAProxy knows and this simulator does not. */
const OTHER_SETTINGS = ['addr', 'agent', 'agent-addr', 'agent-port', 'agent-send', 'check-addr', 'check-port', 'fqdn', 'ssl'];

const STATIC_WEIGHTS = "Backend is using a static LB algorithm and only accepts weights '0%' and '100%'.";

/** Carries out one line, now; returns the answer without its line end: empty where all went well. Throws RangeError for commands that are not known here. */
export function runCommand(world: World, line: string): string {
  const words = line.trim().split(/\s+/);
  const [verb, noun, at = '', ...rest] = words;
  switch (`${verb} ${noun}`) {
    case 'set server': return onServer(world, at, (backend, server) => setServer(world, backend, server, rest));
    case 'set weight': return onServer(world, at, (backend, server) => setWeight(world.farms[backend], server, rest[0] ?? ''));
    case 'get weight': return onServer(world, at, (backend, server) => getWeight(world.farms[backend], server));
    case 'enable server': return onServer(world, at, (backend, server) => setAdmin(world, backend, server, ADMIN.ready));
    case 'disable server': return onServer(world, at, (backend, server) => setAdmin(world, backend, server, ADMIN.maint));
    case 'set maxconn': if (at === 'server') return onServer(world, rest[0] ?? '', (backend, server) => setMaxconn(world, backend, server, rest[1] ?? ''));
  }
  throw new RangeError(`The runtime command "${line}" is not known here.`);
}

/** Finds `backend/server`. */
function onServer(world: World, at: string, then: (backend: number, server: number) => string): string {
  const slash = at.indexOf('/');
  if (slash < 0) return "Require 'backend/server'.";
  const backend = world.layout.backends.findIndex((candidate) => candidate.backend.name === at.slice(0, slash));
  if (backend < 0) return 'No such backend.';
  const server = world.layout.backends[backend].backend.servers.findIndex((candidate) => candidate.name === at.slice(slash + 1));
  return server < 0 ? 'No such server.' : then(backend, server);
}

function setServer(world: World, backend: number, server: number, [what, value = '']: string[]): string {
  if (what === 'weight') return setWeight(world.farms[backend], server, value);
  if (what === 'health') return setHealth(world, backend, server, value);
  if (what !== 'state') {
    if (OTHER_SETTINGS.includes(what ?? '')) throw new RangeError(`The runtime command "set server … ${what}" is not known here.`);
    return USAGE;
  }
  const admin = Object.entries(ADMIN).find(([name]) => name === value)?.[1];
  if (admin === undefined) return "'set server <srv> state' expects 'ready', 'drain' and 'maint'.";
  return setAdmin(world, backend, server, admin);
}

/** A server that comes back takes from the queue; one that goes loses those who wait for it, where `option redispatch` lets them go. */
function setAdmin(world: World, backend: number, server: number, admin: number): string {
  const farm = world.farms[backend];
  const wasUp = farm.serves(server);
  farm.setAdmin(server, admin);
  if (admin === ADMIN.maint) moveWaiting(world, backend, server);
  else if (!wasUp) serveWaiting(world, backend, server);
  return '';
}

/** What checks would find. */
function setHealth(world: World, backend: number, server: number, health: string): string {
  if (health === 'stopping') throw new RangeError('The runtime command "set server … health stopping" is not known here.');
  if (health !== 'up' && health !== 'down') return "'set server <srv> health' expects 'up', 'stopping', or 'down'.";
  const farm = world.farms[backend];
  const check = farm.layout.backend.servers[server].check;
  farm.state.health[server] = health === 'up' ? (check?.rise ?? 1) + (check?.fall ?? 1) - 1 : 0;
  farm.mark(server, health === 'up');
  if (health === 'up') serveWaiting(world, backend, server);
  else moveWaiting(world, backend, server);
  return '';
}

/** Absolute, or in percent of the weight in the file, rounded down. Static algorithms take 0 and the weight in the file only. */
function setWeight(farm: Farm, server: number, text: string): string {
  const initial = farm.layout.backend.servers[server].weight;
  if (text === '') return 'Require <weight> or <weight%>.';
  const match = /^([+-]?\d+)(.*)$/.exec(text);
  if (match === null) return 'Empty weight string empty or preceded by garbage';
  const [, digits, end] = match;
  const given = Number(digits);
  let weight = given;
  if (end === '%') {
    if (given < 0) return 'Relative weight must be positive.';
    weight = Math.min(WEIGHT_MAX, Math.floor((initial * Math.min(PERCENT_MAX, given)) / 100));
  } else if (given < 0 || given > WEIGHT_MAX) return 'Absolute weight can only be between 0 and 256 inclusive.';
  else if (end !== '') return 'Trailing garbage in weight string';
  if (weight > 0 && weight !== initial && !farm.dynamic) return STATIC_WEIGHTS;
  farm.setWeight(server, weight);
  return '';
}

/** What a server has at the moment, `slowstart` included, rounded up. */
function getWeight(farm: Farm, server: number): string {
  const { ramp, weight } = farm.state;
  const now = farm.dynamic ? Math.ceil((weight[server] * ramp[server]) / 16) : weight[server];
  return `${now} (initial ${farm.layout.backend.servers[server].weight})`;
}

function setMaxconn(world: World, backend: number, server: number, text: string): string {
  if (!/^\d+$/.test(text)) return 'maxconn string empty or preceded by garbage';
  world.farms[backend].state.maxconn[server] = Number(text);
  serveWaiting(world, backend, server);
  return '';
}
