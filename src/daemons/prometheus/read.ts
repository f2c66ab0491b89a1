// Reads prometheus.yml with its rule files, and Alertmanager's file beside it.
import type { Endpoint, FileRemark, PrometheusPart, ReadFile } from '../parts.ts';
import { quoted, remarksOn, type Remark } from '../text.ts';
import { GROUP_WAIT_MS, readAlertmanager } from './alertmanager.ts';
import { durationOf } from './duration.ts';
import { isJob } from './expressions.ts';
import { readRules, type ReadRules } from './rules.ts';
import { itemsOf, readKeys, readTree, type Tree } from './yaml.ts';

/** `scrape_interval` and `evaluation_interval` where the file leaves them out (config.DefaultGlobalConfig). */
const INTERVAL_MS = 60_000;

/**
 * Reads a prometheus.yml, all files of rules that belong to it, and alertmanager.yml, which has `groupWaitMs` and `notify`; without it they are 30 s and nobody.
 * Never throws. What is left out has Prometheus' own default.
 */
export function readPrometheus(text: string, file: string, rules: { text: string; file: string }[], alertmanager?: { text: string; file: string }): ReadFile<PrometheusPart> {
  const remarks: FileRemark[] = [];
  const remark = remarksOn(file, remarks);
  const main = new Main(remark);
  const tree = readTree(text, remark);
  if (tree !== null) main.read(tree);
  if (main.ruleFiles > 0 && rules.length === 0) remark(main.ruleFilesLine, 'unsupported', 'The files that rule_files names are not here, so their alerts are missing.');
  if (main.ruleFiles === 0 && rules.length > 0) remark(main.ruleFilesLine, 'unsupported', 'rule_files names no file, so Prometheus would not read the rules; they are read here all the same.');
  const found: ReadRules = { rules: [], deadMansSwitch: false };
  for (const one of rules) readRules(one.text, main.evaluationIntervalMs, found, remarksOn(one.file, remarks));
  const { scrapeIntervalMs, evaluationIntervalMs, scrape } = main;
  const alerting = alertmanager === undefined
    ? { groupWaitMs: GROUP_WAIT_MS, notify: [] }
    : readAlertmanager(alertmanager.text, found.deadMansSwitch, remarksOn(alertmanager.file, remarks));
  return { part: { scrapeIntervalMs, evaluationIntervalMs, ...alerting, scrape, ...found }, remarks };
}

/** Keys of a `scrape_configs` element that tell how a target is asked, not which and how often. */
const HOW_ASKED = new RegExp(`^(?:${[
  'scrape_timeout|metrics_path|scheme|params|honor_\\w+|basic_auth|authorization|oauth2|tls_config|bearer_token\\w*|follow_redirects|enable_http2|proxy_\\w+|no_proxy|http_headers',
  '\\w+_limit|track_timestamps_staleness|enable_compression|scrape_protocols',
].join('|')})$`);

class Main {
  scrapeIntervalMs = INTERVAL_MS;
  evaluationIntervalMs = INTERVAL_MS;
  scrape: PrometheusPart['scrape'] = [];
  ruleFiles = 0;
  ruleFilesLine = 1;
  readonly #remark: Remark;
  readonly #jobNames = new Set<string>();

  constructor(remark: Remark) {
    this.#remark = remark;
  }

