// nginx: choice of a peer, passive checks, the next try after a failure.
import type { Model, Nginx } from '../../infrastructure/model.ts';
import { readNginx } from '../../daemons/nginx/read.ts';
import { createProbe, type Probe, type ProbeRequest } from '../../simulation/probe.ts';
import { STATUS } from '../../simulation/calls.ts';
import type { FaultKind } from '../../simulation/scenario.ts';
import { each, isEqual } from '../compare.ts';
import { modelOfNginx } from '../model.ts';
import type { Comparison, Family, Prediction, Question } from '../recording.ts';
import { randomShares } from '../shares.ts';
import { Held, type Step, countOf, getDigit, getOnce, keysOf, requestWith, stepsOf, tally, textOf } from '../steps.ts';

/** Families whose `get` steps tell every try. */
const TELLS_TRIES = ['nginx.passive', 'nginx.next_upstream'];
/** Where in a second of nginx's clock a replay may begin, and how long its requests may take beside: nobody recorded either. */
const PHASES_MS = [500, 0, 100, 200, 300, 400, 600, 700, 800, 900];
const PACES_MS = [0, 30];

function predict(question: Question): Prediction {
  if (typeof question.config !== 'string') return { kind: 'not modelled', reason: 'It has no single file for nginx.' };
  const model = modelOfNginx(readNginx(question.config, 'nginx.conf').part);
  const nginx = model.loadBalancers[0] as Nginx;
  const script = stepsOf(question.script);
  if (nginx.workerProcesses > 1 && !nginx.zone) return apart(question, model, nginx, script);
  const upstream = /\bupstream\s+(\S+)\s*\{/.exec(question.config)?.[1] ?? 'be';
  if (!TELLS_TRIES.includes(question.family)) return { kind: 'predicted', outputs: { steps: new Replay(model, script, upstream, false, 0, 0).run() } };
  // What depends on the phase of the second is told as a choice.
  const replays = PACES_MS.flatMap((pace) => PHASES_MS.map((phase) => new Replay(model, script, upstream, true, phase, pace)));
  const runs = replays.map((replay) => replay.run());
  const different = runs.filter((run, i) => runs.findIndex((other) => isEqual(other, run)) === i);
  return { kind: 'predicted', outputs: { steps: different[0], client_ms: replays[0]!.clientMs }, possible: { steps: different } };
}

/**
 * Several workers without a `zone` have a state each, and which of them takes a connection is up to the kernel. Round robin can still be
 * told for each of them; a choice that keeps no state is the same in all.
 */
function apart(question: Question, model: Model, nginx: Nginx, script: Step[]): Prediction {
  const { kind } = nginx.method;
  const isStateless = script.every((step) => step.op === 'map') && (kind === 'ip_hash' || kind === 'hash');
  if (isStateless || kind === 'random') return { kind: 'predicted', outputs: { steps: new Replay(model, script, 'be', false, 0, 0).run() } };
  if (question.family === 'nginx.round_robin' && script.every((step) => step.op === 'get' && step['worker'] === true)) {
    const [{ served_by: sequence }] = new Replay(model, [{ op: 'get', worker: true, n: script.reduce((sum, step) => sum + countOf(step, 'n'), 0) }], 'be', false, 0, 0).run() as [{ served_by: string }];
    if (script.length === 1) return { kind: 'predicted', outputs: { steps: [{ served_by: null, each_worker: sequence }] } };
  }
  return { kind: 'not modelled', reason: `${nginx.workerProcesses} workers without a zone have a state each, and which of them takes a connection cannot be told.` };
}

class Replay {
  /** Milliseconds that each client waited, a list for every `get`. */
  readonly clientMs: number[][] = [];
  readonly #probe: Probe;
  readonly #script: readonly Step[];
  readonly #servers: readonly string[];
  readonly #upstream: string;
  readonly #tellsTries: boolean;
  readonly #paceMs: number;
  readonly #held: Held;
  readonly #ends = new Map<string, () => void>();

  constructor(model: Model, script: readonly Step[], upstream: string, tellsTries: boolean, phaseMs: number, paceMs: number) {
    this.#probe = createProbe(model);
    this.#probe.runUntil(phaseMs);
    this.#script = script;
    this.#servers = model.applications.map((application) => application.name);
    this.#upstream = upstream;
    this.#tellsTries = tellsTries;
    this.#paceMs = paceMs;
    this.#held = new Held(this.#probe);
  }

  run(): unknown[] {
    return this.#script.map((step) => this.#play(step));
  }

  #play(step: Step): unknown {
    switch (step.op) {
      case 'get': return this.#get(step);
      case 'map': return keysOf(step, this.#script).map((key) => getDigit(this.#probe, requestWith(textOf(step, 'kind'), key))).join('');
      case 'open': return this.#held.open(countOf(step, 'id'));
      case 'close': return this.#held.close(countOf(step, 'id'));
      case 'count': return tally(this.#servers, Array.from({ length: countOf(step, 'n') }, () => getOnce(this.#probe, {}).server));
      case 'opencount': return tally(this.#servers, this.#held.count(countOf(step, 'n')));
      case 'set': return this.#set(step['modes']);
      case 'wait': return this.#wait(countOf(step, 'ms'));
      default: throw new Error(`The step "${step.op}" is not known.`);
    }
  }

  #get(step: Step): unknown {
    const count = countOf(step, 'n');
    if (this.#tellsTries) return this.#tries(count, typeof step['method'] === 'string' ? { method: step['method'] } : {});
    const digits = Array.from({ length: count }, () => getDigit(this.#probe, {})).join('');
    return step['worker'] === true ? { served_by: digits } : digits;
  }

  #tries(count: number, request: ProbeRequest): string[] {
    const waits: number[] = [];
    this.clientMs.push(waits);
    return Array.from({ length: count }, () => {
      const from = this.#probe.now;
      const number = this.#probe.send(request);
      const answer = this.#probe.answer(number);
      waits.push((answer?.atMs ?? from) - from);
      if (this.#paceMs > 0) this.#wait(this.#paceMs);
      const tries = this.#probe.log.tries[number] ?? [];
      const status = (code: number): number => (code === STATUS.cut || code === STATUS.stalled ? 200 : code);
      return `${status(answer?.status ?? 0)} tried ${tries.map(({ target }) => target ?? this.#upstream).join(', ')} -> ${tries.map((one) => status(one.status)).join(', ')}`;
    });
  }

  #wait(ms: number): string {
    this.#probe.runUntil(this.#probe.now + ms);
    return '';
  }

  #set(modes: unknown): string {
    for (const [server, mode] of Object.entries((modes ?? {}) as { [server: string]: unknown })) {
      this.#ends.get(server)?.();
      this.#ends.delete(server);
      const fault = faultOf(server, String(mode));
      if (fault !== null) this.#ends.set(server, this.#probe.begin(fault));
    }
    return '';
  }
}

/** What a server does in a mode of the recordings; null: it is well. */
function faultOf(target: string, mode: string): FaultKind | null {
  switch (mode) {
    case 'ok': return null;
    case 'refuse': return { kind: 'process-crash', target };
    case 'hang': return { kind: 'process-pause', target };
    case 'drop': return { kind: 'host-loss', host: `host-${target}` };
    case 'close': case 'rst': return { kind: 'bad-answers', target, answer: 'closes' };
    case 'partial': return { kind: 'bad-answers', target, answer: 'cuts' };
    case '403': case '404': case '429': case '500': case '502': case '503': case '504': return { kind: 'bad-answers', target, answer: Number(mode) as 500 };
    default: throw new Error(`The mode "${mode}" of a server is not known.`);
  }
}

interface WorkersStep { served_by: string | null; each_worker?: string }

const hasWorkers = (value: unknown): value is WorkersStep => typeof value === 'object' && value !== null && 'served_by' in value;

/** One step. Of two workers, who took which request is up to the kernel: with a zone only the order of the servers is told, without one only each worker's own. */
const step: Comparison = (predicted, recorded, question) => {
  if (!hasWorkers(predicted) || !hasWorkers(recorded)) return randomShares(predicted, recorded, question);
  if (predicted.served_by !== null) return predicted.served_by === recorded.served_by ? null : 'another order of servers';
  const sequences = Object.values((recorded as { per_worker_sequence?: { [worker: string]: string } }).per_worker_sequence ?? {});
  return sequences.every((sequence) => predicted.each_worker?.startsWith(sequence)) ? null : 'a worker has another order of servers';
};

/**
 * `fail_timeout` ends at a whole second of nginx's clock: between T and T + 1 s after the failure, it depends on the phase, which no
 * recording tells, whether the server is back. A replay at every phase says what may happen; one of these has to be what was recorded.
 */
const steps: Comparison = each(step, 'step');

/** The recording machine was busy: a request took up to this much longer than its timeouts. */
const BUSY_MS = 500;

/** Waits of clients; a run that did not write them down has null. */
const clientMs: Comparison = (predicted, recorded) => {
  if (recorded === null) return null;
  const flat = (value: unknown): number[] => (Array.isArray(value) ? value.flat(2) : []).map(Number);
  const [ours, theirs] = [flat(predicted), flat(recorded)];
  if (ours.length !== theirs.length) return `${ours.length} waits, recorded ${theirs.length}`;
  const off = ours.findIndex((ms, i) => theirs[i]! < ms - 5 || theirs[i]! > ms + BUSY_MS);
  return off < 0 ? null : `wait ${off + 1}: ${ours[off]} ms, recorded ${theirs[off]}`;
};

/** Choices and tries are exact; see the comparisons for what is not. */
export const nginx: Family = {
  names: ['nginx.round_robin', 'nginx.least_conn', 'nginx.ip_hash', 'nginx.hash', 'nginx.hash_consistent', 'nginx.random', 'nginx.passive', 'nginx.next_upstream'],
  predict,
  comparisons: { steps, client_ms: clientMs },
};
