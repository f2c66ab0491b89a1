// A request at HAProxy: choose a backend and a server, wait for a slot if there is none, forward, pass the answer on.
import type { Haproxy } from '../../infrastructure/model.ts';
import type { World } from '../world.ts';
import { EVENT } from '../world.ts';
import { STAGE, STATUS } from '../calls.ts';
import { dequeue, enqueue, leaveQueue } from '../waiting.ts';
import { endCall, forward } from '../network.ts';
import { ALL_FULL, NO_SERVER, isFull } from './balance/selection.ts';
import { cookieServer, giveCookie } from './cookies.ts';
import { keyOf } from './keys.ts';
import { retry } from './retry.ts';

/** The first rule of `use_backend` that fits, else the default backend. */
function backendName(haproxy: Haproxy, method: string): string {
  const frontend = haproxy.frontends[0];
  if (!frontend) return haproxy.backends[0].name;
  const rule = frontend.useBackend.find((candidate) => candidate.method === null || candidate.method === method);
  return rule?.backend ?? frontend.defaultBackend;
}

/** Backends by place and class of request, chosen once: −1 where there is none. */
export function backendChoices(world: World): number[][] {
  const { layout, scenario } = world;
  return layout.haproxy.map((haproxy, place) => {
    if (haproxy === null) return [];
    return scenario.workload.classes.map((kind) => {
      const name = haproxy.backends.length > 0 ? backendName(haproxy, kind.method) : '';
      return layout.backendsOf[place].find((id) => layout.backends[id].backend.name === name) ?? -1;
    });
  });
}

/** A request arrives at HAProxy. */
export function deliverToHaproxy(world: World, call: number): void {
  const { calls, layout } = world;
  const backend = world.choices[calls.place[call]][calls.class[call]];
  if (backend === undefined || backend < 0) return endCall(world, call, 503);
  calls.backend[call] = backend;
  calls.retries[call] = layout.backends[backend].backend.retries;
  assign(world, call);
}

/** Chooses a server, that of the request's cookie first. All full: the request waits for the first free slot; a bound request waits for its own server. */
export function assign(world: World, call: number): void {
  const { calls, queue, waiting } = world;
  const farm = world.farms[calls.backend[call]];
  const { layout } = farm;
  const held = calls.avoid[call] < 0 ? cookieServer(world, call) : -1;
  calls.direct[call] = held >= 0 ? 1 : 0;
  const server = held >= 0 ? held : farm.pick(calls.avoid[call], keyOf(world, call));
  if (server === NO_SERVER) return endCall(world, call, 503);
  if (server >= 0 && !isFull(farm.state, server)) return connect(world, call, server);
  calls.stage[call] = STAGE.queued;
  calls.sinceMs[call] = queue.now;
  calls.placeStamp[call]++;
  enqueue(waiting, calls, server === ALL_FULL ? layout.queue : layout.queue + 1 + server, call);
  queue.after(layout.queueLane, layout.backend.timeouts.queueMs, EVENT.queueTimeout, call, calls.placeStamp[call]);
}

/** Takes a slot of a server and forwards the request to it. */
export function connect(world: World, call: number, server: number): void {
  world.calls.server[call] = server;
  world.farms[world.calls.backend[call]].count(server, 1);
  send(world, call);
}

/** Forwards the request to its server, whose slot it holds. */
export function send(world: World, call: number): void {
  const { calls, farms } = world;
  calls.stage[call] = STAGE.forwarding;
  calls.placeStamp[call]++;
  forward(world, call, farms[calls.backend[call]].layout.targets[calls.server[call]]);
}

/** Gives the slot back; the oldest waiting request takes it. */
export function leaveServer(world: World, call: number): void {
  const { calls, farms } = world;
  const backend = calls.backend[call];
  const server = calls.server[call];
  if (server < 0) return;
  calls.server[call] = -1;
  farms[backend].count(server, -1);
  serveWaiting(world, backend, server);
}

/** Free slots of a server go to the requests that wait for it, then to those that wait for any. */
export function serveWaiting(world: World, backend: number, server: number): void {
  const { calls, farms, waiting } = world;
  const farm = farms[backend];
  const { queue } = farm.layout;
  while (!isFull(farm.state, server)) {
    let call = dequeue(waiting, calls, queue + 1 + server);
    if (call < 0 && waiting.length[queue] > 0 && farm.serves(server)) call = dequeue(waiting, calls, queue);
    if (call < 0) return;
    connect(world, call, server);
  }
}

/** `timeout queue` has passed. */
export function queueTimedOut(world: World, call: number): void {
  leaveQueue(world.waiting, world.calls, call);
  endCall(world, call, 503);
}

/** The server has answered, or the attempt has failed. */
export function haproxyAnswered(world: World, call: number, status: number): void {
  if (status !== STATUS.ok && retry(world, call, status)) return;
  giveCookie(world, call, status);
  leaveServer(world, call);
  endCall(world, call, answerFor(status));
}

/** What the client sees of a failure that was not repeated. */
function answerFor(status: number): number {
  switch (status) {
    case STATUS.refused: case STATUS.connectTimeout: return 503;
    case STATUS.responseTimeout: return 504;
    case STATUS.closed: return 502;
    default: return status;
  }
}
