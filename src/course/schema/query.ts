// What is measured: the fields that checks, conditions, predictions and the numbers of a lesson share.
import * as v from 'valibot';
import { METRICS, type Metric, type MetricQuery } from '../../simulation/metrics.ts';
import type { MetricCondition } from '../course.ts';
import { duration, fields, id, maybe, text, word, type Form } from './form.ts';

/** Metrics where one bad seed is one too many: the worst seed is judged. For all others the median is. */
export const SAFETY_METRICS: readonly Metric[] = ['lostAckedWrites', 'maxAckedWritesAtRisk', 'serversMarkedDownWhileHealthy', 'splitBrainS', 'addressUnownedS'];

/** Metrics of the design alone, that need no run. */
export const DESIGN_METRICS: readonly string[] = ['costUnits', 'workersLeft', 'hostAvailabilityPct'];

const windowForm = v.pipe(
  v.strictTuple([duration(), duration()], 'must be two durations, as in [60s, 100s]'),
  v.check(([from, until]) => from < until, 'must end after it begins'),
  v.transform(([from, until]): [number, number] => [from, until]),
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
};

/** What those fields hold. */
export interface QueryFields { metric: Metric; of?: string; class?: string; window?: [number, number] }

/** The query of a group that has those fields. */
export const queryOf = (group: QueryFields): MetricQuery => ({ metric: group.metric, of: group.of ?? null, class: group.class ?? null, windowMs: group.window ?? null });
/** A share is somebody's share. */
export const shareHasServer = (group: QueryFields): boolean => group.metric !== 'loadSharePct' || group.of !== undefined;
/** What `shareHasServer` asks for, as a predicate. */
export const SHARE_RULE = 'must say whose share it is, with of';

/** The fields of something measured in a run. */
export const measuredFields = {
  ...queryFields,
  /** Id of the run that is measured; left out: the run of the diagnosis' check. */
  run: maybe(id()),
};

/** A number from a run, with nothing beside it. */
export const measureForm: Form<MetricCondition> = v.pipe(fields(measuredFields), v.check((group) => shareHasServer(group), SHARE_RULE), v.transform((group): MetricCondition => ({ run: group.run ?? null, query: queryOf(group) })));
