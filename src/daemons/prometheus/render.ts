// Writes prometheus.yml, the alert rules, and Alertmanager's file.
import { formatDuration } from '../../infrastructure/duration.ts';
import type { PrometheusPart } from '../parts.ts';
import { renderAlertmanager } from './alertmanager.ts';
import { renderRules } from './rules.ts';

/** Name of the rule file, beside prometheus.yml. */
const RULE_FILE = 'alerts.yml';
/** Ports that probes speak TLS on. */
const TLS_PORTS = [443, 8443];

const JOBS: { [job in PrometheusPart['scrape'][number]['job']]: string } = {
  haproxy: "HAProxy's own: http-request use-service prometheus-exporter if { path /metrics }",
  nginx: 'nginx-prometheus-exporter beside each nginx',
  node: 'node_exporter on each host: processors, memory, disks',
  mysqld: 'mysqld_exporter beside each MariaDB, with collect.slave_status',
  app: "the applications' own /metrics",
  keepalived: 'keepalived-exporter: who owns which virtual address',
  blackbox: 'blackbox_exporter on this host asks like a user',
};

/**
 * prometheus.yml, the rules in `alerts.yml` beside it, and alertmanager.yml: `groupWaitMs` and `notify` are Alertmanager's.
 * Each job stands once in `part.scrape`, else Prometheus refuses the file.
 */
export function renderPrometheus(part: PrometheusPart): { prometheus: string; rules: string; alertmanager: string } {
  const { scrapeIntervalMs, evaluationIntervalMs, scrape } = part;
  const prometheus = `# Prometheus: what it collects, and who is told.
global:
  scrape_interval: ${formatDuration(scrapeIntervalMs)}  # a fault is seen up to this late
  evaluation_interval: ${formatDuration(evaluationIntervalMs)}  # and the rules look at it up to this late

rule_files:
  - ${RULE_FILE}

alerting:
  alertmanagers:
    - static_configs:
        - targets: ["127.0.0.1:9093"]  # Alertmanager, on this host

scrape_configs:${scrape.length === 0 ? ' []' : `\n${scrape.map(renderJob).join('\n')}`}
`;
  return { prometheus, rules: renderRules(part), alertmanager: renderAlertmanager(part) };
}

function renderJob({ job, targets }: PrometheusPart['scrape'][number]): string {
  const isProbe = job === 'blackbox';
  const texts = targets.map(({ address, port }) => `${isProbe ? (TLS_PORTS.includes(port) ? 'https://' : 'http://') : ''}${address.includes(':') ? `[${address}]` : address}:${port}`);
  return [
    `  - job_name: ${job}  # ${JOBS[job]}`,
    ...(isProbe ? ['    metrics_path: /probe', '    params: {module: [http_2xx]}'] : []),
    '    static_configs:',
    `      - targets: [${texts.map((text) => `"${text}"`).join(', ')}]`,
    ...(isProbe ? [
      '    relabel_configs:  # ask the exporter, about the target',
      '      - {source_labels: [__address__], target_label: __param_target}',
      '      - {source_labels: [__param_target], target_label: instance}',
      '      - {target_label: __address__, replacement: "127.0.0.1:9115"}',
    ] : []),
  ].join('\n');
}
