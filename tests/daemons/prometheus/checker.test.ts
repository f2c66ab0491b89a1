// Prometheus' own tools about the files that are written, and about when their alerts fire.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PrometheusPart } from '../../../src/daemons/parts.ts';
import { renderPrometheus } from '../../../src/daemons/prometheus/index.ts';
import type { AlertRule } from '../../../src/infrastructure/model.ts';
import { describeLive } from '../../fidelity/live/namespace.ts';
import { check } from '../checker.ts';
import { prometheusParts } from './parts.ts';

type Job = PrometheusPart['scrape'][number]['job'];
type Condition<Rule> = Rule extends unknown ? Omit<Rule, 'alert' | 'severity' | 'forMs'> : never;

/** A condition, the job whose metrics it needs, series with which it is false for five minutes and then true, and the labels of what fires. */
const CASES: [Condition<AlertRule>, Job, { [series: string]: string }, { [label: string]: string }[]][] = [
  [{ when: 'target-down', job: 'node' }, 'node', { 'up{job="node",instance="a"}': '1x5 0x20', 'up{job="haproxy",instance="b"}': '0x25' }, [{ job: 'node', instance: 'a' }]],
  [{ when: 'target-down', job: 'mysqld' }, 'mysqld', { 'up{job="mysqld",instance="a"}': '1x25', 'mysql_up{job="mysqld",instance="a"}': '1x5 0x20' }, [{ job: 'mysqld', instance: 'a' }]],
  [{ when: 'error-ratio', windowMs: 120_000, above: 0.1, shortWindowMs: null }, 'haproxy',
    { 'haproxy_frontend_http_responses_total{proxy="f",code="2xx"}': '0+80x25', 'haproxy_frontend_http_responses_total{proxy="f",code="5xx"}': '0+0x5 0+20x20' }, [{}]],
  [{ when: 'error-ratio', windowMs: 300_000, above: 0.1, shortWindowMs: 120_000 }, 'app', { 'http_requests_total{job="app",code="200"}': '0+80x25', 'http_requests_total{job="app",code="503"}': '0+0x5 0+20x20' }, [{}]],
  [{ when: 'error-ratio', windowMs: 120_000, above: 0.1, shortWindowMs: null }, 'blackbox', { 'probe_success{instance="a"}': '1x5 0x20' }, [{}]],
  [{ when: 'latency', quantile: 0.99, windowMs: 120_000, aboveMs: 500 }, 'app',
    { 'http_request_duration_seconds_bucket{job="app",le="0.1"}': '0+100x5 500+50x20', 'http_request_duration_seconds_bucket{job="app",le="1"}': '0+100x5 500+100x20', 'http_request_duration_seconds_bucket{job="app",le="+Inf"}': '0+100x5 500+100x20' }, [{}]],
  [{ when: 'latency', quantile: 0.5, windowMs: 120_000, aboveMs: 500 }, 'blackbox', { 'probe_duration_seconds{instance="a"}': '0.1x5 0.9x20' }, [{ instance: 'a' }]],
  [{ when: 'replica-lag', aboveMs: 30_000 }, 'mysqld', {
    'mysql_slave_status_seconds_behind_master{instance="a"}': '0x5 31x20', 'mysql_slave_status_sql_delay{instance="a"}': '0x25',
    'mysql_slave_status_seconds_behind_master{instance="late on purpose"}': '3610x25', 'mysql_slave_status_sql_delay{instance="late on purpose"}': '3600x25',
  }, [{ instance: 'a' }]],
  [{ when: 'replication-stopped' }, 'mysqld', { 'mysql_slave_status_slave_io_running{instance="a"}': '1x25', 'mysql_slave_status_slave_sql_running{instance="a"}': '1x5 0x20' }, [{ instance: 'a' }]],
  [{ when: 'cpu', above: 0.8 }, 'node', { 'node_cpu_seconds_total{instance="a",cpu="0",mode="idle"}': '0+60x5 300+6x20', 'node_cpu_seconds_total{instance="b",cpu="0",mode="idle"}': '0+60x25' }, [{ instance: 'a' }]],
  [{ when: 'certificate-expires', withinMs: 86_400_000 }, 'blackbox', { 'probe_ssl_earliest_cert_expiry{instance="a"}': '86700x25', 'probe_ssl_earliest_cert_expiry{instance="b"}': '9999999x25' }, [{ instance: 'a' }]],
  [{ when: 'virtual-address-owners-not-one' }, 'keepalived', {
    'keepalived_vrrp_state{ip_address="10.0.0.100",instance="a"}': '2x25', 'keepalived_vrrp_state{ip_address="10.0.0.100",instance="b"}': '1x5 2x20',
    'keepalived_vrrp_state{ip_address="10.0.0.100",instance="c"}': '1x25', 'keepalived_vrrp_state{ip_address="10.0.0.101",instance="c"}': '1x25',
    'keepalived_vrrp_state{ip_address="10.0.0.101",instance="a"}': '2x5 1x20', 'keepalived_vrrp_state{ip_address="10.0.0.101",instance="b"}': '1x25',
  }, [{ ip_address: '10.0.0.100' }, { ip_address: '10.0.0.101' }]],
  [{ when: 'queue-depth', above: 10 }, 'haproxy', { 'haproxy_backend_current_queue{proxy="b"}': '0x5 6x20', 'haproxy_server_current_queue{proxy="b",server="s"}': '0x5 5x20' }, [{}]],
];

