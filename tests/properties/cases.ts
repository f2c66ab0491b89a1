// Whole cases: a design, a load with faults, a seed. What a case is refused for is counted, since a property over refused designs proves nothing.
import fc from 'fast-check';
import { resolve, validate, type Infrastructure, type Model, type Problem } from '../../src/infrastructure/index.ts';
import { unsimulatedFields, type Fault, type Scenario } from '../../src/simulation/index.ts';
import { assemble } from './assemble.ts';
import { rawDesign } from './draw.ts';

/** A design as plain data, and what happens to it. */
export interface Case { design: object; scenario: Scenario; seed: number }

const ms = (min: number, max: number): fc.Arbitrary<number> => fc.integer({ min, max });
const serviceTime: fc.Arbitrary<Scenario['workload']['service']> = fc.oneof(
  ms(0, 60).map((fixed) => ({ distribution: 'fixed' as const, ms: fixed })),
  ms(1, 40).map((meanMs) => ({ distribution: 'exponential' as const, meanMs })),
  fc.tuple(ms(0, 20), ms(20, 500)).map(([short, long]) => ({ distribution: 'mix' as const, parts: [{ share: 0.9, ms: short }, { share: 0.1, ms: long }] })),
);

/** A page without a query, and beside it reads and writes, or not. */
const classes: fc.Arbitrary<Scenario['workload']['classes']> = fc.record({ read: fc.option(serviceTime, { nil: null }), write: fc.option(serviceTime, { nil: null }), service: fc.option(serviceTime, { nil: null }) })
  .map(({ read, write, service }) => [
    { name: 'page', share: (read === null ? 0.5 : 0) + (write === null ? 0.25 : 0) + 0.25, method: 'GET' as const, database: null, service },
    ...(read === null ? [] : [{ name: 'read', share: 0.5, method: 'GET' as const, database: { access: 'read' as const, query: read }, service: null }]),
    ...(write === null ? [] : [{ name: 'write', share: 0.25, method: 'POST' as const, database: { access: 'write' as const, query: write }, service: null }]),
  ]);

type Position = { what: string; a: number; b: number; oneWay: boolean; scale: number };

/** Positions of hosts and processes become their names. */
function faultOf({ what, a, b, oneWay, scale }: Position, when: { atMs: number; untilMs: number | null }, model: Model): Fault {
  const host = (at: number) => model.hosts[at % model.hosts.length]!;
  const processes = [...model.loadBalancers, ...model.applications, ...model.databases.nodes].map(({ name }) => name);
  const target = processes[a % processes.length]!;
  const application = model.applications[a % model.applications.length]!.name;
  switch (what) {
    case 'machine-loss': return { ...when, kind: what, machine: host(a).machine };
    case 'zone-loss': return { ...when, kind: what, zone: host(a).zone };
    case 'process-crash': case 'process-pause': return { ...when, kind: what, target };
    case 'slow': return { ...when, kind: what, target, speed: 0.01 + scale * 0.98 };
    case 'bad-answers': return { ...when, kind: what, target: application, answer: ([500, 503, 404, 301, 'closes', 'resets', 'cuts', 'stalls'] as const)[b % 8]! };
    case 'load-spike': return { ...when, kind: what, factor: 0.1 + scale * 4 };
    case 'partition': if (model.hosts.length > 1) return { ...when, kind: what, from: host(a).name, to: host(a + 1 + (b % (model.hosts.length - 1))).name, oneWay };
  }
  return { ...when, kind: 'host-loss', host: host(a).name };
}

const FAULTS = ['host-loss', 'machine-loss', 'zone-loss', 'process-crash', 'process-pause', 'slow', 'bad-answers', 'partition', 'load-spike'];

