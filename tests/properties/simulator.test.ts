// What holds of every design, every load and every fault. `NSP_RUNS=5000 nsp test tests/properties` tries that many others.
import { describe, expect, it } from 'vitest';
import { OUTCOMES, digestOf, simulate, type History, type Run } from '../../src/simulation/index.ts';
import { everyDesign } from './cases.ts';
import { beyondLimits } from './limits.ts';
import { WATCHED_EVENTS, watch } from './watch.ts';
import { doubledWrites } from './writes.ts';

const options = (seed: number) => ({ seed, limits: { events: 100_000 }, record: true });
const UNANSWERED = OUTCOMES.indexOf('unanswered');
const LATE = OUTCOMES.indexOf('late');

/** Requests that did not end as requests end: at an answer before the user's patience is over, or exactly when it is over. */
function strays({ requests }: History, patienceMs: number): number[] {
  return Array.from({ length: requests.count }, (_, row) => row).filter((row) => {
    const took = requests.endMs[row]! - requests.arrivalMs[row]!;
    const gaveUp = requests.outcome[row] === UNANSWERED || requests.outcome[row] === LATE;
    return gaveUp ? Math.abs(took - patienceMs) > 1e-6 : took < 0 || took > patienceMs + 1e-6;
  });
}

/** All that a run is, bit for bit. */
function bits(run: Run): Buffer {
  const { requests, attempts, perSecond, ...rest } = run.history!;
  const columns = [requests, attempts, perSecond].flatMap((table) => Object.values(table).filter((column) => ArrayBuffer.isView(column)));
  return Buffer.concat([...columns.map((column) => Buffer.from(column.buffer, column.byteOffset, column.byteLength)), Buffer.from(JSON.stringify([digestOf(run), run.totals, rest]))]);
}

describe('every design that validates', () => {
  it('simulates without throwing, and most runs answer somebody', () => {
    let served = 0;
    let runs = 0;
    everyDesign(600, (model, scenario, seed) => {
      const { complete, totals } = simulate(model, scenario, options(seed));
      runs += 1;
      if (complete && totals.ok > 0) served += 1;
    });
    expect(served / runs).toBeGreaterThan(0.6);
  });

  it('ends every request exactly once', () => {
    everyDesign(500, (model, scenario, seed) => {
      const { complete, totals: { requests, ok, failed }, history } = simulate(model, scenario, options(seed));
      if (!complete) return;
      expect([ok + failed, history!.requests.count]).toEqual([requests, requests]);
      expect(strays(history!, scenario.workload.clientTimeoutMs)).toEqual([]);
    });
  });

  it('never runs back in time', () => {
    everyDesign(400, (model, scenario, seed) => {
      let now = 0;
      watch(model, scenario, seed, ({ queue }) => {
        if (!(queue.now >= now)) throw new Error(`After ${now} ms came ${queue.now} ms.`);
        now = queue.now;
      });
      const { events, requests } = simulate(model, scenario, options(seed)).history!;
      const rises = (times: ArrayLike<number>): boolean => Array.from(times).every((time, at, all) => at === 0 || time >= all[at - 1]!);
      expect([rises(events.map(({ atMs }) => atMs)), rises(requests.arrivalMs.subarray(0, requests.count))]).toEqual([true, true]);
    });
  });

  it('exceeds the limits of no server: workers, cores, backlog, maxconn, queues', () => {
    everyDesign(400, (model, scenario, seed) => {
      watch(model, scenario, seed, (world) => {
        const beyond = beyondLimits(world);
        if (beyond.length > 0) throw new Error(`At ${world.queue.now} ms: ${beyond.map(({ what, value, most }) => `${what} ${value} of ${most}`).join(', ')}`);
      });
    });
  });

  it('has no acknowledged write twice', () => {
    let written = 0;
    everyDesign(400, (model, scenario, seed) => {
      const world = watch(model, scenario, seed, (at) => {
        const doubled = doubledWrites(at);
        if (doubled !== null) throw new Error(`At ${at.queue.now} ms: ${doubled}`);
      });
      const { attempts, writes } = simulate(model, scenario, { ...options(seed), limits: { events: WATCHED_EVENTS } }).history!;
      const asked = attempts.kind.subarray(0, attempts.count).reduce((count, kind) => count + (kind === 2 ? 1 : 0), 0);
      expect(writes.acknowledged).toBeLessThanOrEqual(asked);
      expect(writes.lost).toBeLessThanOrEqual(writes.acknowledged + world.replicas.totals[0]!);
      if (writes.acknowledged > 0) written += 1;
    });
    expect(written).toBeGreaterThan(20);
  });

  it('gives the same run again, bit for bit', () => {
    everyDesign(300, (model, scenario, seed) => {
      const [first, second] = [simulate(model, scenario, options(seed)), simulate(structuredClone(model), structuredClone(scenario), options(seed))];
      expect(bits(second).equals(bits(first))).toBe(true);
    });
  });
});
