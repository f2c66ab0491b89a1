import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PrometheusPart, ReadFile } from '../../../src/daemons/parts.ts';
import { parsePrometheusDuration } from '../../../src/daemons/prometheus/duration.ts';
import { readExpression } from '../../../src/daemons/prometheus/expressions.ts';
import { readPrometheus, renderPrometheus } from '../../../src/daemons/prometheus/index.ts';
import { RUNS, brokenTexts } from '../arbitrary.ts';
import { recordingsOf, textOf } from '../recorded.ts';
import { prometheusParts } from './parts.ts';

const DEFAULTS: PrometheusPart = { scrapeIntervalMs: 60_000, evaluationIntervalMs: 60_000, groupWaitMs: 30_000, scrape: [], rules: [], notify: [], deadMansSwitch: false };
const read = (text: string, rules?: string, alertmanager?: string): ReadFile<PrometheusPart> => readPrometheus(
  text, 'prometheus.yml', rules === undefined ? [] : [{ text: rules, file: 'alerts.yml' }], alertmanager === undefined ? undefined : { text: alertmanager, file: 'alertmanager.yml' },
);
const kinds = ({ remarks }: ReadFile<PrometheusPart>): string[] => remarks.map(({ line, kind }) => `${line} ${kind}`);
const WITH_RULES = 'rule_files: [alerts.yml]';
const rulesOf = (...lines: string[]): ReadFile<PrometheusPart> => read(WITH_RULES, ['groups:', '  - name: g', '    rules:', ...lines.map((line) => `      ${line}`)].join('\n'));

