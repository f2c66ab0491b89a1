// What the page on our own deployment says of its design, held against the simulator; and that its quotations are what the files say.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { resolve, validate } from '../../src/infrastructure/index.ts';
import { measure, simulate, type Scenario } from '../../src/simulation/index.ts';
import { designOf } from './design.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(`${ROOT}content/pages/our-own-deployment.mdx`, 'utf8');
const source = /^```ts title="our-own\.ts"\n([\s\S]*?)^```/m.exec(page)![1]!;

/** Sixty designs a second for a minute; one of two instances is killed at second 20. */
const SCENARIO: Scenario = {
  id: 'one-killed', durationMs: 60_000, warmupMs: 0, faults: [{ kind: 'process-crash', target: 'nsp1', atMs: 20_000, untilMs: null }],
  workload: {
    arrivals: [{ fromMs: 0, ratePerSecond: 60 }], service: { distribution: 'exponential', meanMs: 8 }, clientTimeoutMs: 15_000, clientAddresses: 100,
    // The model's POST and GET differ in nothing here; a PUT with an id is repeated like a GET.
    classes: [{ name: 'hand in', share: 1, method: 'GET', database: { access: 'write', query: { distribution: 'exponential', meanMs: 6 } }, service: null }],
    replication: { oneWayDelayMs: 0.1, apply: { distribution: 'exponential', meanMs: 1 } },
  },
};

/** Users of the minute who are not served, of some 3,600. */
function notServed(text: string, seed: number): number {
  const { infrastructure, problems } = validate(designOf(text));
  expect(problems).toEqual([]);
  const model = resolve(infrastructure!);
  const history = simulate(model, SCENARIO, { seed, limits: { events: 1e7 }, record: true });
  return Math.round(36 * (100 - measure({ metric: 'availabilityPct', of: null, class: null, windowMs: null }, history, model)!));
}

it.each([1, 2, 3, 4, 5, 6, 7, 8])('with seed %i everybody is served with the retries, and 10 to 40 are not without them', (seed) => {
  const without = source.replace('retries: 3', 'retries: 0').replace(/ +redispatch: 1,\n +retryOn: .*\n/, '');
  expect(without).not.toContain('retryOn');
  expect(page).toContain('Without the retries between 10 and 40 of some 3,600 are not');
  expect(notServed(source, seed)).toBe(0);
  const count = notServed(without, seed);
  expect(count).toBeGreaterThanOrEqual(10);
  expect(count).toBeLessThanOrEqual(40);
});

it('quotes haproxy.cfg as it is', () => {
  const file = readFileSync(`${ROOT}src/server/deploy/haproxy.cfg`, 'utf8').split('\n').map((line) => line.trim());
  const quoted = /^```text\n([\s\S]*?)^```/m.exec(page)![1]!.trim().split('\n');
  for (const line of quoted) expect(file).toContain(line);
  expect(file).toContain('tune.bufsize 73728');
  expect(quoted).toHaveLength(4);
});
