// Which single faults the metrics of an exercise are about.
import type { Exercise } from '../../course/course.ts';
import type { Model } from '../../infrastructure/index.ts';
import { EXPLORED_METRICS, type FaultFilter, type FaultName, type MetricQuery } from '../../simulation/index.ts';
import { partsOf } from '../wiring/nodes.ts';
import { KIND_OF, type Part } from './components.ts';
import type { ComponentKind } from './exploration.ts';

/** Every single fault of every part. */
export const EVERY_FAULT: FaultFilter = { parts: null, faults: null, sparing: [] };

/** Whether a fault of a part is one that a filter is about. */
export type Fits = (filter: FaultFilter, part: Part, fault: FaultName) => boolean;

/** For the parts of one design. */
export function fitsOf(model: Model): Fits {
  const taken = new Map<Part, Set<ComponentKind>>();
  return ({ parts, faults, sparing }, part, fault) => {
    if (parts?.includes(part.kind) === false || faults?.includes(fault) === false) return false;
    if (sparing.length === 0) return true;
    if (!taken.has(part)) taken.set(part, kindsIn(part, model));
    return !sparing.some((kind) => taken.get(part)!.has(kind));
  };
}

/** Kinds of the processes that a part is or carries; none for a link. */
function kindsIn({ kind, name }: Part, model: Model): Set<ComponentKind> {
  const isOn = ({ name: host, machine, zone }: Model['hosts'][number]): boolean => (kind === 'host' ? host : kind === 'machine' ? machine : kind === 'zone' ? zone : null) === name;
  const hosts = new Set(model.hosts.filter(isOn).map((host) => host.name));
  const carried = partsOf(model).flatMap((part) => (part.kind === 'virtual-address' || !hosts.has(part.host ?? '') ? [] : [KIND_OF[part.kind]]));
  return new Set([kind, ...carried]);
}

/** What the checks, the gold objective and the diagnoses of an exercise ask of the fault matrix; empty: nothing. */
export function filtersOf({ checks, gold, diagnoses }: Pick<Exercise, 'checks' | 'gold' | 'diagnoses'>): FaultFilter[] {
  const queries: MetricQuery[] = [
    ...[...checks, ...(gold?.limits ?? [])].map(({ query }) => query),
    ...diagnoses.flatMap(({ when, values }) => [...when.flatMap((one) => (one.on === 'metric' ? [one.query] : [])), ...Object.values(values).map(({ query }) => query)]),
  ];
  return queries.flatMap(({ metric, tried }) => (EXPLORED_METRICS.includes(metric) ? [tried ?? EVERY_FAULT] : []));
}
