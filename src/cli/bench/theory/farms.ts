// Systems with a load balancer in front: turns, the shorter queue, two random choices, patience, a database behind.
import type { RequestClass, ServiceTime } from '../../../simulation/index.ts';
import { ANY_REQUEST, apps, farm, modelOf, scenarioOf } from '../designs.ts';
import type { Infrastructure, Model } from '../../../infrastructure/index.ts';
import type { Case } from './case.ts';
import { mean, partLost, quantile, sample, times, type Sampled } from './sample.ts';
import { lossPatience, meanMMc, meanShorterQueue, meanTurns, meanTwoChoices } from './closed-forms.ts';

/** One hop from HAProxy to a server, or from an application to the database. */
const HOP_MS = 0.3;
const exponential = (meanMs: number): ServiceTime => ({ distribution: 'exponential', meanMs });

/** Like servers of one worker each at load ρ. Seldom few hops a service time matter, so service takes long. */
function servers(model: Model, count: number, rho: number, serviceMs: number, requests: number, seed: number): Sampled {
  const perMs = (rho * count) / serviceMs;
  const warmupMs = Math.max(200 * serviceMs, (0.02 * requests) / perMs);
  return sample(model, scenarioOf({ ratePerSecond: perMs * 1000, durationMs: warmupMs + requests / perMs, warmupMs, service: exponential(serviceMs) }), seed);
}

const ONE_WORKER = { workers: 1, listenBacklog: 65_535 };

function turns(count: number, rho: number, quick: boolean): Case {
  const exact = meanTurns(count, rho, 100);
  return {
    id: `turns${count}-${rho * 100}`, title: `round robin over ${count} at ${rho}: E${count}/M/1, S = 100 ms`, quick,
    formula: 'S / (1 − σ), σ = (nρ / (nρ + 1 − σ))ⁿ (Kleinrock); the time is exponential',
    checks: [{ what: 'mean time', exact, unit: 'ms', tight: true }, { what: 'p99', exact: exact * Math.log(100), unit: 'ms' }],
    sample(requests, seed) {
      const found = times(servers(modelOf(farm(count, ONE_WORKER, { balance: 'roundrobin' })), count, rho, 100, requests, seed));
      return [mean(found) - HOP_MS, quantile(found, 0.99) - HOP_MS];
    },
  };
}

function shorterQueue(rho: number, quick: boolean): Case {
  return {
    id: `jsq2-${rho * 100}`, title: `leastconn over 2 at ${rho}: the shorter queue, S = 1 s`, quick,
    formula: 'stationary chances of both queue lengths, iterated; Little\'s law',
    checks: [{ what: 'mean time', exact: meanShorterQueue(rho, 1000), unit: 'ms', tight: rho <= 0.8 }],
    sample: (requests, seed) => [mean(times(servers(modelOf(farm(2, ONE_WORKER, { balance: 'leastconn' })), 2, rho, 1000, requests, seed))) - HOP_MS],
  };
}

/** HAProxy draws on a ring: a weight of 256 lays 4,096 points a server, so that no server has much more of the ring than another. */
function twoChoices(rho: number, quick: boolean): Case {
  return {
    id: `po2-${rho * 100}`, title: `random(2) over 1,000 at ${rho}: two choices, S = 1 s`, quick, formula: 'S·Σ ρ^(2^i − 2), the limit of many servers',
    checks: [{ what: 'mean time', exact: meanTwoChoices(rho, 1000), unit: 'ms', limitPct: 0.6 }],
    sample: (requests, seed) => [mean(times(servers(modelOf(farm(1000, ONE_WORKER, { balance: { random: 2 } }, { weight: 256 })), 1000, rho, 1000, requests, seed))) - HOP_MS],
  };
}

/** HAProxy's queue for a server with `maxconn 1`; who waits 2 s gets a 503. The slot is held for the hop, too. */
function patience(rho: number, quick: boolean): Case {
  return {
    id: `patience-${rho * 100}`, title: `M/M/1 + D at ${rho}: maxconn 1, timeout queue 2 s, S = 1 s`, quick,
    formula: '(1 − ρ)ρe / (1 − ρ²e), e = exp(−(1 − ρ)τ / S) (Barrer 1957)',
    checks: [{ what: 'part lost', exact: lossPatience(rho, 1000, 2000), unit: '' }],
    sample(requests, seed) {
      const model = modelOf(farm(1, ONE_WORKER, { timeouts: { queue: '2s' } }, { maxconn: 1 }));
      return [partLost(servers(model, 1, rho, 1000, requests, seed))];
    },
  };
}

/** By Burke's theorem what leaves M/M/∞ is Poisson again, so the database is M/M/8 by itself. */
const tandem: Case = {
  id: 'tandem', title: 'M/M/∞ then M/M/8 at 0.8: an application with 1,024 workers and its database, S = 10 ms each', quick: true,
  formula: 'the sum of both means (Burke 1956, Jackson 1957)',
  checks: [{ what: 'mean time', exact: 10 + meanMMc(8, 0.8, 10), unit: 'ms', tight: true }],
  sample(requests, seed) {
    const design: Infrastructure = {
      ...apps(1, { workers: 1024, listenBacklog: 65_535, database: { writer: 'db1' } }), mariadb: { nodes: { db1: { host: 'store' } } },
    };
    const reads: RequestClass = { ...ANY_REQUEST, database: { access: 'read', query: exponential(10) } };
    const scenario = scenarioOf({ ratePerSecond: 640, durationMs: 10_000 + requests / 0.64, warmupMs: 10_000, service: exponential(10), classes: [reads] });
    return [mean(times(sample(modelOf({ ...design, hosts: { ...design.hosts, store: {} } }), scenario, seed))) - HOP_MS];
  },
};

/** All of them. */
export const FARMS: Case[] = [
  turns(2, 0.5, false), turns(2, 0.8, true), turns(8, 0.8, true), shorterQueue(0.5, true), shorterQueue(0.8, true), shorterQueue(0.9, false),
  twoChoices(0.5, false), twoChoices(0.8, false), twoChoices(0.9, false), patience(0.5, true), patience(0.8, true), tandem,
];
