import { duration, fields, flag, list, name, number, oneOf, optional, variant } from './forms.ts';

const DAY_MS = 86_400_000;
const interval = duration(1000, DAY_MS);
const window = duration(1000, 30 * DAY_MS);
const job = oneOf('haproxy', 'nginx', 'node', 'mysqld', 'app', 'keepalived', 'blackbox');
const head = { alert: name, severity: oneOf('page', 'ticket'), for: optional(window) } as const;

const alertRuleSchema = variant('when', {
  'target-down': fields({ ...head, when: oneOf('target-down'), job }),
  'error-ratio': fields({ ...head, when: oneOf('error-ratio'), window, above: number(0, 1), shortWindow: optional(window) }),
  latency: fields({ ...head, when: oneOf('latency'), quantile: oneOf(0.5, 0.99), window, above: duration() }),
  'replica-lag': fields({ ...head, when: oneOf('replica-lag'), above: duration() }),
  'replication-stopped': fields({ ...head, when: oneOf('replication-stopped') }),
  cpu: fields({ ...head, when: oneOf('cpu'), above: number(0, 1) }),
  'certificate-expires': fields({ ...head, when: oneOf('certificate-expires'), within: duration(1000, 3650 * DAY_MS) }),
  'virtual-address-owners-not-one': fields({ ...head, when: oneOf('virtual-address-owners-not-one') }),
  'queue-depth': fields({ ...head, when: oneOf('queue-depth'), above: number(0, 1_000_000) }),
});

/** Schema of `Prometheus`. */
export const prometheusSchema = fields({
  host: name,
  scrapeInterval: optional(interval),
  evaluationInterval: optional(interval),
  groupWait: optional(interval),
  scrape: list(job, 20),
  rules: list(alertRuleSchema, 100),
  notify: list(oneOf('pager', 'chat', 'ticket'), 10),
  deadMansSwitch: optional(flag),
});
