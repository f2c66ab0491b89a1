// Limits that move: `minconn` with `fullconn`, and `maxconn` during a slow start (srv_dynamic_maxconn of HAProxy 2.6).
import type { Backend } from '../../infrastructure/model.ts';
import type { Farm } from './farm.ts';

/** `fullconn` where the file has none: a tenth of what its frontends may take, which is 2000 in the files that we write. */
const FULLCONN_DEFAULT = 200;

/** Whether the limit of some server changes while HAProxy runs. A `minconn` that is not below `maxconn` is a limit that stands still. */
export function hasMovingLimits(backend: Backend): boolean {
  return backend.servers.some(({ maxconn, minconn, slowstartMs }) => (minconn > 0 && minconn < maxconn) || (slowstartMs > 0 && Math.max(maxconn, minconn) > 0));
}

/** HAProxy counts slow starts in whole seconds, a part being a whole one. */
export function slowstartSeconds(slowstartMs: number): number {
  return Math.ceil(slowstartMs / 1000);
}

/** Steps of work that one limit takes; see `Slots.spend`. */
const STEPS_A_LIMIT = 2;

/** Reckons all limits anew. */
export function refreshLimits(farm: Farm, nowMs: number): void {
  farm.slots.spend?.(STEPS_A_LIMIT * farm.state.limit.length);
  for (let server = 0; server < farm.state.limit.length; server++) farm.state.limit[server] = limitOf(farm, server, nowMs);
}

function limitOf(farm: Farm, server: number, nowMs: number): number {
  const { maxconn, risenMs, sessions } = farm.state;
  const { fullconn, servers } = farm.layout.backend;
  const { minconn, slowstartMs } = servers[server];
  const full = fullconn ?? FULLCONN_DEFAULT;
  const most = maxconn[server];
  if (most === 0) return 0;
  const limit = minconn === 0 || minconn >= most || sessions[0] >= full ? most : Math.max(minconn, Math.floor((sessions[0] * most) / full));
  if (risenMs[server] < 0) return limit;
  const percent = Math.floor((100 * Math.floor((nowMs - risenMs[server]) / 1000)) / slowstartSeconds(slowstartMs));
  return percent >= 100 ? limit : Math.max(1, Math.floor((limit * percent) / 100));
}