  read(tree: Tree): void {
    const remark = this.#remark;
    let scrapeConfigs: Tree[] = [];
    readKeys(tree, 'prometheus.yml', {
      read: {
        global: (global) => this.#readGlobal(global),
        rule_files: (files, line) => {
          this.ruleFilesLine = line;
          this.ruleFiles = itemsOf(files, 'rule_files', remark).length;
        },
        alerting: (alerting) => readKeys(alerting, 'alerting', {
          read: { alertmanagers: (list) => itemsOf(list, 'alertmanagers', remark).forEach((one) => this.#readAlertmanagers(one)) }, unsupported: /^alert_relabel_configs$/,
        }, remark),
        scrape_configs: (configs) => { scrapeConfigs = itemsOf(configs, 'scrape_configs', remark); },
      },
      ignored: /^(?:remote_write|remote_read|storage|tracing|otlp|runtime)$/, unsupported: /^scrape_config_files$/,
    }, remark);
    // Last, since a job's interval is compared with the global one, which may stand below.
    for (const config of scrapeConfigs) this.#readJob(config);
  }

  #interval(value: Tree, name: string): number {
    const ms = durationOf(value, name, this.#remark);
    // Prometheus takes 0 as left out.
    return ms === null || ms === 0 ? INTERVAL_MS : ms;
  }

  #readGlobal(tree: Tree): void {
    readKeys(tree, 'global', {
      read: {
        scrape_interval: (value) => { this.scrapeIntervalMs = this.#interval(value, 'scrape_interval'); },
        evaluation_interval: (value) => { this.evaluationIntervalMs = this.#interval(value, 'evaluation_interval'); },
      },
      ignored: /^(?:scrape_timeout|external_labels|query_log_file|scrape_failure_log_file|\w+_limit|scrape_protocols|metric_name_\w+|keep_dropped_targets)$/, unsupported: /^rule_query_offset$/,
    }, this.#remark);
  }

  #readAlertmanagers(tree: Tree): void {
    readKeys(tree, 'alertmanagers', {
      read: {}, silent: /^static_configs$/,
      ignored: /^(?:scheme|path_prefix|timeout|api_version|basic_auth|authorization|oauth2|tls_config|follow_redirects|enable_http2|proxy_\w+|\w+_sd_configs|relabel_configs)$/,
    }, this.#remark);
  }

  #readJob(tree: Tree): void {
    const remark = this.#remark;
    let name = '';
    let nameLine = tree.line;
    const targets: { text: string; line: number }[] = [];
    const isBlackbox = tree.kind === 'map' && tree.entries.some(({ key, value }) => key === 'job_name' && value.kind === 'scalar' && value.text === 'blackbox');
    readKeys(tree, 'scrape_configs', {
      read: {
        job_name: (value, line) => {
          name = value.kind === 'scalar' ? value.text : '';
          nameLine = line;
        },
        scrape_interval: (value, line) => {
          const ms = durationOf(value, 'scrape_interval', remark);
          if (ms !== null && ms !== 0 && ms !== this.scrapeIntervalMs) remark(line, 'unsupported', 'The job has a scrape_interval of its own; the simulator collects all jobs at the global one.');
        },
        static_configs: (configs) => itemsOf(configs, 'static_configs', remark).forEach((config) => this.#readTargets(config, targets)),
        // The way of blackbox_exporter: it is asked about the targets.
        ...(isBlackbox ? { metrics_path: () => {}, params: () => {}, relabel_configs: () => {} } : {}),
      },
      ignored: HOW_ASKED, unsupported: /^(?:\w+_sd_configs|relabel_configs|metric_relabel_configs|scrape_classic_histograms|native_histogram\w*)$/,
    }, remark);
    if (tree.kind !== 'map') return;
    if (name === '') return remark(tree.line, 'invalid', 'An element of scrape_configs needs a job_name.');
    if (this.#jobNames.has(name)) return remark(nameLine, 'invalid', `Two elements of scrape_configs have the job_name ${quoted(name)}.`);
    this.#jobNames.add(name);
    if (name === 'prometheus' || name === 'alertmanager') return remark(nameLine, 'ignored', `The job ${name} watches the monitoring itself, which is not simulated.`);
    if (!isJob(name)) return remark(nameLine, 'unsupported', `The job ${quoted(name)} is none that the simulator knows: haproxy, nginx, node, mysqld, app, keepalived and blackbox are.`);
    this.scrape.push({ job: name, targets: targets.flatMap((target) => endpointOf(target, isBlackbox, remark) ?? []) });
  }

  #readTargets(tree: Tree, targets: { text: string; line: number }[]): void {
    const remark = this.#remark;
    readKeys(tree, 'static_configs', {
      read: {
        targets: (list) => itemsOf(list, 'targets', remark).forEach((target) => {
          if (target.kind === 'scalar') targets.push({ text: target.text, line: target.line });
          else remark(target.line, 'invalid', 'A target is a text such as 10.0.0.11:9100.');
        }),
      },
      ignored: /^labels$/,
    }, remark);
  }
}

/** `10.0.0.11:9100`, for blackbox also a URL. Null, with a remark, for anything else. */
function endpointOf({ text, line }: { text: string; line: number }, isBlackbox: boolean, remark: Remark): Endpoint | null {
  const match = /^(?:(https?):\/\/)?([\w.-]+|\[[\da-fA-F:.]+\])(?::(\d{1,5}))?(\/\S*)?$/.exec(text);
  if (match === null || (!isBlackbox && (match[1] ?? match[4]) !== undefined) || Number(match[3] ?? 1) > 65_535) {
    remark(line, 'invalid', `The target ${quoted(text)} is no host and port${isBlackbox ? '' : ', which is all that may stand here'}.`);
    return null;
  }
  return { address: match[2]!.replace(/^\[|\]$/g, ''), port: match[3] === undefined ? (match[1] === 'https' ? 443 : 80) : Number(match[3]) };
}
