// `slowstart`: a server that has come up gets its weight, and its limit of connections, in steps.
import type { World } from '../world.ts';
import { EVENT } from '../world.ts';
import { SIXTEENTHS } from './balance/selection.ts';
import type { Farm } from './farm.ts';
import { ADMIN } from './farm.ts';
import { slowstartSeconds } from './limits.ts';
import { serveWaiting } from './session.ts';

/** HAProxy looks again after this long. Its manual says a twentieth of the slow start where that is longer; 2.6 does it each second. */
const STEP_MS = 1000;

/** To be called before the server is marked up, so that it starts with its first step. HAProxy's own start is not one. */
export function startSlowly(world: World, backend: number, server: number): void {
  const farm = world.farms[backend];
  if (farm.layout.backend.servers[server].slowstartMs === 0) return;
  farm.state.risenMs[server] = world.queue.now;
  farm.setRamp(server, 1);
  planStep(world, farm, server);
}

/** To be called when a server has gone down. */
export function stopRising(farm: Farm, server: number): void {
  if (farm.state.risenMs[server] < 0) return;
  farm.state.risenMs[server] = -1;
  farm.state.rising[server]++;
  farm.setRamp(server, SIXTEENTHS);
}

function planStep(world: World, farm: Farm, server: number): void {
  world.queue.after(-1, STEP_MS, EVENT.slowstart, farm.layout.firstServer + server, ++farm.state.rising[server]);
}

/** The next step: ⌊(16·t + S)/S⌋ sixteenths of the weight after t whole seconds of S. `stamp` is that of the slow start. */
export function slowstartStep(world: World, id: number, stamp: number): void {
  const backend = world.layout.backendOfServer[id];
  const farm = world.farms[backend];
  const server = id - farm.layout.firstServer;
  if (farm.state.rising[server] !== stamp) return;
  const all = slowstartSeconds(farm.layout.backend.servers[server].slowstartMs);
  const seconds = Math.floor((world.queue.now - farm.state.risenMs[server]) / 1000);
  // Maintenance ends a slow start, and leaving it begins none (tried on HAProxy 2.6.12).
  if (seconds >= all || farm.state.admin[server] === ADMIN.maint) {
    farm.state.risenMs[server] = -1;
    farm.setRamp(server, SIXTEENTHS);
  } else {
    farm.setRamp(server, Math.floor((SIXTEENTHS * seconds + all) / all));
    planStep(world, farm, server);
  }
  serveWaiting(world, backend, server);
}
