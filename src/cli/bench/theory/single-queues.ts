// Systems of one application that users reach without a load balancer: M/M/c, M/G/1, finite queues.
import type { RequestClass, ServiceTime } from '../../../simulation/index.ts';
import { ANY_REQUEST, apps, modelOf, scenarioOf, type Load } from '../designs.ts';
import type { Case, Check } from './case.ts';
import { busyPct, mean, meanWaiting, partAbove, partLost, quantile, sample, times, type Sampled } from './sample.ts';
import { chancesMMcK, meanMMc, meanMMcK, quantileMMc, tailMMc, waitMG1 } from './closed-forms.ts';

/** Mean service time of most cases, and the time before anything is measured: many times what a queue at a load of 0.9 needs to forget that it began empty. */
const S = 10;
const WARMUP_MS = 60_000;
const EXPONENTIAL: ServiceTime = { distribution: 'exponential', meanMs: S };

interface Queue { workers: number; backlog?: number; rho: number; service?: ServiceTime; serviceMs?: number; load?: Partial<Load> }

/** One application under Poisson arrivals. */
function queue({ workers, backlog = 65_535, rho, service = EXPONENTIAL, serviceMs = S, load = {} }: Queue, requests: number, seed: number): Sampled {
  const perMs = (rho * workers) / serviceMs;
  const scenario = scenarioOf({ ratePerSecond: perMs * 1000, durationMs: WARMUP_MS + requests / perMs, warmupMs: WARMUP_MS, service, ...load });
  return sample(modelOf(apps(1, { workers, listenBacklog: backlog })), scenario, seed);
}

const meanTime = (exact: number, tight = false): Check => ({ what: 'mean time', exact, unit: 'ms', ...(tight ? { tight } : {}) });

function mmc(workers: number, rho: number, percents: number[], quick: boolean): Case {
  return {
    id: `mm${workers}-${rho * 100}`, title: `M/M/${workers} at ${rho}`, quick,
    formula: 'mean S + C(c, cρ)·S / (c(1 − ρ)) with Erlang\'s C; quantiles from the sum of service and wait',
    checks: [meanTime(meanMMc(workers, rho, S), rho <= 0.8), ...percents.map((percent): Check => ({ what: `p${percent}`, exact: quantileMMc(workers, rho, S, percent / 100), unit: 'ms' }))],
    sample(requests, seed) {
      const found = times(queue({ workers, rho }, requests, seed));
      return [mean(found), ...percents.map((percent) => quantile(found, percent / 100))];
    },
  };
}

function md1(rho: number, quick: boolean): Case {
  return {
    id: `md1-${rho * 100}`, title: `M/D/1 at ${rho}`, quick, formula: 'mean S + ρS / (2(1 − ρ)), a part ρ waits (Pollaczek and Khinchine)',
    checks: [meanTime(S + waitMG1(rho, S, S * S), rho <= 0.8), { what: 'part that waits', exact: rho, unit: '' }],
    sample(requests, seed) {
      const found = times(queue({ workers: 1, rho, service: { distribution: 'fixed', ms: S } }, requests, seed));
      return [mean(found), partAbove(found, S + 1e-6)];
    },
  };
}

/** Nine in ten requests are quick, one takes eleven times as long: mean 10, second moment 325, cv² 2.25. */
const UNEVEN: ServiceTime = { distribution: 'mix', parts: [{ share: 0.9, ms: 5 }, { share: 0.1, ms: 55 }] };

function mg1(rho: number, quick: boolean): Case {
  return {
    id: `mg1-${rho * 100}`, title: `M/G/1 at ${rho}, cv² 2.25`, quick, formula: 'mean S + λE[S²] / (2(1 − ρ)) (Pollaczek and Khinchine)',
    checks: [meanTime(S + waitMG1(rho, S, 325))],
    sample: (requests, seed) => [mean(times(queue({ workers: 1, rho, service: UNEVEN }, requests, seed)))],
  };
}