describe('prometheus.yml, alerts.yml and alertmanager.yml', () => {
  it('come back as they were written, and nothing is to say about them', () => {
    fc.assert(fc.property(prometheusParts, (part) => {
      const { prometheus, rules, alertmanager } = renderPrometheus(part);
      expect(read(prometheus, rules, alertmanager)).toEqual({ part, remarks: [] });
    }), RUNS);
  });

  it('come back without the file of Alertmanager, but for what is in it', () => {
    const { prometheus, rules } = renderPrometheus({ ...DEFAULTS, groupWaitMs: 1000, notify: ['pager'], deadMansSwitch: true });
    expect(read(prometheus, rules)).toEqual({ part: { ...DEFAULTS, deadMansSwitch: true }, remarks: [] });
  });

  it('take metrics of what is collected', () => {
    const rules = [{ alert: 'A', severity: 'page', forMs: 0, when: 'error-ratio', windowMs: 300_000, above: 0.05, shortWindowMs: null } as const];
    const written = (job: PrometheusPart['scrape'][number]['job']): string => renderPrometheus({ ...DEFAULTS, scrape: [{ job, targets: [] }], rules }).rules;
    expect(written('haproxy')).toContain('expr: sum(rate(haproxy_frontend_http_responses_total{code="5xx"}[5m])) / sum(rate(haproxy_frontend_http_responses_total[5m])) > 0.05');
    expect(written('app')).toContain('expr: sum(rate(http_requests_total{job="app",code=~"5.."}[5m])) / sum(rate(http_requests_total{job="app"}[5m])) > 0.05');
    expect(written('blackbox')).toContain('expr: 1 - avg(avg_over_time(probe_success[5m])) > 0.05');
  });

  it('have a summary and a description in every alert', () => {
    for (const part of fc.sample(prometheusParts, { seed: 4, numRuns: 20 })) {
      const { rules } = renderPrometheus(part);
      const count = part.rules.length + (part.deadMansSwitch ? 1 : 0);
      expect(rules.match(/^ {10}summary: "[^"]{10,}"$/gm)?.length ?? 0).toBe(count);
      expect(rules.match(/^ {10}description: "[^"]{40,}"$/gm)?.length ?? 0).toBe(count);
    }
  });
});

describe('what prometheus.yml says', () => {
  it('has the defaults of Prometheus', () => {
    expect(read('')).toEqual({ part: DEFAULTS, remarks: [] });
    expect(read('global:\n  scrape_interval: 0s\n').part.scrapeIntervalMs).toBe(60_000);
  });

  it('reads jobs and their targets', () => {
    const text = `scrape_configs:
  - job_name: node
    scrape_interval: 30s
    static_configs:
      - targets: [web-1:9100]
      - &two
        targets: ['10.0.0.2:9100', "10.0.0.3"]
  - {job_name: blackbox, metrics_path: /probe, params: {module: [http_2xx]}, static_configs: [{targets: ['https://www.example.test/health', 'http://10.0.0.1:8080']}], relabel_configs: []}
global: {scrape_interval: 30s, evaluation_interval: 1m30s}
`;
    expect(read(text)).toEqual({
      part: {
        ...DEFAULTS, scrapeIntervalMs: 30_000, evaluationIntervalMs: 90_000,
        scrape: [
          { job: 'node', targets: [{ address: 'web-1', port: 9100 }, { address: '10.0.0.2', port: 9100 }, { address: '10.0.0.3', port: 80 }] },
          { job: 'blackbox', targets: [{ address: 'www.example.test', port: 443 }, { address: '10.0.0.1', port: 8080 }] },
        ],
      },
      remarks: [],
    });
  });

  it.each([
    ['global:\n  scrape_interval: 15', '2 invalid'], ['global:\n  scrape_interval: [1]', '2 invalid'], ['global:\n  interval: 15s', '2 unknown'], ['globals: {}', '1 unknown'], ['- a', '1 invalid'], ['a: [', '1 invalid'], ['a: 1\na: 2', '2 invalid'],
    ['scrape_configs: 5', '1 invalid'], ['scrape_configs:\n  - static_configs: []', '2 invalid'], ['scrape_configs:\n  - job_name: node\n  - job_name: node', '3 invalid'], ['scrape_configs:\n  - job_name: web', '2 unsupported'],
    ['scrape_configs:\n  - job_name: prometheus', '2 ignored'], ['scrape_configs:\n  - job_name: node\n    scrape_interval: 5s', '3 unsupported'], ['scrape_configs:\n  - job_name: node\n    dns_sd_configs: []', '3 unsupported'],
    ['scrape_configs:\n  - job_name: node\n    scrape_timeout: 5s', '3 ignored'], ['scrape_configs:\n  - job_name: node\n    static_configs: [{targets: ["http://a:1"]}]', '3 invalid'], ['scrape_configs:\n  - job_name: node\n    static_configs: [{targets: ["a:99999"]}]', '3 invalid'],
    ['scrape_configs:\n  - job_name: node\n    static_configs:\n      - targets: []\n        labels: {a: b}', '5 ignored'], ['remote_write: []', '1 ignored'], ['scrape_config_files: []', '1 unsupported'], ['alerting:\n  alertmanagers:\n    - colour: red', '3 unknown'],
    ['rule_files:\n  - rules/*.yml', '1 unsupported'],
  ])('%s: %s', (text, remark) => expect(kinds(read(text))).toEqual([remark]));

  it('says when Prometheus would not read the rules', () => expect(kinds(read('global: {}', 'groups: []'))).toEqual(['1 unsupported']));
});

describe('what rules say', () => {
  it.each([
    ['up{job="node"} == 0', { when: 'target-down', job: 'node' }], ['up{job="mysqld"} == 0', { when: 'target-down', job: 'mysqld' }], ['up{job="mysqld"} == 0 or mysql_up{job="mysqld"} == 0', { when: 'target-down', job: 'mysqld' }],
    ['mysql_slave_status_seconds_behind_master > 30', { when: 'replica-lag', aboveMs: 30_000 }], ['  1 - avg by (instance)\n (rate(node_cpu_seconds_total{mode="idle"}[5m])) > 0.9 ', { when: 'cpu', above: 0.9 }],
    ['quantile_over_time(0.99, probe_duration_seconds[1h30m]) > 1.5', { when: 'latency', quantile: 0.99, windowMs: 5_400_000, aboveMs: 1500 }],
  ])('%s', (expr, condition) => expect(readExpression(expr)).toEqual(condition));

  it.each(['', 'up == 0', 'up{job="db"} == 0', 'up{job="mysqld"} == 0 or mysql_up{job="node"} == 0', 'mysql_slave_status_seconds_behind_master > 0x10', 'quantile_over_time(0.95, probe_duration_seconds[5m]) > 1',
    '1 - avg(avg_over_time(probe_success[5m])) > 0.1 and 1 - avg(avg_over_time(probe_success[1m])) > 0.2', 'sum by (ip_address) (keepalived_vrrp_state == bool 2) != 1 # mine', 'haproxy_server_status{state="UP"} == 0',
  ])('does not know: %s', (expr) => expect(readExpression(expr)).toBeNull());

  it.each([
    [['- alert: A', '  expr: up == 0', '  labels: {severity: page}'], '5 unsupported'], [['- alert: A', '  labels: {severity: page}'], '4 invalid'], [['- alert: A', '  expr: ""'], '4 invalid'], [['- expr: up'], '4 invalid'],
    [['- {alert: A, record: b, expr: up}'], '4 invalid'], [['- {record: a, expr: up}'], '4 ignored'], [['- alert: A', '  expr: up{job="node"} == 0'], '4 unsupported'], [['- alert: A', '  expr: up{job="node"} == 0', '  labels: {severity: warn}'], '6 unsupported'],
    [['- alert: A', '  expr: up{job="node"} == 0', '  for: soon', '  labels: {severity: page}'], '6 invalid'], [['- alert: A', '  expr: up{job="node"} == 0', '  fore: 5m', '  labels: {severity: page}'], '6 unknown'],
    [['- alert: A', '  expr: up{job="node"} == 0', '  keep_firing_for: 5m', '  labels: {severity: page}'], '6 unsupported'], [['- alert: A', '  expr: up{job="node"} == 0', '  labels: {severity: page, team: web}'], '6 ignored'], [['- just text'], '4 invalid'],
  ])('%j: %s', (lines, remark) => expect(kinds(rulesOf(...lines))).toContain(remark));

  it('reads other words for severities', () => {
    const severity = (word: string): string | undefined => rulesOf('- alert: A', '  expr: up{job="node"} == 0', `  labels: {severity: ${word}}`).part.rules[0]?.severity;
    expect(['page', 'ticket', 'critical', 'warning'].map(severity)).toEqual(['page', 'ticket', 'page', 'ticket']);
  });

  it('knows an alert that always fires', () => expect(rulesOf('- {alert: Watchdog, expr: vector(1)}')).toEqual({ part: { ...DEFAULTS, deadMansSwitch: true }, remarks: [] }));

  it.each([['groups:\n  - rules: []', '2 invalid'], ['groups:\n  - name: a\n  - name: a', '3 invalid'], ['groups:\n  - name: a\n    interval: 5s', '3 unsupported'], ['groups:\n  - name: a\n    limit: 5', '3 ignored'], ['group: []', '1 unknown']])('%s: %s', (rules, remark) => {
    expect(kinds(read(WITH_RULES, rules))).toEqual([remark]);
  });
});

it.each([
  ['route: {receiver: pager, group_wait: 5}\nreceivers: []', '1 invalid'], ['route:\n  receiver: a\n  group_interval: 5m\nreceivers: []', '3 ignored'], ['route: {receiver: web}\nreceivers:\n  - name: web', '3 unsupported'],
  ['route: {receiver: pager}\nreceivers:\n  - name: pager', '1 unsupported'], ['route: {receiver: nobody}\nreceivers:\n  - {name: nobody}\nwidth: 5', '4 unknown'], ['inhibit_rules: []', '1 unsupported'],
])('says of alertmanager.yml: %s: %s', (text, remark) => expect(kinds(read('', undefined, text))).toEqual([remark]));

it.each([['15s', 15_000], ['1m30s', 90_000], ['1y2w3d', 33_004_800_000], ['1500ms', 1500], ['0', 0], ['0s', 0], ['15', null], ['', null], ['30s1m', null], ['-1s', null], ['1.5s', null], ['1s ', null]])('the duration %j is %j', (text, ms) => {
  expect(parsePrometheusDuration(text)).toBe(ms);
});

describe('the recordings', () => {
  const recorded = recordingsOf(/^oracle\.prometheus(?:-rules)?$/);
  it.each(recorded)('$id', (recording) => {
    const text = textOf(recording);
    const { remarks } = recording.family === 'oracle.prometheus' ? read(text) : read(WITH_RULES, text);
    const wrong = remarks.filter(({ kind }) => kind === 'unknown' || kind === 'invalid');
    expect(wrong.length === 0).toBe(recording.outputs.exit === 0);
  });

  it('say what the valid files say', () => {
    const valid = (family: string): string => textOf(recorded.find((one) => one.family === family && one.id.endsWith('-valid'))!);
    const { part } = read(valid('oracle.prometheus'), valid('oracle.prometheus-rules'));
    expect(part).toMatchObject({ scrapeIntervalMs: 15_000, evaluationIntervalMs: 15_000, rules: [{ alert: 'ReplicaLag', when: 'replica-lag', aboveMs: 30_000, forMs: 60_000 }] });
    expect(part.scrape.map(({ job, targets }) => `${job} ${targets.length}`)).toEqual(['haproxy 2', 'node 4', 'mysqld 2']);
  });

  it('any text is read to the end', () => {
    const words = ['global:', 'scrape_configs:', '- job_name: node', 'groups:', '- alert: A', 'expr:', 'route:', 'receivers:', '&a', '*a', '<<: *a', '!!js/function', '---', '|', '>', '__proto__:', '? '];
    const real = [...recorded.map(textOf), renderPrometheus({ ...DEFAULTS, notify: ['pager'], deadMansSwitch: true }).alertmanager];
    fc.assert(fc.property(brokenTexts(real, words), (text) => {
      for (const { line, message } of [...read(text, text, text).remarks]) {
        expect(line).toBeGreaterThan(0);
        expect(message).not.toBe('');
      }
    }), RUNS);
    for (const text of ['['.repeat(20_000), '- '.repeat(20_000), 'a: &a [*a, *a]', '{'.repeat(20_000), `a: &a [x]\n${Array.from({ length: 30 }, (_, i) => `k${i}: &b${i} [${Array(10).fill(i === 0 ? '*a' : `*b${i - 1}`).join(', ')}]`).join('\n')}`]) {
      expect(kinds(read(text))).not.toEqual([]);
    }
  });
});
