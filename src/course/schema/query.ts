// What is measured: the fields that checks, conditions, predictions and the numbers of a lesson share.
import * as v from 'valibot';
import { COMPONENT_KINDS, EXPLORED_METRICS, FAULT_NAMES, METRICS, type FaultFilter, type Metric, type MetricQuery } from '../../simulation/metrics.ts';
import type { MetricCondition } from '../course.ts';
import { duration, fields, id, list, maybe, text, word, type Form } from './form.ts';

/** Metrics where one bad seed is one too many: the worst seed is judged. For all others the median is. */
export const SAFETY_METRICS: readonly Metric[] = ['lostAckedWrites', 'maxAckedWritesAtRisk', 'serversMarkedDownWhileHealthy', 'splitBrainS', 'addressUnownedS'];

/** Metrics of the design alone, that need no run. */
export const DESIGN_METRICS: readonly string[] = ['costUnits', 'workersLeft', 'hostAvailabilityPct', ...EXPLORED_METRICS];

const windowForm = v.pipe(
  v.strictTuple([duration(), duration()], 'must be two durations, as in [60s, 100s]'),
  v.check(([from, until]) => from < until, 'must end after it begins'),
  v.transform(([from, until]): [number, number] => [from, until]),
);

/** Kinds of parts that are processes: what a host carries. */
const PROCESSES = ['load-balancer', 'application', 'database'] as const;

const triedForm = v.pipe(
  fields({
    /** Kinds of parts; left out: all. */
    parts: maybe(list(word(COMPONENT_KINDS), 1, COMPONENT_KINDS.length)),
    /** What happens to them; left out: everything that the fault table has for them. */
    faults: maybe(list(word(FAULT_NAMES), 1, FAULT_NAMES.length)),
    /** Kinds of processes that may stay a single point: a fault that takes one away, alone or with its host, is left out. */
    sparing: maybe(list(word(PROCESSES), 1, PROCESSES.length)),
  }),
  v.transform(({ parts = null, faults = null, sparing = [] }): FaultFilter => ({ parts, faults, sparing })),
);

/** The fields of a query; a form spreads them in. */
export const queryFields = {
  /** What is measured. */
  metric: word(METRICS),
  /** The application, database node, backend server or virtual address that it is about; left out: the whole service. */
  of: maybe(text()),
  /** Only requests of this class; left out: all. */
  class: maybe(id()),
  /** Only this part of the run: `[60s, 100s]`; left out: everything after the warmup. */
  window: maybe(windowForm),
  /** For faultsNotSurvived and worstFaultServedPct: which single faults; left out: every one of every part. They are tried in the load that `explore` names. */
  tried: maybe(triedForm),
};

/** What those fields hold. */
export interface QueryFields { metric: Metric; of?: string; class?: string; window?: [number, number]; tried?: FaultFilter }

/** The query of a group that has those fields. */
export const queryOf = (group: QueryFields): MetricQuery => ({ metric: group.metric, of: group.of ?? null, class: group.class ?? null, windowMs: group.window ?? null, ...(group.tried === undefined ? {} : { tried: group.tried }) });
/** A share is somebody's share. */
export const shareHasServer = (group: QueryFields): boolean => group.metric !== 'loadSharePct' || group.of !== undefined;
/** What `shareHasServer` asks for, as a predicate. */
export const SHARE_RULE = 'must say whose share it is, with of';

/** Faults are tried on the whole design, in the load that `explore` names. */
export const triesWhole = (group: QueryFields & { run?: string }): boolean => (EXPLORED_METRICS.includes(group.metric) ? [group.of, group.class, group.window, group.run].every((field) => field === undefined) : group.tried === undefined);
/** What `triesWhole` asks for, as a predicate. */
export const TRIED_RULE = `must have tried for ${EXPLORED_METRICS.join(' and ')} alone, and for them no of, class, window or run`;

/** The fields of something measured in a run. */
export const measuredFields = {
  ...queryFields,
  /** Id of the run that is measured; left out: the run of the diagnosis' check. */
  run: maybe(id()),
};

/** A number from a run, with nothing beside it. */
export const measureForm: Form<MetricCondition> = v.pipe(fields(measuredFields), v.check((group) => shareHasServer(group), SHARE_RULE), v.check((group) => triesWhole(group), TRIED_RULE), v.transform((group): MetricCondition => ({ run: group.run ?? null, query: queryOf(group) })));
