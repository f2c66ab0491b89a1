// The health of servers: what a good or a bad result changes, and what follows when one goes down or comes up.
import type { World } from '../world.ts';
import { dequeue } from '../waiting.ts';
import { assign, serveWaiting, shutDownSessions } from './session.ts';
import { startSlowly, stopRising } from './slowstart.ts';

/**
 * A result for a server. Health counts from 0 to rise + fall − 1; from `rise` on it is up, and one good result there fills it
 * (set_server_check_status of HAProxy 2.6). `report` is told whether health has changed, before anything follows from it.
 */
export function changeHealth(world: World, backend: number, server: number, good: boolean, report: (changed: boolean) => void): void {
  const farm = world.farms[backend];
  const { rise, fall } = farm.layout.backend.servers[server].check!;
  const { errors, health, up } = farm.state;
  const before = health[server];
  const full = rise + fall - 1;
  if (good) {
    errors[server] = 0;
    health[server] = before + 1 >= rise ? full : before + 1;
  } else health[server] = before - 1 < rise ? 0 : before - 1;
  report(health[server] !== before);
  if (good && up[server] === 0 && health[server] >= rise) markUp(world, backend, server);
  else if (!good && up[server] === 1 && health[server] === 0) markDown(world, backend, server);
}

function markDown(world: World, backend: number, server: number): void {
  const farm = world.farms[backend];
  const { layout } = farm;
  const sessions = farm.state.connections[server];
  farm.mark(server, false);
  stopRising(farm, server);
  world.recorder?.event(world.queue.now, 'server-down', world.layout.names[layout.place], layout.backend.servers[server].name);
  const requeued = moveWaiting(world, backend, server);
  world.log?.health.down(layout.firstServer + server, sessions, requeued, world.waiting.length[layout.queue + 1 + server]);
  if (layout.backend.servers[server].onMarkedDown === 'shutdown-sessions') shutDownSessions(world, backend, server);
}

/** Requests that wait for this very server may go elsewhere, with `option redispatch`; says how many do. */
export function moveWaiting(world: World, backend: number, server: number): number {
  const { layout } = world.farms[backend];
  if (layout.backend.redispatch === 0) return 0;
  const count = world.waiting.length[layout.queue + 1 + server];
  for (let left = count; left > 0; left--) {
    const call = dequeue(world.waiting, world.calls, layout.queue + 1 + server);
    if (call < 0) break;
    world.log?.sessions.leaves(call, false);
    assign(world, call);
  }
  return count;
}

function markUp(world: World, backend: number, server: number): void {
  const farm = world.farms[backend];
  const { layout } = farm;
  startSlowly(world, backend, server);
  farm.mark(server, true);
  world.recorder?.event(world.queue.now, 'server-up', world.layout.names[layout.place], layout.backend.servers[server].name);
  const requeued = serveWaiting(world, backend, server);
  world.log?.health.up(layout.firstServer + server, requeued, world.waiting.length[layout.queue + 1 + server]);
}
