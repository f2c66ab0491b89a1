import type { AlertRule, Monitoring } from '../model.ts';
import type { AlertRule as WrittenRule, Infrastructure } from '../vocabulary/index.ts';
import { ms, msOr } from './times.ts';

/** Defaults of Prometheus (`global`) and Alertmanager (`route`). */
const SCRAPE_INTERVAL_MS = 60_000;
const EVALUATION_INTERVAL_MS = 60_000;
const GROUP_WAIT_MS = 30_000;

function resolveRule(rule: WrittenRule): AlertRule {
  const head = { alert: rule.alert, severity: rule.severity, forMs: msOr(rule.for, 0) };
  switch (rule.when) {
    case 'target-down': return { ...head, when: rule.when, job: rule.job };
    case 'error-ratio': return { ...head, when: rule.when, windowMs: ms(rule.window), above: rule.above, shortWindowMs: msOr(rule.shortWindow, null) };
    case 'latency': return { ...head, when: rule.when, quantile: rule.quantile, windowMs: ms(rule.window), aboveMs: ms(rule.above) };
    case 'replica-lag': return { ...head, when: rule.when, aboveMs: ms(rule.above) };
    case 'cpu':
    case 'queue-depth': return { ...head, when: rule.when, above: rule.above };
    case 'certificate-expires': return { ...head, when: rule.when, withinMs: ms(rule.within) };
    case 'replication-stopped':
    case 'virtual-address-owners-not-one': return { ...head, when: rule.when };
  }
}

/** Monitoring; null where there is none. */
export function resolvePrometheus({ prometheus }: Infrastructure): Monitoring | null {
  if (prometheus === undefined) return null;
  return {
    host: prometheus.host,
    scrapeIntervalMs: msOr(prometheus.scrapeInterval, SCRAPE_INTERVAL_MS),
    evaluationIntervalMs: msOr(prometheus.evaluationInterval, EVALUATION_INTERVAL_MS),
    groupWaitMs: msOr(prometheus.groupWait, GROUP_WAIT_MS),
    scrape: [...prometheus.scrape],
    rules: prometheus.rules.map(resolveRule),
    notify: [...prometheus.notify],
    deadMansSwitch: prometheus.deadMansSwitch ?? false,
  };
}
