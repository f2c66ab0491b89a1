// The workload "lb1" in the vocabulary. The same numbers stand in reference.cpp and lb1.py.
import type { Run, Scenario } from '../../simulation/index.ts';
import type { Model } from '../../infrastructure/index.ts';
import { farm, modelOf, scenarioOf } from './designs.ts';
import { Fingerprint } from './fingerprint.ts';

/** Requests a second that each server gets: eight tenths of what it can do. */
const RATE_PER_SERVER = 80;

/** How it had to differ from the text that it was taken from, and why. */
export const LB1_DIFFERENCES = [
  'a request takes 0.3 ms from HAProxy to a server, and a refusal 0.5 ms: every network here does',
  'a request keeps its work when it is tried again (the same page asks for the same work), so far more second attempts fail: 11 % of requests, not 1.2 %',
  'a server drops what waited more than 100 ms (dropQueuedAfter): the nearest to leaving out what nobody waits for any more',
  'users give up after 1 s, since a scenario must say so; nobody ever does',
  'health checks begin spread over one interval, as in HAProxy, not all after 2 s',
];

/** Why the goals of speed are missed, and what was tried. */
export const LB1_TRIED = [
  'a request is two rows in the table of calls and some thirty small functions that serve every tier; V8 spends about ten instructions on each look into a typed array, C++ one or two',
  'the goals were set for 3.1 events a request; with the hops and the patience of every scenario there are 5.4, so C++ itself needs more than 2,600 instructions and is less than 120 times as fast as SimPy',
  'kept: timeouts that nobody waits for any more are dropped unseen at the head of their lane, which leaves 3.6 events a request',
  'kept: the event queue in two arrays; servers in a tournament, so that one of 1,000 is chosen almost as fast as one of 8; constants under names of their own file (7 % fewer instructions)',
  'not kept: heads of lanes in sorted order (fewer comparisons, no gain); all numbers of a call in one array (12 % faster, unreadable); more inlining by a flag of Node (15 %, impossible in a browser)',
];

/** One HAProxy in turns before `servers` applications with one worker each. */
export function lb1Model(servers: number, balance: 'roundrobin' | 'leastconn' = 'roundrobin'): Model {
  return modelOf(farm(
    servers,
    { workers: 1, listenBacklog: 65_535, dropQueuedAfter: '100ms' },
    { balance, retries: 1, retryOn: ['conn-failure', 'response-timeout'], redispatch: true, timeouts: { connect: '5s', server: '100ms', queue: '5s' } },
    { check: { inter: '2s', fall: 2, rise: 2 } },
  ));
}

/** Poisson arrivals that use eight tenths of all servers; the fourth one (number 3 when counted from 0) is gone from 500 s to 560 s. */
export function lb1Scenario(servers: number, requests: number): Scenario {
  const ratePerSecond = RATE_PER_SERVER * servers;
  return scenarioOf({
    ratePerSecond, durationMs: (requests / ratePerSecond) * 1000, service: { distribution: 'exponential', meanMs: 10 }, clientTimeoutMs: 1000,
    faults: servers > 3 ? [{ atMs: 500_000, untilMs: 560_000, kind: 'process-crash', target: 'app4' }] : [],
  });
}

/** What the C++ reference prints for the same run: totals, and when and how every request and attempt went. */
export function lb1Fingerprint({ totals, history }: Run): string {
  const print = new Fingerprint();
  for (const value of [totals.requests, totals.ok, totals.failed, totals.attempts]) print.number(value);
  if (history === null) return print.text;
  const { requests, attempts } = history;
  for (let row = 0; row < requests.count; row++) {
    print.number(requests.arrivalMs[row]!);
    print.number(requests.endMs[row]!);
    print.word(requests.outcome[row]!);
  }
  for (let row = 0; row < attempts.count; row++) {
    print.number(attempts.sentMs[row]!);
    print.word(attempts.server[row]!);
  }
  return print.text;
}

