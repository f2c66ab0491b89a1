// What each kind of alert looks like in PromQL, for the usual exporters: HAProxy's own, nginx-prometheus-exporter, node_exporter, mysqld_exporter,
// keepalived-exporter, blackbox_exporter, and applications with the metrics of Prometheus' client libraries. The same templates write and read.
import { formatDuration } from '../../infrastructure/duration.ts';
import type { AlertRule } from '../../infrastructure/model.ts';
import type { PrometheusPart } from '../parts.ts';
import { secondsText, secondsToMs } from '../text.ts';
import { parsePrometheusDuration } from './duration.ts';

type Job = PrometheusPart['scrape'][number]['job'];
type Distribute<Rule> = Rule extends unknown ? Omit<Rule, 'alert' | 'severity' | 'forMs'> : never;
/** What a rule is about, without its name, severity and `for`. */
export type Condition = Distribute<AlertRule>;
type When = Condition['when'];

/** A template; `<name>` stands for a value. `from`: the job whose metrics it needs; null: any. Of several the first whose job is collected is written, and all are read. */
interface Form { from: Job | null; expr: string }

const ratio = (failed: string, all: string) => (window: string): string => `sum(rate(${failed}[<${window}>])) / sum(rate(${all}[<${window}>]))`;
const RATIOS: readonly { from: Job; of: (window: string) => string }[] = [
  // What clients saw, with the errors that HAProxy answers itself.
  { from: 'haproxy', of: ratio('haproxy_frontend_http_responses_total{code="5xx"}', 'haproxy_frontend_http_responses_total') },
  { from: 'app', of: ratio('http_requests_total{job="app",code=~"5.."}', 'http_requests_total{job="app"}') },
  { from: 'blackbox', of: (window) => `1 - avg(avg_over_time(probe_success[<${window}>]))` },
];

/** Exporters that run beside a daemon answer when it is dead: their own metric says whether they reach it. */
const REACHES = { nginx: 'nginx_up', mysqld: 'mysql_up', keepalived: 'keepalived_up', blackbox: 'probe_success' } as const;

const FORMS: { [name in When | 'error-ratio-twice']: readonly Form[] } = {
  'target-down': [
    ...Object.entries(REACHES).map(([job, metric]) => ({ from: job as Job, expr: `up{job="${job}"} == 0 or ${metric}{job="${job}"} == 0` })),
    { from: null, expr: 'up{job="<job>"} == 0' },
  ],
  'error-ratio': RATIOS.map(({ from, of }) => ({ from, expr: `${of('window')} > <above>` })),
  // A long window tells that it matters, a short one that it still goes on.
  'error-ratio-twice': RATIOS.map(({ from, of }) => ({ from, expr: `${of('window')} > <above> and ${of('shortWindow')} > <above>` })),
  latency: [
    { from: 'app', expr: 'histogram_quantile(<quantile>, sum by (le) (rate(http_request_duration_seconds_bucket{job="app"}[<window>]))) > <aboveSeconds>' },
    { from: 'blackbox', expr: 'quantile_over_time(<quantile>, probe_duration_seconds[<window>]) > <aboveSeconds>' },
  ],
  'replica-lag': [
    // A replica that is late on purpose is late by MASTER_DELAY.
    { from: null, expr: 'mysql_slave_status_seconds_behind_master - mysql_slave_status_sql_delay > <aboveSeconds>' },
    { from: null, expr: 'mysql_slave_status_seconds_behind_master > <aboveSeconds>' },
  ],
  'replication-stopped': [{ from: null, expr: 'mysql_slave_status_slave_io_running == 0 or mysql_slave_status_slave_sql_running == 0' }],
  cpu: [{ from: null, expr: '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[5m])) > <above>' }],
  'certificate-expires': [{ from: null, expr: 'probe_ssl_earliest_cert_expiry - time() < <withinSeconds>' }],
  // 2 is MASTER (keepalived's vrrp.h).
  'virtual-address-owners-not-one': [{ from: null, expr: 'sum by (ip_address) (keepalived_vrrp_state == bool 2) != 1' }],
  'queue-depth': [{ from: null, expr: 'sum(haproxy_backend_current_queue) + sum(haproxy_server_current_queue) > <above>' }],
};

