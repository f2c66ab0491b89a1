// A request at a frontend of HAProxy: is it whole, what do the `http-request` rules say to it, and which backend takes it.
import type { Frontend, Haproxy, HttpRule, Timeouts } from '../../infrastructure/model.ts';
import type { RequestAttributes } from '../attributes.ts';
import type { World } from '../world.ts';
import { EVENT } from '../world.ts';
import { CALLER, STAGE, STATUS } from '../calls.ts';
import { disconnect } from '../network.ts';
import { methodOf, uriOf } from '../request-fields.ts';
import { leaveQueue } from '../waiting.ts';
import { beginSession, endSession } from './session.ts';

/** The backend that takes a request of this method and path. */
function backendName(haproxy: Haproxy, method: string, path: string): string {
  const frontend = haproxy.frontends[0];
  if (!frontend) return haproxy.backends[0]?.name ?? '';
  const rule = frontend.useBackend.find((candidate) => (candidate.method === null || candidate.method === method) && path.startsWith(candidate.pathBegins ?? ''));
  return rule?.backend ?? frontend.defaultBackend;
}

/** Backends by place and class of request, chosen once: −1 where there is none. null: the path decides, so each request has to be looked at. */
export function backendChoices(world: World): number[][] {
  const { layout, scenario } = world;
  return layout.haproxy.map((haproxy, place) => {
    if (haproxy === null) return [];
    return scenario.workload.classes.map((kind) => backendCalled(world, place, backendName(haproxy, kind.method, '/')));
  });
}

function backendCalled(world: World, place: number, name: string): number {
  return world.layout.backendsOf[place].find((id) => world.layout.backends[id].backend.name === name) ?? -1;
}

function backendOf(world: World, call: number): number {
  const { calls, layout } = world;
  const place = calls.place[call];
  const haproxy = layout.haproxy[place]!;
  const isPlain = calls.attributes[call] < 0 && (haproxy.frontends[0]?.useBackend.every((rule) => rule.pathBegins === null) ?? true);
  if (isPlain) return world.choices[place][calls.class[call]] ?? -1;
  return backendCalled(world, place, backendName(haproxy, methodOf(world, call), pathOf(world, call)));
}

function pathOf(world: World, call: number): string {
  return uriOf(world, call).split('?')[0];
}

/** How much of the request its client sends; what another daemon passes on is whole. */
function sends(world: World, call: number): RequestAttributes['sends'] {
  const { attributes, calls } = world;
  return calls.caller[call] === CALLER.probe ? attributes[calls.attributes[call]]?.sends ?? 'all' : 'all';
}

/** A request arrives at HAProxy. */
export function deliverToHaproxy(world: World, call: number): void {
  const { calls } = world;
  calls.backend[call] = -1;
  calls.server[call] = -1;
  world.log?.sessions.arrived(call);
  switch (sends(world, call)) {
    case 'malformed': return endSession(world, call, 400, 'PR');
    case 'half-headers': return awaitHeaders(world, call);
    // The server gets the headers and waits for the rest; only `timeout server` ends that (HAProxy 2.6, whatever `timeout client`).
    case 'half-body': calls.workMs[call] = Infinity;
  }
  admit(world, call);
}

/** The timeouts that HAProxy reads in its frontend. */
function frontendTimeouts(world: World, place: number): Timeouts {
  const haproxy = world.layout.haproxy[place]!;
  const main = haproxy.backends.find((backend) => backend.name === haproxy.frontends[0]?.defaultBackend);
  return main?.timeouts ?? haproxy.timeouts;
}

function awaitHeaders(world: World, call: number): void {
  const { calls, queue } = world;
  const { clientMs, httpRequestMs } = frontendTimeouts(world, calls.place[call]);
  calls.stage[call] = STAGE.receiving;
  calls.placeStamp[call]++;
  queue.after(-1, httpRequestMs ?? clientMs, EVENT.requestTimeout, call, calls.placeStamp[call]);
}

/** `timeout http-request`, or without it `timeout client`, has passed before all headers came. */
export function requestTimedOut(world: World, call: number): void {
  endSession(world, call, 408, 'cR');
}

/** The client sends the rest of its headers. */
export function headersComplete(world: World, call: number): void {
  if (world.calls.stage[call] !== STAGE.receiving) return;
  world.calls.placeStamp[call]++;
  admit(world, call);
}

/** A client leaves while it is still sending: HAProxy reads, so it notices. Says whether that was so. */
export function clientLeft(world: World, call: number): boolean {
  const { calls } = world;
  if (calls.stage[call] === STAGE.receiving) {
    calls.placeStamp[call]++;
    endSession(world, call, 400, 'CR');
    return true;
  }
  // Over TCP nothing of the client's is left to send, so HAProxy sees at once that the client has gone from the queue.
  if (calls.stage[call] === STAGE.queued && world.farms[calls.backend[call]].layout.backend.mode === 'tcp') {
    leaveQueue(world.waiting, calls, call);
    calls.placeStamp[call]++;
    endSession(world, call, STATUS.closed, 'CQ');
    return true;
  }
  const outgoing = calls.outgoing[call];
  if (sends(world, call) !== 'half-body' || outgoing < 0) return false;
  calls.outgoing[call] = -1;
  disconnect(world, outgoing);
  endSession(world, call, STATUS.closed, 'CD');
  return true;
}

/** All headers are there: rules, then a backend. */
function admit(world: World, call: number): void {
  const { calls, layout } = world;
  world.log?.sessions.received(call);
  const frontend = layout.haproxy[calls.place[call]]!.frontends[0];
  // Nothing simulated speaks TLS.
  if (frontend !== undefined && frontend.redirectToHttps !== null) return endSession(world, call, frontend.redirectToHttps, 'LR');
  const answer = frontend === undefined || frontend.rules.length === 0 ? null : ruleAnswer(world, call, frontend);
  if (answer !== null) return endSession(world, call, answer.status, answer.kind === 'deny' ? 'PR' : 'LR');
  const backend = backendOf(world, call);
  if (backend < 0) return endSession(world, call, 503, 'SC');
  beginSession(world, call, backend);
}

/** The first rule that ends the request; null: none does. */
function ruleAnswer(world: World, call: number, { rules }: Frontend): Exclude<HttpRule['action'], { kind: 'set-priority-class' }> | null {
  for (const rule of rules) {
    if (!applies(world, call, rule.if)) continue;
    if (rule.action.kind !== 'set-priority-class') return rule.action;
    world.calls.priority[call] = rule.action.priority;
  }
  return null;
}

function applies(world: World, call: number, condition: HttpRule['if']): boolean {
  if (condition === null) return true;
  const { fetch, values, negated } = condition;
  const said = fetch === 'method' ? methodOf(world, call) : pathOf(world, call);
  return values.some((value) => (fetch === 'path_beg' ? said.startsWith(value) : said === value)) !== negated;
}
