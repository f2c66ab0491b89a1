// What HAProxy does with a failed attempt: try again, here or elsewhere, at once or after a pause.
import type { World } from '../world.ts';
import { EVENT } from '../world.ts';
import { CALLER, STAGE, STATUS } from '../calls.ts';
import { RETRY } from '../layout/haproxy.ts';
import { methodOf } from '../request-fields.ts';
import { assign, leaveServer, send } from './session.ts';

function retryBit(status: number): number {
  switch (status) {
    case STATUS.refused: case STATUS.connectTimeout: return RETRY.connection;
    case STATUS.closed: return RETRY.empty;
    case STATUS.responseTimeout: return RETRY.timeout;
    case 401: return RETRY.s401;
    case 403: return RETRY.s403;
    case 404: return RETRY.s404;
    case 408: return RETRY.s408;
    case 425: return RETRY.s425;
    case 500: return RETRY.s500;
    case 501: return RETRY.s501;
    case 502: return RETRY.s502;
    case 503: return RETRY.s503;
    case 504: return RETRY.s504;
    default: return 0;
  }
}

/** HAProxy repeats only what it had as a whole, in one buffer, when it sent it. */
function cameInParts(world: World, call: number): boolean {
  const { attributes, calls } = world;
  const sends = calls.caller[call] === CALLER.probe ? attributes[calls.attributes[call]]?.sends : undefined;
  return sends === 'half-body' || sends === 'body-later';
}

/** Tries again if `retries` and `retry-on` allow it; says whether it does. */
export function retry(world: World, call: number, status: number): boolean {
  const { calls } = world;
  const farm = world.farms[calls.backend[call]];
  const { backend, retryOn } = farm.layout;
  const bit = retryBit(status);
  if ((retryOn & bit) === 0 || calls.retries[call] === 0) return false;
  const sent = bit !== RETRY.connection;
  if (sent && (backend.mode === 'tcp' || cameInParts(world, call) || (backend.disableL7RetryForPost && methodOf(world, call) === 'POST'))) return false;
  calls.retries[call]--;
  // Repeating what was sent forgets how connections failed before (do_l7_retry).
  if (sent) calls.unconnected[call] = 0;
  world.log?.sessions.retried(call);
  const elsewhere = mayRedispatch(world, call);
  if (elsewhere) {
    calls.avoid[call] = calls.server[call];
    leaveServer(world, call);
  }
  // Only a refusal is waited out, and only where the next attempt may meet the same server.
  if (status === STATUS.refused && (!elsewhere || farm.activeCount <= 1)) turnAround(world, call);
  else if (elsewhere) assign(world, call);
  else send(world, call);
  return true;
}

/**
 * `option redispatch`: at once where nothing binds the request to its server and another active one is usable, or where its server is down;
 * else on the retry that the option names (−1: the last).
 */
function mayRedispatch(world: World, call: number): boolean {
  const { calls } = world;
  const farm = world.farms[calls.backend[call]];
  const { redispatch, retries } = farm.layout.backend;
  if (redispatch === 0) return false;
  if (farm.state.up[calls.server[call]] === 0) return true;
  if (!farm.layout.bound && calls.direct[call] === 0 && farm.activeCount > 1) return true;
  const attempt = retries - calls.retries[call];
  const every = redispatch > 0 ? redispatch : retries + 1 + redispatch;
  return every > 0 && attempt % every === 0;
}

function turnAround(world: World, call: number): void {
  const { calls, queue, farms } = world;
  const { turnAroundLane, turnAroundMs } = farms[calls.backend[call]].layout;
  calls.stage[call] = STAGE.turnAround;
  calls.placeStamp[call]++;
  queue.after(turnAroundLane, turnAroundMs, EVENT.turnAround, call, calls.placeStamp[call]);
}

/** The pause is over. */
export function turnAroundOver(world: World, call: number): void {
  if (world.calls.server[call] < 0) assign(world, call);
  else send(world, call);
}
