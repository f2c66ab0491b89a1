import type { Limit } from '../../course/index.ts';
import type { Metric, MetricQuery } from '../../simulation/index.ts';
import { holds } from '../check/limit.ts';
import { formatMoment, formatNumber } from './numbers.ts';

/** How a metric is written: its unit, its decimals, and the clause around a value. */
interface MetricText {
  unit: ' %' | ' ms' | ' s' | '' | ' units' | ' a second';
  decimals: number;
  /** From a value with its unit, and the server that the query is about. */
  clause: (value: string, of: string) => string;
}

const TEXTS: { [metric in Metric]: MetricText } = {
  availabilityPct: { unit: ' %', decimals: 1, clause: (value) => `${value} of the requests were answered in time` },
  errorRatePct: { unit: ' %', decimals: 1, clause: (value) => `${value} of the requests failed` },
  p50Ms: { unit: ' ms', decimals: 0, clause: (value) => `half of the answers took longer than ${value}` },
  p99Ms: { unit: ' ms', decimals: 0, clause: (value) => `1 of 100 answers took longer than ${value}` },
  goodputPerS: { unit: ' a second', decimals: 1, clause: (value) => `requests answered in time: ${value}` },
  loadSharePct: { unit: ' %', decimals: 1, clause: (value, of) => `${of} got ${value} of the requests` },
  attempts: { unit: '', decimals: 0, clause: (value, of) => `attempts sent to ${of}: ${value}` },
  utilisationPct: { unit: ' %', decimals: 1, clause: (value, of) => `${of} was ${value} busy` },
  retryAmplification: { unit: '', decimals: 2, clause: (value) => `attempts for each request: ${value}` },
  serversMarkedDownWhileHealthy: { unit: '', decimals: 0, clause: (value) => `healthy servers marked down: ${value}` },
  detectionS: { unit: ' s', decimals: 1, clause: (value) => `the fault was noticed after ${value}` },
  userRtoS: { unit: ' s', decimals: 1, clause: (value) => `users were without service for ${value}` },
  costUnits: { unit: ' units', decimals: 0, clause: (value) => `the hosts cost ${value}` },
  workersLeft: { unit: '', decimals: 0, clause: (value) => `workers left when the machine with most of them is lost: ${value}` },
  lostAckedWrites: { unit: '', decimals: 0, clause: (value) => `confirmed writes lost: ${value}` },
  maxAckedWritesAtRisk: { unit: '', decimals: 0, clause: (value) => `confirmed writes on one node only, at most: ${value}` },
  primaryReadSharePct: { unit: ' %', decimals: 1, clause: (value) => `${value} of the reads went to the primary` },
  splitBrainS: { unit: ' s', decimals: 1, clause: (value) => `two hosts had the virtual address at once for ${value}` },
  hostAvailabilityPct: { unit: ' %', decimals: 2, clause: (value) => `users are served ${value} of the time, by how often the hosts are up` },
  faultsNotSurvived: { unit: '', decimals: 0, clause: (value) => `single faults that users notice: ${value}` },
  worstFaultServedPct: { unit: ' %', decimals: 1, clause: (value) => `after the worst single fault ${value} of the requests were answered in time` },
  addressUnownedS: { unit: ' s', decimals: 1, clause: (value) => `nobody had the virtual address for ${value}` },
};

/** A value with its unit, such as `63.2 %`. With a limit, as many decimals as it takes to stay on the same side of it: 99.87 is not "99.9 %". */
export function formatMetric(metric: Metric, value: number | null, limit: Limit | null = null): string {
  if (value === null) return 'nothing to measure';
  const { unit, decimals } = TEXTS[metric];
  let digits = decimals;
  while (limit !== null && digits < 6 && holds(limit, roundedTo(value, digits)) !== holds(limit, value)) digits += 1;
  const text = formatNumber(value, digits);
  return text + (unit === ' units' && text === '1' ? ' unit' : unit);
}

function roundedTo(value: number, decimals: number): number {
  return Number(formatNumber(value, decimals).replaceAll(',', '').replace('−', '-'));
}

/** A limit in words: `at least 99.9 %`. */
export function formatLimit(metric: Metric, limit: Limit): string {
  const text = (value: number): string => formatLimitValue(metric, value);
  if ('atLeast' in limit) return `at least ${text(limit.atLeast)}`;
  if ('atMost' in limit) return `at most ${text(limit.atMost)}`;
  if ('above' in limit) return `above ${text(limit.above)}`;
  if ('below' in limit) return `below ${text(limit.below)}`;
  if ('equals' in limit) return `exactly ${text(limit.equals)}`;
  return `between ${formatNumber(limit.between[0], 3)} and ${text(limit.between[1])}`;
}

/** The author's own number, with all its decimals. */
function formatLimitValue(metric: Metric, value: number): string {
  return formatNumber(value, 3) + (TEXTS[metric].unit === ' units' && value === 1 ? ' unit' : TEXTS[metric].unit);
}

/** What was measured, as a clause without capital and full stop: `63.2 % of the requests were answered in time`. */
export function measuredClause(query: MetricQuery, value: number | null, limit: Limit): string {
  const scope = scopeText(query);
  if (value === null) return `the runs gave nothing to measure${scope}`;
  const of = query.of === null ? 'the service' : `\`${query.of}\``;
  return TEXTS[query.metric].clause(formatMetric(query.metric, value, limit), of) + scope;
}

function scopeText({ class: name, windowMs }: MetricQuery): string {
  const ofClass = name === null ? '' : ` (class \`${name}\`)`;
  return windowMs === null ? ofClass : `${ofClass} between ${formatMoment(windowMs[0])} and ${formatMoment(windowMs[1])}`;
}

/** A value of a diagnosis, to stand in its author's sentence: the number without unit. */
export function formatValue(metric: Metric | null, value: number | null): string {
  return value === null ? 'nothing' : formatNumber(value, metric === null ? 1 : TEXTS[metric].decimals);
}
