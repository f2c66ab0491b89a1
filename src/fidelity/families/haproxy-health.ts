// How HAProxy notices that a server dies and comes back, and what it knows at its start.
import type { Probe } from '../../simulation/probe.ts';
import type { Prediction, Question } from '../recording.ts';
import { type Bench, benchOf, faultOf, numberOf } from './haproxy-modes.ts';

const NO_FILE: Prediction = { kind: 'not modelled', reason: 'It has no single file for HAProxy.' };
/** Checks before the death: enough to have three in steady state. */
const STEADY_CHECKS = 5;
/** As long as we look for a change of state, in intervals; what does not happen by then never happens. */
const PATIENCE = 60;

/** A log line as recordings have it: they write `#` for the duration of a check, and the recorded servers' reason phrase is `X`. */
const recordedText = ({ text }: { text: string }): string => text.replace(/check duration: \d+ms/, 'check duration: #ms').replace(/(code: \d+, info: )"[^"]*"/, '$1"X"');

function since(probe: Probe, fromMs: number): { atMs: number; text: string }[] {
  return probe.log.health.lines.filter((line) => line.atMs > fromMs);
}

/** Runs until a line about the state of a server comes; null: none within the time. */
function stateChange(probe: Probe, state: 'UP' | 'DOWN', untilMs: number): number | null {
  const from = probe.log.health.lines.length;
  const found = () => probe.log.health.lines.slice(from).find((line) => line.kind === 'state' && line.text.includes(` is ${state}`));
  while (found() === undefined && probe.now < untilMs) probe.runUntil(probe.now + 1);
  return found()?.atMs ?? null;
}

/** Death of the one server, DOWN, revival, UP. */
export function predictHealth(question: Question): Prediction {
  const bench = benchOf(question);
  if (bench === null) return NO_FILE;
  const { probe, model } = bench;
  const [server] = model.loadBalancers.flatMap((balancer) => (balancer.software === 'haproxy' ? balancer.backends.flatMap((backend) => backend.servers) : []));
  const check = server?.check;
  if (server === undefined || check === null || check === undefined) return { kind: 'not modelled', reason: 'No server of its file is checked.' };
  const fault = faultOf(String(question.inputs['death']), bench.applicationOf(server.name));
  if (fault === null) return { kind: 'not modelled', reason: 'Nothing dies in it.' };
  const { syns } = probe.log.health;
  while (syns.length < STEADY_CHECKS) probe.runUntil(probe.now + 1);
  const steady = syns.map((syn) => syn.atMs);
  const diesAt = steady[STEADY_CHECKS - 1]! + numberOf(question, 'death_at_fraction_of_inter_after_a_check', 0) * check.interMs;
  probe.runUntil(diesAt);
  const revive = probe.begin(fault);
  const downAt = stateChange(probe, 'DOWN', diesAt + PATIENCE * check.interMs);
  let upMs: number | null = null;
  if (downAt !== null) {
    const revivesAt = downAt + numberOf(question, 'revival_at_fraction_of_downinter_after_DOWN', 0) * (check.downinterMs ?? check.interMs);
    probe.runUntil(revivesAt);
    revive();
    const upAt = stateChange(probe, 'UP', revivesAt + PATIENCE * check.interMs);
    upMs = upAt === null ? null : upAt - revivesAt;
  }
  const lines = since(probe, diesAt);
  return {
    kind: 'predicted',
    outputs: {
      went_down: downAt !== null, steady_check_spacing_ms: [1, 2].map((i) => steady[i + 2]! - steady[i + 1]!), detect_ms: downAt === null ? null : downAt - diesAt, recover_ms: upMs,
      check_syn_ms_after_death: syns.filter((syn) => syn.atMs > diesAt).map((syn) => syn.atMs - diesAt), log_ms_after_death: lines.map((line) => line.atMs - diesAt),
      log: lines.map(recordedText), accepts_seen_by_backend: probe.log.checks.some((count) => count > 0), observed_for_ms: probe.now - diesAt,
    },
  };
}

/** The first checks of several servers, some of them dead from the start. */
export function predictStart(question: Question): Prediction {
  const bench = benchOf(question);
  if (bench === null) return NO_FILE;
  const { probe } = bench;
  const { dead_from_start: dead } = question.inputs;
  for (const name of Array.isArray(dead) ? dead.map(String) : []) probe.begin(faultOf('refuse', bench.applicationOf(name))!);
  probe.runUntil(3 * numberOf(question, 'inter_ms', 2000));
  const { lines, syns } = probe.log.health;
  const firstMs: { [server: string]: number } = {};
  for (const syn of syns) firstMs[syn.server] ??= syn.atMs - syns[0]!.atMs;
  const downs = lines.filter((line) => line.text.includes(' is DOWN'));
  return {
    kind: 'predicted',
    outputs: {
      first_check_ms_after_first_of_all: firstMs, down_ms_after_process_start: Object.fromEntries(downs.map((line) => [line.server, line.atMs])),
      // The recorder has left out the lines about checks that passed.
      log: lines.filter((line) => !line.text.includes(' succeeded')).map(recordedText), status_at_end: statuses(bench),
    },
  };
}

function statuses({ probe }: Bench): { [server: string]: string } {
  return Object.fromEntries(probe.world.farms.flatMap((farm) => farm.layout.backend.servers.map((server, i) => [server.name, farm.state.up[i] === 1 ? 'UP' : 'DOWN'])));
}
