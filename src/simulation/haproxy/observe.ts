// `observe layer4` and `observe layer7`: what sessions tell about the health of a server (__health_adjust of HAProxy 2.6).
import type { World } from '../world.ts';
import { EVENT } from '../world.ts';
import { STATUS } from '../calls.ts';
import { BEHAVIOUR } from '../processes.ts';
import type { Farm } from './farm.ts';
import { changeHealth } from './health.ts';

/** A connection to the server of a call stands. */
export function observeConnected(world: World, call: number): void {
  const { farm, server } = at(world, call);
  if (farm.layout.backend.servers[server].observe === 'layer4') farm.state.errors[server] = 0;
}

/** No connection, or no answer: an error in either mode where the connection failed, else only where HTTP is observed. */
export function observeFailure(world: World, call: number, status: number): void {
  const { farm, server } = at(world, call);
  if (status === STATUS.refused || status === STATUS.connectTimeout) return count(world, call, farm, server, 'L4 unsuccessful connection');
  if (farm.layout.backend.servers[server].observe !== 'layer7') return;
  const isReset = world.processes.behaviour[farm.layout.targets[server]] === BEHAVIOUR.resets;
  count(world, call, farm, server, status === STATUS.responseTimeout ? 'Read timeout (http)' : isReset ? 'Read error (http)' : 'Close from server (http)');
}

/** Headers have come. 501 and 505 are what the client asked for; what happens to the body is not observed. */
export function observeAnswer(world: World, call: number, status: number): void {
  const { farm, server } = at(world, call);
  if (farm.layout.backend.servers[server].observe !== 'layer7') return;
  if (status < 500 || status === 501 || status === 505) farm.state.errors[server] = 0;
  else count(world, call, farm, server, 'Wrong http response');
}

function at(world: World, call: number): { farm: Farm; server: number } {
  return { farm: world.farms[world.calls.backend[call]], server: world.calls.server[call] };
}

/** One more error in a row; at the limit, what `on-error` says. */
function count(world: World, call: number, farm: Farm, server: number, last: string): void {
  const { check, errorLimit, observe, onError } = farm.layout.backend.servers[server];
  const { errors, health } = farm.state;
  if (observe === null || check === null || ++errors[server] < errorLimit) return;
  const counted = errors[server];
  errors[server] = 0;
  if (onError !== 'fastinter') {
    const before = health[server];
    if (onError === 'sudden-death' && health[server] > check.rise) health[server] = check.rise + 1;
    if (onError === 'mark-down') health[server] = check.rise;
    const id = farm.layout.firstServer + server;
    changeHealth(world, world.calls.backend[call], server, false, (changed) => world.log?.health.observed(id, counted, last, changed || health[server] !== before));
  }
  checkSoon(world, farm, server, check.fastinterMs);
}

/** Whatever `on-error` says, the next check comes after `fastinter`, where there is one; a check that is under way goes on. */
function checkSoon(world: World, farm: Farm, server: number, fastinterMs: number | null): void {
  const { queue } = world;
  const { epoch, nextCheckMs } = farm.state;
  if (fastinterMs === null || nextCheckMs[server] <= queue.now + fastinterMs) return;
  nextCheckMs[server] = queue.now + fastinterMs;
  queue.at(nextCheckMs[server], EVENT.check, farm.layout.firstServer + server, ++epoch[server]);
}
