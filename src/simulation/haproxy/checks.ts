// Health checks of HAProxy: when they run, what they cost, and when they mark a server down or up.
// An interval begins at the end of the check before, so a check that waits for its timeout stretches the period.
import type { World } from '../world.ts';
import { EVENT } from '../world.ts';
import { CALLER, STATUS, addCall } from '../calls.ts';
import { arrive, disconnect } from '../network.ts';
import { severed } from '../partition.ts';
import { meanMs } from '../random/sample.ts';
import type { Farm } from './farm.ts';
import { assign, serveWaiting } from './session.ts';
import { dequeue } from '../waiting.ts';

/** First checks of a HAProxy: those of n servers are spread evenly over one interval. */
export function startChecks(world: World, place: number): void {
  const { layout, queue } = world;
  const checked = layout.backendsOf[place].flatMap((id) => layout.backends[id].backend.servers.flatMap((server, i) => (server.check ? [{ id, i }] : [])));
  checked.forEach(({ id, i }, k) => {
    const farm = world.farms[id];
    queue.at(queue.now + (k * intervalMs(farm, i)) / checked.length, EVENT.check, farm.layout.firstServer + i, farm.state.epoch[i]);
  });
}

/** `inter` in full health, `downinter` when down, `fastinter` on the way between. */
function intervalMs(farm: Farm, server: number): number {
  const check = farm.layout.backend.servers[server].check!;
  const health = farm.state.health[server];
  if (health === check.rise + check.fall - 1) return check.interMs;
  if (health === 0) return check.downinterMs ?? check.interMs;
  return check.fastinterMs ?? check.interMs;
}

/** A check begins. */
export function checkServer(world: World, id: number): void {
  const { layout, processes, queue } = world;
  const farm = world.farms[layout.backendOfServer[id]];
  const server = id - farm.layout.firstServer;
  const { interMs } = farm.layout.backend.servers[server].check!;
  const { backend } = farm.layout;
  const target = farm.layout.targets[server];
  const checkMs = backend.timeouts.checkMs;
  if (processes.silent[target] === 1 || severed(world, farm.layout.place, target)) {
    // The connection is bounded by `timeout connect` only where `timeout check` is set.
    const cost = checkMs === null ? interMs : Math.min(interMs, backend.timeouts.connectMs);
    queue.at(queue.now + cost, EVENT.checkTimeout, id, farm.state.epoch[server]);
  } else if (processes.crashed[target] === 1) checkEnded(world, id, false);
  else if (backend.httpchk === null) checkEnded(world, id, true);
  else askForPage(world, farm, server, checkMs ?? interMs);
}

/**
 * A check over HTTP is a request like others; what it has to get through depends on the page.
 * A page of the site takes the mean of the users' requests, so that checks draw nothing.
 */
function askForPage(world: World, farm: Farm, server: number, timeoutMs: number): void {
  const { calls, queue, scenario } = world;
  const id = farm.layout.firstServer + server;
  const call = addCall(calls, CALLER.check, farm.layout.targets[server], queue.now);
  const queryTime = scenario.workload.classes.find((kind) => kind.database !== null)?.database?.query;
  calls.class[call] = 0;
  calls.about[call] = id;
  calls.workMs[call] = meanMs(scenario.workload.service);
  calls.queryMs[call] = queryTime ? meanMs(queryTime) : 0;
  farm.state.checkCall[server] = call;
  queue.at(queue.now + timeoutMs, EVENT.checkTimeout, id, farm.state.epoch[server]);
  arrive(world, call);
}

/** The page has answered. */
export function checkAnswered(world: World, id: number, status: number): void {
  const farm = world.farms[world.layout.backendOfServer[id]];
  const server = id - farm.layout.firstServer;
  const expected = farm.layout.backend.httpchk?.expectStatus ?? null;
  farm.state.checkCall[server] = -1;
  checkEnded(world, id, expected === null ? status === STATUS.ok : status === expected);
}

/** Nothing came in time. */
export function checkTimedOut(world: World, id: number): void {
  const farm = world.farms[world.layout.backendOfServer[id]];
  const server = id - farm.layout.firstServer;
  const call = farm.state.checkCall[server];
  farm.state.checkCall[server] = -1;
  if (call >= 0) disconnect(world, call);
  checkEnded(world, id, false);
}

function checkEnded(world: World, id: number, good: boolean): void {
  const { layout, queue } = world;
  const backend = layout.backendOfServer[id];
  const farm = world.farms[backend];
  const server = id - farm.layout.firstServer;
  const { rise, fall } = farm.layout.backend.servers[server].check!;
  const { health, epoch, up } = farm.state;
  epoch[server]++;
  if (good) {
    if (health[server] < rise + fall - 1) health[server]++;
    if (health[server] >= rise) health[server] = rise + fall - 1;
    if (up[server] === 0 && health[server] >= rise) markUp(world, backend, server);
  } else if (health[server] > rise) health[server]--;
  else {
    health[server] = 0;
    if (up[server] === 1) markDown(world, backend, server);
  }
  queue.at(queue.now + intervalMs(farm, server), EVENT.check, id, epoch[server]);
}

function markDown(world: World, backend: number, server: number): void {
  const farm = world.farms[backend];
  const { layout } = farm;
  farm.mark(server, false);
  world.recorder?.event(world.queue.now, 'server-down', world.layout.names[layout.place], layout.backend.servers[server].name);
  moveWaiting(world, backend, server);
}

/** Requests that wait for this very server may go elsewhere, with `option redispatch`. */
export function moveWaiting(world: World, backend: number, server: number): void {
  const { layout } = world.farms[backend];
  if (layout.backend.redispatch === 0) return;
  for (let left = world.waiting.length[layout.queue + 1 + server]; left > 0; left--) {
    const call = dequeue(world.waiting, world.calls, layout.queue + 1 + server);
    if (call >= 0) assign(world, call);
  }
}

function markUp(world: World, backend: number, server: number): void {
  const { layout } = world.farms[backend];
  world.farms[backend].mark(server, true);
  world.recorder?.event(world.queue.now, 'server-up', world.layout.names[layout.place], layout.backend.servers[server].name);
  serveWaiting(world, backend, server);
}

/** A HAProxy that starts again believes every server to be up, as at its first start. */
export function resetBalancer(world: World, place: number): void {
  for (const id of world.layout.backendsOf[place]) {
    const farm = world.farms[id];
    farm.layout.backend.servers.forEach((server, i) => {
      const call = farm.state.checkCall[i];
      farm.state.epoch[i]++;
      farm.state.checkCall[i] = -1;
      if (call >= 0) disconnect(world, call);
      farm.state.health[i] = server.check?.rise ?? 1;
      if (farm.state.up[i] === 0) farm.mark(i, true);
    });
  }
}
