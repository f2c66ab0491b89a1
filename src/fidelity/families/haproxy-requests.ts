// Scripts of requests to HAProxy: what each client saw, what the log said, and how often each backend was asked.
import type { Probe, ProbeRequest } from '../../simulation/probe.ts';
import type { SessionLine } from '../../simulation/haproxy/session-log.ts';
import { sessionText, timersText } from '../../simulation/haproxy/session-log.ts';
import { STATUS } from '../../simulation/calls.ts';
import type { Prediction, Question } from '../recording.ts';
import { benchOf, faultOf, objectOf } from './haproxy-modes.ts';
import { readRaw, type RawRequest } from './haproxy-raw.ts';

/** The recorder lets HAProxy settle before the first request: its first checks are over. */
const SETTLE_MS = 500;
/** Nothing in a script takes longer. */
const PATIENCE_MS = 600_000;

/** Replays a script of single requests, and of lists of them that run at the same time (`at_ms`). */
export function predictRequests(question: Question): Prediction {
  const bench = benchOf(question);
  if (bench === null) return { kind: 'not modelled', reason: 'It has no single file for HAProxy.' };
  const { probe, model, applicationOf } = bench;
  const { backend_modes: modes, response_delay_s: delays } = question.inputs;
  for (const [server, mode] of Object.entries(objectOf(modes))) {
    const fault = faultOf(String(mode), applicationOf(server));
    if (fault !== null) probe.begin(fault);
  }
  for (const [server, seconds] of Object.entries(objectOf(delays))) probe.delay(applicationOf(server), Number(seconds) * 1000);
  probe.runUntil(SETTLE_MS);
  const steps = (question.script ?? []).map((step) => (Array.isArray(step) ? together(probe, step) : alone(probe, step)));
  const places = model.loadBalancers.length;
  return {
    kind: 'predicted',
    outputs: {
      requests: steps.map((step) => step.seen), times: steps.map((step) => step.times),
      backend_request_counts: Object.fromEntries(model.applications.map((application, i) => [application.name, probe.log.requests[places + i] ?? 0])),
      state_changes: probe.log.health.lines.filter((line) => line.kind === 'state').map((line) => line.text),
    },
  };
}

/** One request of a script. */
function read(step: unknown): RawRequest {
  const { method, path, headers, raw, address } = objectOf(step);
  if (Array.isArray(raw)) return readRaw(raw);
  const request: ProbeRequest = {
    method: typeof method === 'string' ? method : 'GET', uri: typeof path === 'string' ? path : '/',
    headers: Object.fromEntries(Object.entries(objectOf(headers)).map(([name, value]) => [name.toLowerCase(), String(value)])),
  };
  return { request: typeof address === 'string' ? { ...request, address } : request, later: [] };
}

interface Sent { number: number; atMs: number; line: SessionLine }

/** Sends requests at their times and waits for the end of all of them, in the clients and in the log. */
function sendAll(probe: Probe, steps: readonly unknown[]): Sent[] {
  const startMs = probe.now;
  const sent: { number: number; atMs: number }[] = [];
  const acts = steps.flatMap((step, i) => {
    const { request, later } = read(step);
    const at = objectOf(step)['at_ms'];
    const atMs = startMs + (typeof at === 'number' ? at : 0);
    const act = (do_: (number: number) => void) => (): void => do_(sent[i]!.number);
    return [
      { atMs, act: () => { sent[i] = { number: probe.send(request), atMs: probe.now }; } },
      ...later.map(({ afterMs, what }) => ({ atMs: atMs + afterMs, act: act((number) => probe[what](number)) })),
    ];
  });
  for (const { atMs, act } of acts.sort((a, b) => a.atMs - b.atMs)) {
    probe.runUntil(atMs);
    act();
  }
  const lineOf = (number: number): SessionLine | undefined => probe.log.sessions.lines.find((line) => line.request === number);
  return sent.map(({ number, atMs }) => {
    probe.answer(number, probe.now + PATIENCE_MS);
    while (lineOf(number) === undefined && probe.now < atMs + PATIENCE_MS) probe.runUntil(probe.now + 10);
    const line = lineOf(number);
    if (line === undefined || probe.log.answers[number] === undefined) throw new Error(`Request ${number + 1} never ends.`);
    return { number, atMs, line };
  });
}

/** What the client saw: a status that HAProxy made itself has no server. */
function seenBy(probe: Probe, { number, line }: Sent): { status: number | null; server: string | null; error: string | null } {
  const { status } = probe.log.answers[number]!;
  if (status === 0) return { status: null, server: null, error: 'client aborted' };
  if (status === STATUS.cut || status === STATUS.stalled) return { status: line.status, server: line.server, error: 'IncompleteReadError' };
  return { status, server: line.times.response < 0 ? null : line.server, error: null };
}

function clientMs(probe: Probe, { number, atMs }: Sent): number {
  return Math.floor((probe.log.answers[number]!.atMs - atMs) * 10) / 10;
}

function alone(probe: Probe, step: unknown): { seen: unknown; times: unknown } {
  const sent = sendAll(probe, [step])[0]!;
  const { line } = sent;
  return {
    seen: { ...seenBy(probe, sent), log_server: line.server ?? '<NOSRV>', log_status: line.status, term: line.termination, retries: `${line.redispatched ? '+' : ''}${line.retries}` },
    times: { client_ms: clientMs(probe, sent), log_timers_ms: timersText(line.times) },
  };
}

function together(probe: Probe, steps: readonly unknown[]): { seen: unknown; times: unknown } {
  const sent = sendAll(probe, steps);
  const lines = probe.log.sessions.lines.filter((line) => sent.some((one) => one.line === line));
  return { seen: sent.map((one) => seenBy(probe, one)), times: { client_ms: sent.map((one) => clientMs(probe, one)), log_in_end_order: lines.map(sessionText) } };
}
