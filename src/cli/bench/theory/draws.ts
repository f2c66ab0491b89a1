// Chances taken by repeated draws: which machines are up, what a lost primary had not sent, what a replica does not show yet.
import { createStreams, exponential, uniform } from '../../../simulation/random/streams.ts';
import { Cluster } from '../../../simulation/database/cluster.ts';
import { measure, type Fault, type RequestClass } from '../../../simulation/index.ts';
import { ANY_REQUEST, apps, farm, modelOf, scenarioOf } from '../designs.ts';
import type { Case } from './case.ts';
import { mean, sample } from './sample.ts';
import { atLeast } from './closed-forms.ts';

/** The chance that a machine is up in one draw; lower than in life, so that fewer draws tell more. */
const UP = 0.9;
/** Milliseconds of one draw of machines: 4 s for the health checks, then 4 s that count. */
const DRAW_MS = 8000;

/**
 * Each machine is up or lost for a whole small run. The service is up when 99.9 % of requests are answered in half a second: servers take
 * 80 requests a second each, and so many come that `needed` servers are enough and one fewer is not.
 */
function kOfN(needed: number, count: number, quick: boolean): Case {
  const ratePerSecond = 80 * needed - 25;
  return {
    id: `up-${needed}-of-${count}`, title: `${needed} of ${count} machines, each up with chance ${UP}`, quick, formula: 'Σ C(n, i) p^i (1 − p)^(n − i) from i = k',
    checks: [{ what: 'part of draws with the service up', exact: atLeast(needed, count, UP), unit: '' }],
    sample(requests, seed) {
      const model = modelOf(farm(count, { workers: 4 }, { redispatch: true, timeouts: { connect: '200ms', server: '10s', queue: '10s' } }, { check: { inter: '500ms', fall: 2, rise: 2 } }));
      const streams = createStreams(seed, 1);
      const draws = Math.ceil(requests / ((ratePerSecond * DRAW_MS) / 1000));
      let up = 0;
      for (let draw = 0; draw < draws; draw++) {
        const faults = Array.from({ length: count }, (_, i): Fault => ({ atMs: 0, untilMs: null, kind: 'host-loss', host: `app${i + 1}` })).filter(() => uniform(streams, 0) >= UP);
        const scenario = scenarioOf({ ratePerSecond, durationMs: DRAW_MS, warmupMs: DRAW_MS / 2, clientTimeoutMs: 500, service: { distribution: 'fixed', ms: 50 }, faults });
        const { totals } = sample(model, scenario, seed * 100_000 + draw).run;
        if (totals.ok >= 0.999 * totals.requests) up++;
      }
      return [up / draws];
    },
  };
}

/** Writes a second, and how long one travels to the replica. */
const WRITES_PER_S = 10;
const WRITE: RequestClass = { ...ANY_REQUEST, method: 'POST', database: { access: 'write', query: { distribution: 'exponential', meanMs: 1 } } };

/** Writes are answered as a Poisson stream (Burke), so those of the last L before the primary's end are Poisson with mean wL. */
function lostAtFailover(lagMs: number, quick: boolean): Case {
  const expected = (WRITES_PER_S * lagMs) / 1000;
  return {
    id: `lost-${lagMs}`, title: `asynchronous replica ${lagMs} ms behind, 10 writes a second: the primary's host is lost`, quick, formula: 'lost writes are Poisson: mean wL, none with chance e^(−wL)',
    checks: [{ what: 'writes lost', exact: expected, unit: '' }, { what: 'part that lose none', exact: Math.exp(-expected), unit: '' }],
    sample(requests, seed) {
      const behind = apps(1, { workers: 64, database: { writer: 'db1' } });
      const model = modelOf({
        ...behind, hosts: { ...behind.hosts, one: {}, two: {} }, mariadb: { nodes: { db1: { host: 'one' }, db2: { host: 'two', replicateFrom: 'db1', readOnly: true } } },
      });
      const scenario = scenarioOf({
        ratePerSecond: WRITES_PER_S, durationMs: 3000, clientTimeoutMs: 500, service: { distribution: 'fixed', ms: 0 }, classes: [WRITE],
        faults: [{ atMs: 2500, untilMs: null, kind: 'host-loss', host: 'one' }],
      });
      scenario.workload.replication = { oneWayDelayMs: lagMs, apply: { distribution: 'fixed', ms: 0 } };
      const lost = Float64Array.from({ length: Math.ceil(requests / 300) }, (_, draw) => {
        const { run } = sample(model, scenario, seed * 100_000 + draw);
        return measure({ metric: 'lostAckedWrites', of: null, class: null, windowMs: null }, run, model)!;
      });
      return [mean(lost), mean(lost.map((count) => (count === 0 ? 1 : 0)))];
    },
  };
}

/** A read at a moment that has nothing to do with the writes is stale when one was committed in the last L. */
function staleReads(lagMs: number, quick: boolean): Case {
  return {
    id: `stale-${lagMs}`, title: `reads from a replica ${lagMs} ms behind, 10 writes a second`, quick, formula: 'stale with chance 1 − e^(−wL)',
    checks: [{ what: 'part stale', exact: 1 - Math.exp((-WRITES_PER_S * lagMs) / 1000), unit: '' }],
    sample(requests, seed) {
      const node = { workers: 8, semiSync: null, parallelThreads: 0, parallelMode: 'optimistic', delayMs: 0, autoIncrement: { increment: 1, offset: 1 }, syncBinlog: 0, flushLogAtCommit: 1, bind: 'any', requireSecureTransport: false } as const;
      const cluster = new Cluster([
        { ...node, name: 'db1', host: 'one', replicateFrom: null, readOnly: false }, { ...node, name: 'db2', host: 'two', replicateFrom: 'db1', readOnly: true },
      ], { oneWayDelayMs: lagMs, applyMs: 0 });
      const streams = createStreams(seed, 2);
      // Half of the requests are writes, half are reads; both come as Poisson streams.
      let write = 0;
      let read = 0;
      let stale = 0;
      const reads = Math.ceil(requests / 2);
      for (let done = 0; done < reads; done++) {
        read += (exponential(streams, 1) * 1000) / WRITES_PER_S;
        for (; write < read; write += (exponential(streams, 0) * 1000) / WRITES_PER_S) {
          cluster.runUntil(write);
          cluster.begin('db1', 0);
        }
        cluster.runUntil(read);
        if (cluster.visible('db2') < cluster.visible('db1')) stale++;
      }
      return [stale / reads];
    },
  };
}

/** All of them. */
export const DRAWS: Case[] = [
  kOfN(1, 2, true), kOfN(2, 3, true), kOfN(3, 5, false), lostAtFailover(50, true), lostAtFailover(100, false), staleReads(50, true), staleReads(100, false),
];
