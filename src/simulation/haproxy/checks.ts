// Health checks of HAProxy: when they run and what they cost. What their results change is in health.ts.
// An interval begins at the end of the check before, so a check that waits for its timeout stretches the period.
import type { World } from '../world.ts';
import { EVENT } from '../world.ts';
import { CALLER, STAGE, STATUS, addCall } from '../calls.ts';
import { arrive, disconnect } from '../network.ts';
import { BEHAVIOUR } from '../processes.ts';
import { severed } from '../partition.ts';
import { meanMs } from '../random/sample.ts';
import type { Farm } from './farm.ts';
import { ADMIN } from './farm.ts';
import { changeHealth } from './health.ts';
import type { CheckResult } from './health-log.ts';
import { stopRising } from './slowstart.ts';

/** Shorter intervals than this do not decide how first checks are spread (SRV_CHK_INTER_THRES). */
const SPREAD_FROM_MS = 1000;

/** First checks of a HAProxy: those of n servers are spread over the shortest interval of a second or more, or over their own where that is longer. */
export function startChecks(world: World, place: number): void {
  const { layout } = world;
  const checked = layout.backendsOf[place].flatMap((id) => layout.backends[id].backend.servers.flatMap((server, i) => (server.check ? [{ farm: world.farms[id], i }] : [])));
  const long = checked.map(({ farm, i }) => intervalMs(farm, i)).filter((ms) => ms >= SPREAD_FROM_MS);
  const shortest = long.length === 0 ? 0 : Math.min(...long);
  checked.forEach(({ farm, i }, k) => plan(world, farm, i, (k * Math.max(shortest, intervalMs(farm, i))) / checked.length));
}

function plan(world: World, farm: Farm, server: number, inMs: number): void {
  const { queue } = world;
  farm.state.nextCheckMs[server] = queue.now + inMs;
  queue.at(queue.now + inMs, EVENT.check, farm.layout.firstServer + server, farm.state.epoch[server]);
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
  if (farm.state.admin[server] === ADMIN.maint) return plan(world, farm, server, intervalMs(farm, server));
  farm.state.nextCheckMs[server] = queue.now;
  world.log?.health.begun(id);
  if (processes.silent[target] === 1 || severed(world, farm.layout.place, target)) {
    // The connection is bounded by `timeout connect` only where `timeout check` is set.
    const cost = checkMs === null ? interMs : Math.min(interMs, backend.timeouts.connectMs);
    world.log?.health.unanswered(cost);
    queue.at(queue.now + cost, EVENT.checkTimeout, id, farm.state.epoch[server]);
  } else if (processes.crashed[target] === 1) checkEnded(world, id, 'L4CON', 0);
  // The kernel completes the handshake whether the process runs or stands still.
  else if (backend.httpchk === null) checkEnded(world, id, 'L4OK', 0);
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
  if (status === STATUS.refused) return checkEnded(world, id, 'L4CON', 0);
  if (status < 100) return checkEnded(world, id, world.processes.behaviour[farm.layout.targets[server]] === BEHAVIOUR.resets ? 'SOCKERR' : 'L7RSP', 0);
  checkEnded(world, id, (expected === null ? status >= 200 && status < 400 : status === expected) ? 'L7OK' : 'L7STS', status);
}

/** Nothing came in time. */
export function checkTimedOut(world: World, id: number): void {
  const farm = world.farms[world.layout.backendOfServer[id]];
  const server = id - farm.layout.firstServer;
  const call = farm.state.checkCall[server];
  const isConnected = call >= 0 && world.calls.stage[call] > STAGE.syn;
  farm.state.checkCall[server] = -1;
  if (call >= 0) disconnect(world, call);
  checkEnded(world, id, isConnected ? 'L7TOUT' : 'L4TOUT', 0);
}

function checkEnded(world: World, id: number, result: CheckResult, code: number): void {
  const backend = world.layout.backendOfServer[id];
  const farm = world.farms[backend];
  const server = id - farm.layout.firstServer;
  farm.state.epoch[server]++;
  changeHealth(world, backend, server, result === 'L4OK' || result === 'L7OK', (changed) => world.log?.health.found(id, result, code, changed));
  plan(world, farm, server, intervalMs(farm, server));
}

/** A HAProxy that starts again believes every server to be up, as at its first start. */
export function resetBalancer(world: World, place: number): void {
  for (const id of world.layout.backendsOf[place]) {
    const farm = world.farms[id];
    farm.state.sessions[0] = 0;
    farm.layout.backend.servers.forEach((server, i) => {
      const call = farm.state.checkCall[i];
      farm.state.epoch[i]++;
      farm.state.checkCall[i] = -1;
      if (call >= 0) disconnect(world, call);
      farm.state.health[i] = server.check?.rise ?? 1;
      farm.state.errors[i] = 0;
      stopRising(farm, i);
      world.log?.health.forget(farm.layout.firstServer + i);
      if (farm.state.up[i] === 0) farm.mark(i, true);
    });
  }
}
