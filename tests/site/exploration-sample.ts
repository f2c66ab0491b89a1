// A hand-made exploration: small, or with many parts, for tests of what shows it.
import { type Cell, type Component, type ComponentKind, type Exploration, type FaultName, type FaultOutcome } from '../../src/grader/explore/exploration.ts';

const FAULTS: { readonly [kind in ComponentKind]: readonly FaultName[] } = {
  'load-balancer': ['crash', 'hang', 'slow'], application: ['crash', 'hang', 'slow', 'errors', 'closes', 'stalls'], database: ['crash', 'hang', 'slow'],
  host: ['loss'], machine: ['loss'], zone: ['loss'], link: ['partition', 'partition-forth', 'partition-back'],
};

interface Outcome { outcome: FaultOutcome; servedPct?: number; writesAtRisk?: number }

/** A cell with its numbers; `schedule` is that of a crash of what is named. */
export function sampleCell(faults: Cell['faults'], moment: number, { outcome, servedPct = outcome === 'served' ? 100 : outcome === 'down' ? 0 : 93.1, writesAtRisk = outcome === 'data-lost' ? 37 : 0 }: Outcome, target = 'lb-1'): Cell {
  const failed = Math.round((100 - servedPct) * 36);
  return { faults, moment, schedule: [{ atMs: 30_000, untilMs: null, kind: 'process-crash', target }], outcome, servedPct, baselinePct: 100, failed, writesAtRisk, recoveredAfterMs: outcome === 'down' ? null : 3600, isConfirmed: outcome !== 'served', sameAs: null };
}

/** `broken` says what is not served, by `name fault`, at steady state; every part is tried at two moments. */
export function sampleExploration(applications: number, databases: number, broken: { readonly [what: string]: Outcome }, pairs = false): Exploration {
  const part = (kind: ComponentKind, name: string): Component => ({ kind, name, place: null });
  const apps = Array.from({ length: applications }, (_, at) => `web-${at + 1}`);
  const nodes = Array.from({ length: databases }, (_, at) => `db-${at + 1}`);
  const components = [
    part('load-balancer', 'lb-1'), part('load-balancer', 'lb-2'), ...apps.map((name) => part('application', name)), ...nodes.map((name) => part('database', name)),
    ...apps.slice(0, 12).map((name) => part('host', `host-of-${name}`)), part('zone', 'A'), part('zone', 'B'), ...apps.slice(0, 8).map((name) => part('link', `lb-1 and ${name}`)),
  ];
  const singles = [0, 1].flatMap((moment) => components.flatMap(({ kind, name }, component) => FAULTS[kind].map((fault) => sampleCell([{ component, fault }], moment, (moment === 0 ? broken[`${name} ${fault}`] : undefined) ?? { outcome: 'served' }, name))));
  const two = pairs ? [sampleCell([{ component: 0, fault: 'crash' }, { component: 2, fault: 'hang' }], 0, { outcome: 'down' }), sampleCell([{ component: 1, fault: 'crash' }, { component: 2, fault: 'hang' }], 0, { outcome: 'served' })] : [];
  return {
    format: 1, exercise: 'weights', exerciseVersion: 1, grader: '1', table: 1, run: 'steady', seeds: [1, 2, 3], horizonMs: 30_000, hasPairs: pairs,
    moments: [{ id: 'steady', atMs: 30_000, before: [] }, { id: 'during:shop-vip', atMs: 45_000, before: [] }], components, cells: [...singles, ...two], diagnostics: [],
  };
}
