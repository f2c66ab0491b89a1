import type { Duration } from './durations.ts';

/** What Prometheus collects from (`job_name`). */
export type ScrapeJob = 'haproxy' | 'nginx' | 'node' | 'mysqld' | 'app' | 'keepalived' | 'blackbox';

/** Prometheus with Alertmanager on one host. */
export interface Prometheus<HostName> {
  /** The host that both run on. */
  host: HostName;
  /** `scrape_interval`: between two collections. 1s to 1d; default 1m. */
  scrapeInterval?: Duration;
  /** `evaluation_interval`: between two looks at the rules. 1s to 1d; default 1m. */
  evaluationInterval?: Duration;
  /** Alertmanager's `group_wait`: from the first alert of a group until it is sent. 1s to 1d; default 30s. */
  groupWait?: Duration;
  /** `scrape_configs`: what is collected. */
  scrape: readonly ScrapeJob[];
  /** Alerting rules. */
  rules: readonly AlertRule[];
  /** Alertmanager's receivers. */
  notify: readonly ('pager' | 'chat' | 'ticket')[];
  /** An alert that always fires, so that silence is noticed elsewhere. Default false. */
  deadMansSwitch?: boolean;
}

/** One alerting rule: `alert`, `expr` from `when` and its values, `for`, `severity`. */
export type AlertRule = AlertHead & AlertCondition;

/** What every alerting rule has. */
export interface AlertHead {
  /** `alert`: its name, such as `'WebDown'`; each stands here once. */
  alert: string;
  /** `severity`: wake somebody, or wait for office hours. */
  severity: 'page' | 'ticket';
  /** `for`: the condition must hold this long. 1s to 30d; default: at once. */
  for?: Duration;
}

/** When an alert fires. */
export type AlertCondition =
  /** A target of this job cannot be scraped (`up == 0`). */
  | { when: 'target-down'; job: ScrapeJob }
  /** Share of failed requests above a limit (0 to 1) over a window, and over the short window as well if given. */
  | { when: 'error-ratio'; window: Duration; above: number; shortWindow?: Duration }
  /** A quantile of the response times over a window is above a limit. */
  | { when: 'latency'; quantile: 0.5 | 0.99; window: Duration; above: Duration }
  /** A replica is this far behind. */
  | { when: 'replica-lag'; above: Duration }
  /** A replication thread of a replica does not run. */
  | { when: 'replication-stopped' }
  /** Share of processor time in use above a limit, 0 to 1. */
  | { when: 'cpu'; above: number }
  /** A certificate expires within this time. */
  | { when: 'certificate-expires'; within: Duration }
  /** A virtual address has no owner, or more than one. */
  | { when: 'virtual-address-owners-not-one' }
  /** Requests waiting in HAProxy's queues above a limit, 0 to 1,000,000. */
  | { when: 'queue-depth'; above: number };