const part = (fields: Partial<PrometheusPart>): PrometheusPart => ({ scrapeIntervalMs: 15_000, evaluationIntervalMs: 60_000, groupWaitMs: 30_000, scrape: [], rules: [], notify: [], deadMansSwitch: false, ...fields });

describeLive('promtool', ['promtool'], () => {
  it('accepts every file that is written', () => {
    for (const one of fc.sample(prometheusParts, { seed: 8, numRuns: 25 })) {
      const { prometheus, rules } = renderPrometheus(one);
      const { status, said } = check({ 'prometheus.yml': prometheus, 'alerts.yml': rules }, 'promtool check config prometheus.yml');
      expect(said).not.toMatch(/FAILED|warn|duplicate|lint/i);
      expect(status).toBe(0);
    }
  });

  it.each(CASES.map((one) => ({ name: `${one[0].when} from ${one[1]}`, one })))('fires when it should, and not before: $name', ({ one: [condition, job, series, fires] }) => {
    const rule = { alert: 'Wrong', severity: 'page', forMs: 60_000, ...condition } as AlertRule;
    const { rules } = renderPrometheus(part({ scrape: [{ job, targets: [] }], rules: [rule] }));
    // Annotations are templates: they are written out in what fires, so they are taken out here.
    const bare = rules.replace(/^ {8}annotations:\n(?: {10}.*\n)*/gm, '');
    const input = Object.entries(series).map(([name, values]) => `      - {series: '${name}', values: '${values}'}`).join('\n');
    const expected = fires.map((labels) => `          - exp_labels: ${JSON.stringify({ severity: 'page', ...labels })}`).join('\n');
    const test = `rule_files: [alerts.yml]\nevaluation_interval: 1m\ntests:\n  - interval: 1m\n    input_series:\n${input}\n    alert_rule_test:\n      - {eval_time: 4m, alertname: Wrong, exp_alerts: []}\n      - eval_time: 20m\n        alertname: Wrong\n        exp_alerts:\n${expected}\n`;
    expect(check({ 'alerts.yml': bare, 'test.yml': test }, 'promtool test rules test.yml').said).toMatch(/^Unit Testing: {2}test\.yml\s+SUCCESS\s*$/);
  });

  it('lets the dead man’s switch fire always, with its annotations', () => {
    const { rules } = renderPrometheus(part({ deadMansSwitch: true }));
    const test = 'rule_files: [alerts.yml]\nevaluation_interval: 1m\ntests:\n  - interval: 1m\n    input_series: []\n    alert_rule_test:\n      - eval_time: 1m\n        alertname: DeadMansSwitch\n        exp_alerts:\n          - exp_labels: {severity: none}\n            exp_annotations: {summary: other}\n';
    expect(check({ 'alerts.yml': rules, 'test.yml': test }, 'promtool test rules test.yml').said).toContain('summary="Monitoring works"');
  });
});