const TWO_CLASSES: RequestClass[] = [
  { ...ANY_REQUEST, name: 'short', share: 0.5, service: { distribution: 'exponential', meanMs: 5 } },
  { ...ANY_REQUEST, name: 'long', share: 0.5, service: { distribution: 'exponential', meanMs: 15 } },
];

const twoClasses: Case = {
  id: 'mh1-70', title: 'M/H₂/1 at 0.7: two classes of exponential work, means 5 and 15 ms', quick: true,
  formula: 'both wait λE[S²] / (2(1 − ρ)), E[S²] = ½·2·5² + ½·2·15² = 250 (Pollaczek and Khinchine)',
  checks: [{ what: 'mean time of the short', exact: 5 + waitMG1(0.7, S, 250), unit: 'ms' }, { what: 'mean time of the long', exact: 15 + waitMG1(0.7, S, 250), unit: 'ms' }],
  sample(requests, seed) {
    const found = queue({ workers: 1, rho: 0.7, load: { classes: TWO_CLASSES } }, requests, seed);
    return [mean(times(found, 'short')), mean(times(found, 'long'))];
  },
};

const little: Case = {
  id: 'little', title: 'M/M/1 at 0.8, S = 100 ms: length of the queue and use of the worker', quick: true,
  formula: 'ρ² / (1 − ρ) wait at any moment (Little\'s law), and the worker is busy for a part ρ',
  checks: [{ what: 'requests waiting', exact: 3.2, unit: '' }, { what: 'worker busy', exact: 80, unit: '%' }],
  sample(requests, seed) {
    const found = queue({ workers: 1, rho: 0.8, serviceMs: 100, service: { distribution: 'exponential', meanMs: 100 } }, requests, seed);
    return [meanWaiting(found), busyPct(found)];
  },
};

const slow: Case = {
  id: 'slow', title: 'M/M/1 at half speed: 0.4 becomes 0.8', quick: true, formula: 'S / (1 − ρ) with S = 20 ms, ρ = 0.8',
  checks: [meanTime(100, true)],
  sample: (requests, seed) => [mean(times(queue({ workers: 1, rho: 0.4, load: { faults: [{ atMs: 0, untilMs: null, kind: 'slow', target: 'app1', speed: 0.5 }] } }, requests, seed)))],
};

/** A full backlog is silence. Users who wait less than the second after which their system would ask again are lost. */
function finite(workers: number, backlog: number, rho: number, quick: boolean): Case {
  const room = workers + backlog;
  return {
    id: `mm${workers}${room}-${rho * 100}`, title: `M/M/${workers}/${room} at ${rho}: workers and listen backlog, patience 999 ms`, quick,
    formula: 'the part P(K) of M/M/c/K is lost; the mean time of the others by Little\'s law',
    checks: [{ what: 'part lost', exact: chancesMMcK(workers, rho, room)[room]!, unit: '' }, meanTime(meanMMcK(workers, rho, S, room), true)],
    sample(requests, seed) {
      const found = queue({ workers, backlog, rho, load: { clientTimeoutMs: 999 } }, requests, seed);
      return [partLost(found), mean(times(found))];
    },
  };
}

const beyond: Case = {
  id: 'mm8-tail', title: 'M/M/8 at 0.8: long times', quick: false, formula: 'P(T > t) of an exponential service and, with Erlang\'s C, an exponential wait',
  checks: [20, 50].map((t): Check => ({ what: `part above ${t} ms`, exact: tailMMc(8, 0.8, S, t), unit: '' })),
  sample(requests, seed) {
    const found = times(queue({ workers: 8, rho: 0.8 }, requests, seed));
    return [partAbove(found, 20), partAbove(found, 50)];
  },
};

/** All of them. */
export const SINGLE_QUEUES: Case[] = [
  mmc(1, 0.5, [99], true), mmc(1, 0.8, [50, 95, 99], true), mmc(1, 0.9, [99], false), mmc(2, 0.8, [99], true), mmc(8, 0.8, [99], true), beyond, md1(0.5, true), md1(0.8, true),
  md1(0.9, false), mg1(0.5, true), mg1(0.8, false), twoClasses, little, slow, finite(1, 9, 0.8, true), finite(4, 2, 0.8, true),
];