/** Values by the names in templates, as they stand in PromQL. */
function valuesOf(condition: Condition): { [name: string]: string } {
  switch (condition.when) {
    case 'target-down': return { job: condition.job };
    case 'error-ratio': return { window: formatDuration(condition.windowMs), above: String(condition.above), shortWindow: formatDuration(condition.shortWindowMs ?? 0) };
    case 'latency': return { quantile: String(condition.quantile), window: formatDuration(condition.windowMs), aboveSeconds: secondsText(condition.aboveMs) };
    case 'replica-lag': return { aboveSeconds: secondsText(condition.aboveMs) };
    case 'certificate-expires': return { withinSeconds: secondsText(condition.withinMs) };
    case 'cpu':
    case 'queue-depth': return { above: String(condition.above) };
    case 'replication-stopped':
    case 'virtual-address-owners-not-one': return {};
  }
}

/** The expression of an alert, on one line, from metrics of the jobs that are collected. */
export function expressionOf(condition: Condition, jobs: readonly Job[]): string {
  const forms = FORMS[condition.when === 'error-ratio' && condition.shortWindowMs !== null ? 'error-ratio-twice' : condition.when];
  const isTargetDown = condition.when === 'target-down';
  const fits = (form: Form): boolean => form.from === null || (isTargetDown ? form.from === condition.job : jobs.includes(form.from));
  const values = valuesOf(condition);
  return (forms.find(fits) ?? forms[0]!).expr.replace(/<(\w+)>/g, (_, name: string) => values[name]!);
}

const JOBS: readonly string[] = ['haproxy', 'nginx', 'node', 'mysqld', 'app', 'keepalived', 'blackbox'] satisfies Job[];

/** Whether a job's name is one that the model knows. */
export function isJob(name: string): name is Job {
  return JOBS.includes(name);
}

/** A template as a pattern: the same name takes the same text everywhere. */
function patternOf(expr: string): RegExp {
  const seen = new Set<string>();
  const source = expr.split(/(<\w+>)/).map((piece, i) => {
    if (i % 2 === 0) return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const name = piece.slice(1, -1);
    if (seen.has(name)) return `\\k<${name}>`;
    seen.add(name);
    return `(?<${name}>[\\w.+-]{1,40})`;
  });
  return new RegExp(`^${source.join('')}$`);
}

const PATTERNS = (Object.keys(FORMS) as (keyof typeof FORMS)[]).flatMap((name) => {
  const when = name === 'error-ratio-twice' ? 'error-ratio' : name;
  return FORMS[name].map(({ from, expr }) => ({ when, from, pattern: patternOf(expr) }));
});

/** What an expression says; null where it is none that the templates write. Spaces and line ends count as one space. */
export function readExpression(expr: string): Condition | null {
  const text = expr.trim().replace(/\s+/g, ' ');
  for (const { when, from, pattern } of PATTERNS) {
    const match = pattern.exec(text);
    if (match !== null) return conditionOf(when, from, match.groups ?? {});
  }
  return null;
}

function conditionOf(when: When, from: Job | null, values: { [name: string]: string }): Condition | null {
  const duration = (name: string): number | null => (values[name] === undefined ? null : parsePrometheusDuration(values[name]));
  const seconds = (name: string): number | null => secondsToMs(values[name] ?? '');
  const above = /^\d+(?:\.\d+)?(?:e[+-]?\d+)?$/.test(values['above'] ?? '') ? Number(values['above']) : null;
  switch (when) {
    case 'target-down': {
      const job = from ?? values['job']!;
      return isJob(job) ? { when, job } : null;
    }
    case 'error-ratio': {
      const windowMs = duration('window');
      const shortWindowMs = duration('shortWindow');
      if (windowMs === null || above === null || (shortWindowMs === null && values['shortWindow'] !== undefined)) return null;
      return { when, windowMs, above, shortWindowMs };
    }
    case 'latency': {
      const quantile = Number(values['quantile']);
      const windowMs = duration('window');
      const aboveMs = seconds('aboveSeconds');
      return windowMs === null || aboveMs === null || (quantile !== 0.5 && quantile !== 0.99) ? null : { when, quantile, windowMs, aboveMs };
    }
    case 'replica-lag': {
      const aboveMs = seconds('aboveSeconds');
      return aboveMs === null ? null : { when, aboveMs };
    }
    case 'certificate-expires': {
      const withinMs = seconds('withinSeconds');
      return withinMs === null ? null : { when, withinMs };
    }
    case 'cpu':
    case 'queue-depth': return above === null ? null : { when, above };
    case 'replication-stopped':
    case 'virtual-address-owners-not-one': return { when };
  }
}
