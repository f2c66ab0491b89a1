// Steps of a script that selection families have in common: read with care, since a recording is anybody's file.
import type { Probe, ProbeRequest } from '../simulation/probe.ts';

/** One step: what is done, and its parameters. */
export interface Step { op: string; [parameter: string]: unknown }

/** A script whose steps all have an `op`; throws where it is something else. */
export function stepsOf(script: unknown[] | null): Step[] {
  return (script ?? []).map((step, i) => {
    if (typeof step !== 'object' || step === null || typeof (step as Step).op !== 'string') throw new Error(`Step ${i + 1} of the script has no "op".`);
    return step as Step;
  });
}

/** A whole number that a step has to have. */
export function countOf(step: Step, name: string): number {
  const value = step[name];
  if (typeof value !== 'number') throw new Error(`The step "${step.op}" has no number "${name}".`);
  return value;
}

/** A text that a step has to have. */
export function textOf(step: Step, name: string): string {
  const value = step[name];
  if (typeof value !== 'string') throw new Error(`The step "${step.op}" has no text "${name}".`);
  return value;
}

/** A server as recordings write it: `s3` is 3; null is x or −. */
export function digitOf(server: string | null): string {
  return server === null ? '-' : server.replace(/^s(?=\d+$)/, '');
}

/** The keys of a `map` step; a step that names none has those of the first. */
export function keysOf(step: Step, steps: readonly Step[]): string[] {
  const keys = [step, ...steps.filter((other) => other.op === 'map')].map((other) => other['keys']).find((list) => Array.isArray(list));
  if (!Array.isArray(keys)) throw new Error('No step "map" has a list "keys".');
  return keys.map(String);
}

/** The request that carries a key of this kind: `uri`, `source`, `hdr:<name>` or `url_param:<name>`. */
export function requestWith(kind: string, key: string): ProbeRequest {
  const [what, name = ''] = kind.split(':');
  switch (what) {
    case 'uri': return { uri: key };
    case 'source': return { address: key };
    case 'hdr': return { headers: { [name.toLowerCase()]: key } };
    case 'url_param': return { uri: `/?${name}=${key}` };
    default: throw new Error(`Keys of the kind "${kind}" are not known.`);
  }
}

/** How long a request is held, and when its server is looked up: after one hop, before the answer. */
const WORK_MS = 1;
const LOOK_MS = 0.6;

/** One request from beginning to end, with nothing beside it. */
export function getOnce(probe: Probe, request: ProbeRequest): { server: string | null; status: number; setCookie: string | null } {
  const number = probe.send({ workMs: WORK_MS, ...request });
  probe.runUntil(probe.now + LOOK_MS);
  const server = probe.serverOf(number);
  const answer = probe.answer(number);
  return { server, status: answer?.status ?? 0, setCookie: answer?.setCookie ?? null };
}

/** One request as a digit; an error as its status in brackets. */
export function getDigit(probe: Probe, request: ProbeRequest): string {
  const { server, status } = getOnce(probe, request);
  return server === null ? `(${status})` : digitOf(server);
}

/** Connections that are held: `open` and `close` by the script's own numbers, and a total of many. */
export class Held {
  readonly #probe: Probe;
  readonly #open = new Map<number, number>();
  readonly #waiting = new Map<number, number>();

  constructor(probe: Probe) {
    this.#probe = probe;
  }

  /** The server's digit, `queued`, or `-` where the connection is closed at once. */
  open(id: number): string {
    const { server, number, status } = this.#hold();
    if (status !== null) return digitOf(null);
    (server === null ? this.#waiting : this.#open).set(id, number);
    return server === null ? 'queued' : digitOf(server);
  }

  /** Ends a connection; who has waited for its place is told. */
  close(id: number): string | { dequeued: { [id: string]: string } } {
    const waiting = this.#waiting.get(id);
    if (waiting !== undefined) {
      this.#waiting.delete(id);
      this.#probe.abort(waiting);
      return 'cancelled while queued';
    }
    const number = this.#open.get(id);
    if (number === undefined) return '';
    this.#open.delete(id);
    this.#probe.release(number);
    this.#probe.runUntil(this.#probe.now + LOOK_MS);
    const dequeued: { [id: string]: string } = {};
    for (const [waiter, request] of [...this.#waiting]) {
      const server = this.#probe.serverOf(request);
      if (server === null) continue;
      this.#waiting.delete(waiter);
      this.#open.set(waiter, request);
      dequeued[waiter] = digitOf(server);
    }
    return Object.keys(dequeued).length > 0 ? { dequeued } : '';
  }

  /** Opens many, and counts them by server. */
  count(many: number): (string | null)[] {
    return Array.from({ length: many }, () => this.#hold().server);
  }

  #hold(): { number: number; server: string | null; status: number | null } {
    const number = this.#probe.send({ workMs: Infinity });
    this.#probe.runUntil(this.#probe.now + LOOK_MS);
    return { number, server: this.#probe.serverOf(number), status: this.#probe.log.answers[number]?.status ?? null };
  }
}

/** How many of these went to each server; every server of the list is named. */
export function tally(servers: readonly string[], seen: readonly (string | null)[]): { [server: string]: number } {
  return Object.fromEntries(servers.map((server) => [server, seen.filter((one) => one === server).length]));
}
