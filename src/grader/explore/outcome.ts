// From a run to what a fault did to the users, in numbers and in one of four words.
import type { Run } from '../../simulation/index.ts';
import { OUTCOMES } from '../../simulation/index.ts';
import { lowerBound } from '../../simulation/numbers/lower-bound.ts';
import type { FaultOutcome } from './exploration.ts';
import { HORIZON_MS } from './fault-table.ts';

/** Served: at most this many of 100 requests fewer are answered than without the fault. One request in a thousand is what a retry may cost; a server that is still asked costs tens of them. */
export const SERVED_WITHIN_PCT = 0.1;
/** Down is judged at the end of the horizon, when every failover that is going to happen has happened. */
export const DOWN_LAST_MS = 10_000;
/** Down: fewer than this many of 100 requests of some class are answered there. */
export const DOWN_BELOW_PCT = 10;
/** A class with fewer requests than this in that time is not judged: chance would decide. */
export const DOWN_LEAST_REQUESTS = 20;
/** A second is good when this many of 100 requests are answered, as in the metric userRtoS. */
const GOOD_SECOND_PCT = 99;

/** What a run tells about its horizon. */
export interface Measured {
  requests: number;
  failed: number;
  /** null: there was no request. */
  servedPct: number | null;
  writesAtRisk: number;
  recoveredAfterMs: number | null;
  /** Lowest share answered of any class with enough requests in the last seconds; 100 where there is none. */
  lastPct: number;
}

const OK = OUTCOMES.indexOf('ok');

/** Measures the horizon from a moment on. */
export function measureHorizon({ history }: Run, atMs: number): Measured {
  const { requests, classes, writes } = history!;
  const seconds = HORIZON_MS / 1000;
  const [all, good] = [new Int32Array(seconds), new Int32Array(seconds)];
  const [lastAll, lastGood] = [new Int32Array(classes.length), new Int32Array(classes.length)];
  for (let row = lowerBound(requests.arrivalMs, atMs); row < requests.count; row++) {
    const after = requests.arrivalMs[row] - atMs;
    if (after >= HORIZON_MS) break;
    const isOk = requests.outcome[row] === OK ? 1 : 0;
    const second = Math.floor(after / 1000);
    all[second]++;
    good[second] += isOk;
    if (after < HORIZON_MS - DOWN_LAST_MS) continue;
    lastAll[requests.class[row]]++;
    lastGood[requests.class[row]] += isOk;
  }
  const [total, served] = [sum(all), sum(good)];
  let recovered = seconds;
  while (recovered > 0 && good[recovered - 1] * 100 >= all[recovered - 1] * GOOD_SECOND_PCT) recovered--;
  let lastPct = 100;
  lastAll.forEach((count, at) => {
    if (count >= DOWN_LEAST_REQUESTS) lastPct = Math.min(lastPct, (lastGood[at] / count) * 100);
  });
  return {
    requests: total, failed: total - served, servedPct: total === 0 ? null : (served / total) * 100, writesAtRisk: writes.mostAtRisk,
    recoveredAfterMs: recovered === seconds ? null : recovered * 1000, lastPct,
  };
}

/** What a fault did, beside the same horizon without it. The worst word that applies counts. */
export function outcomeOf(measured: Measured, baseline: Measured): FaultOutcome {
  if (measured.lastPct < DOWN_BELOW_PCT) return 'down';
  if (measured.writesAtRisk > baseline.writesAtRisk) return 'data-lost';
  return (baseline.servedPct ?? 100) - (measured.servedPct ?? 100) <= SERVED_WITHIN_PCT ? 'served' : 'degraded';
}

function sum(counts: Int32Array): number {
  return counts.reduce((total, count) => total + count, 0);
}