const load = fc.record({
  durationMs: ms(1000, 12_000), rate: ms(1, 80), step: fc.option(fc.tuple(ms(1, 9000), ms(0, 200)), { nil: null }), service: serviceTime, clientTimeoutMs: ms(50, 3000), classes, clientAddresses: fc.constantFrom(1, 7, 1000),
  sharedAddress: fc.constantFrom(undefined, 0, 0.5, 1), pages: fc.constantFrom(undefined, { count: 1, frontShare: 0 }, { count: 50, frontShare: 0.3 }), oneWayDelayMs: fc.constantFrom(1, 0, 20, 500), apply: serviceTime,
  faults: fc.array(fc.record({ what: fc.constantFrom(...FAULTS), a: fc.nat(63), b: fc.nat(63), oneWay: fc.boolean(), scale: fc.double({ min: 0, max: 1, noNaN: true }), at: fc.nat(999), lasts: fc.option(ms(1, 4000), { nil: null }) }), { maxLength: 4 }),
});

/** The load of a case, with faults for this model. Everything is measured, so that totals speak of every request. */
function scenarioOf(drawn: typeof load extends fc.Arbitrary<infer T> ? T : never, model: Model): Scenario {
  const { durationMs, rate, step, service, clientTimeoutMs, clientAddresses, sharedAddress, pages, oneWayDelayMs, apply } = drawn;
  const faults = drawn.faults.map(({ at, lasts, ...fault }) => {
    const atMs = Math.floor((at * durationMs) / 1000);
    return faultOf(fault, { atMs, untilMs: lasts === null ? null : atMs + lasts }, model);
  });
  return {
    id: 'drawn', durationMs, warmupMs: 0, faults,
    workload: {
      arrivals: [{ fromMs: 0, ratePerSecond: rate }, ...(step === null ? [] : [{ fromMs: step[0], ratePerSecond: step[1] }])], service, clientTimeoutMs, classes: drawn.classes, clientAddresses,
      ...(sharedAddress === undefined ? {} : { sharedAddress }), ...(pages === undefined ? {} : { pages }), replication: { oneWayDelayMs, apply },
    },
  };
}

/** What a design was refused for, and how many were not. */
export class Tally {
  accepted = 0;
  readonly refused: string[] = [];

  /** Share of the designs that were simulated. */
  get share(): number { return this.accepted / Math.max(1, this.accepted + this.refused.length); }
}

/** A model of a design as a learner hands it in; null, and told, where the design is refused. */
export function modelOf(design: object, tally: Tally): Model | null {
  const { infrastructure, problems } = validate(design);
  const found: Problem[] = infrastructure === null ? problems : unsimulatedFields(infrastructure);
  if (infrastructure === null || found.length > 0) {
    tally.refused.push(found.map(({ code, path, data }) => `${code} ${path.join('.')} ${data['rule'] ?? ''}`).join(', '));
    return null;
  }
  tally.accepted += 1;
  return resolve(infrastructure satisfies Infrastructure);
}

/** Runs of one property: the same ones each time; with NSP_RUNS so many others. A failure tells the seed by which it comes again (NSP_SEED). */
export function runs(usual: number): { numRuns: number; seed?: number } {
  const { NSP_RUNS, NSP_SEED } = process.env;
  return { numRuns: NSP_RUNS === undefined ? usual : Number(NSP_RUNS), ...(NSP_RUNS === undefined ? { seed: 20261121 } : {}), ...(NSP_SEED === undefined ? {} : { seed: Number(NSP_SEED) }) };
}

/** Checks a property of every drawn design that is simulated, and that most of them were. */
export function everyDesign(usual: number, holds: (model: Model, scenario: Scenario, seed: number, design: object) => void): void {
  const tally = new Tally();
  fc.assert(fc.property(rawDesign.map(assemble), load, fc.nat(1_000_000), (design, drawn, seed) => {
    const model = modelOf(design, tally);
    if (model !== null) holds(model, scenarioOf(drawn, model), seed, design);
  }), runs(usual));
  if (tally.share < 0.9) throw new Error(`Only ${tally.accepted} of ${tally.accepted + tally.refused.length} designs were simulated: ${tally.refused.slice(0, 5).join(' · ')}`);
}
