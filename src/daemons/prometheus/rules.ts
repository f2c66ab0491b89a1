// Alert rules: groups of `alert` and `expr`.
import { formatDuration } from '../../infrastructure/duration.ts';
import type { AlertRule } from '../../infrastructure/model.ts';
import type { PrometheusPart } from '../parts.ts';
import { quoted, type Remark } from '../text.ts';
import { annotationsOf } from './annotations.ts';
import { durationOf } from './duration.ts';
import { expressionOf, readExpression } from './expressions.ts';
import { itemsOf, readKeys, readTree, type Tree } from './yaml.ts';

/** The alert that always fires, its expression, and the severity that brings it to the watchdog elsewhere. */
export const DEAD_MANS_SWITCH = { alert: 'DeadMansSwitch', expr: 'vector(1)', severity: 'none' } as const;

/** What rule files say. */
export interface ReadRules { rules: AlertRule[]; deadMansSwitch: boolean }

/** Reads one file of rules into `found`. */
export function readRules(text: string, evaluationIntervalMs: number, found: ReadRules, remark: Remark): void {
  const tree = readTree(text, remark);
  if (tree === null) return;
  const names = new Set<string>();
  readKeys(tree, 'a file of rules', { read: { groups: (groups) => itemsOf(groups, 'groups', remark).forEach((group) => readGroup(group, names, evaluationIntervalMs, found, remark)) } }, remark);
}

function readGroup(tree: Tree, names: Set<string>, evaluationIntervalMs: number, found: ReadRules, remark: Remark): void {
  let name: string | null = null;
  readKeys(tree, 'a group of rules', {
    read: {
      name: (value) => { name = value.kind === 'scalar' ? value.text : ''; },
      interval: (value, line) => {
        const ms = durationOf(value, 'interval', remark);
        if (ms !== null && ms !== evaluationIntervalMs && ms !== 0) remark(line, 'unsupported', 'The group has an interval of its own; the simulator looks at all rules at the evaluation_interval.');
      },
      rules: (rules) => itemsOf(rules, 'rules', remark).forEach((rule) => readRule(rule, found, remark)),
    },
    ignored: /^(?:limit)$/,
    unsupported: /^(?:query_offset|labels|source_tenants|partial_response_strategy)$/,
  }, remark);
  if (tree.kind !== 'map') return;
  if (name === null || name === '') remark(tree.line, 'invalid', 'A group of rules needs a name.');
  else if (names.has(name)) remark(tree.line, 'invalid', `Two groups in this file are called ${quoted(name)}.`);
  else names.add(name);
}

function readRule(tree: Tree, found: ReadRules, remark: Remark): void {
  const text: { alert?: string; record?: string; expr?: string } = {};
  let forMs = 0;
  let severity: Tree | null = null;
  const take = (key: keyof typeof text) => (value: Tree): void => {
    if (value.kind === 'scalar') text[key] = value.text;
    else remark(value.line, 'invalid', `${key} has to be a text.`);
  };
  readKeys(tree, 'a rule', {
    read: {
      alert: take('alert'), record: take('record'), expr: take('expr'),
      for: (value) => { forMs = durationOf(value, 'for', remark) ?? 0; },
      labels: (labels) => readKeys(labels, 'labels', { read: { severity: (value) => { severity = value; } }, ignored: /^[a-zA-Z_]\w*$/ }, remark),
      annotations: (annotations) => readKeys(annotations, 'annotations', { read: {}, silent: /^[a-zA-Z_]\w*$/ }, remark),
    },
    unsupported: /^keep_firing_for$/,
  }, remark);
  if (tree.kind !== 'map') return remark(tree.line, 'invalid', 'A rule has to be a map with alert and expr.');
  const { alert, record, expr } = text;
  const { line } = tree;
  const lineOf = (key: string): number => tree.entries.find((entry) => entry.key === key)?.line ?? line;
  if ((alert ?? '') === '' && (record ?? '') === '') return remark(line, 'invalid', 'A rule needs alert or record.');
  if (alert !== undefined && record !== undefined) return remark(line, 'invalid', 'A rule has either alert or record, not both.');
  if ((expr ?? '').trim() === '') return remark(line, 'invalid', `The rule ${quoted((alert ?? record)!)} needs an expr.`);
  if (alert === undefined) return remark(line, 'ignored', `The recording rule ${quoted(record!)} only stores what it computes.`);
  if (expr!.replace(/\s/g, '') === DEAD_MANS_SWITCH.expr) {
    found.deadMansSwitch = true;
    return;
  }
  const condition = readExpression(expr!);
  if (condition === null) return remark(lineOf('expr'), 'unsupported', `The expression of ${quoted(alert)} is none that the simulator knows; the alert is left out.`);
  found.rules.push({ alert, severity: severityOf(severity, alert, line, remark), forMs, ...condition });
}

/** `page` and `ticket`; `critical` is the usual other word for the first, and whatever else is there does not wake anybody. */
function severityOf(tree: Tree | null, alert: string, line: number, remark: Remark): AlertRule['severity'] {
  const written = tree?.kind === 'scalar' ? tree.text : '';
  if (written === 'page' || written === 'ticket') return written;
  const severity = written === 'critical' ? 'page' : 'ticket';
  remark(tree?.line ?? line, 'unsupported', `${quoted(alert)} has ${tree === null ? 'no severity' : `the severity ${quoted(written)}`}; it is read as ${severity}.`);
  return severity;
}

/** A text as YAML: plain where that is safe. */
export function yamlText(text: string): string {
  return /^[A-Za-z][\w.-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text) ? text : JSON.stringify(text);
}

/** The file of alert rules. */
export function renderRules({ rules, deadMansSwitch, scrape, evaluationIntervalMs }: PrometheusPart): string {
  const jobs = scrape.map(({ job }) => job);
  const alerts = rules.map((rule) => {
    const expr = expressionOf(rule, jobs);
    const { summary, description } = annotationsOf(rule);
    return [
      `      - alert: ${yamlText(rule.alert)}`,
      expr.includes(' and ') ? `        expr: |-\n          ${expr.replace(' and ', '\n          and ')}` : `        expr: ${expr}`,
      ...(rule.forMs === 0 ? [] : [`        for: ${formatDuration(rule.forMs)}  # a shorter disturbance wakes nobody`]),
      `        labels: {severity: ${rule.severity}}`,
      '        annotations:',
      `          summary: ${JSON.stringify(summary)}`,
      `          description: ${JSON.stringify(description)}`,
    ].join('\n');
  });
  if (deadMansSwitch) {
    alerts.push([
      `      # Fires always: when it stops arriving elsewhere, monitoring itself is dead.`,
      `      - alert: ${DEAD_MANS_SWITCH.alert}`,
      `        expr: ${DEAD_MANS_SWITCH.expr}`,
      `        labels: {severity: ${DEAD_MANS_SWITCH.severity}}`,
      '        annotations:',
      '          summary: "Monitoring works"',
      '          description: "This alert always fires. A service outside of this network has to raise the alarm when it does not arrive any more."',
    ].join('\n'));
  }
  const head = `# Alert rules. Prometheus looks at them every ${formatDuration(evaluationIntervalMs)}.\n`;
  return alerts.length === 0 ? `${head}groups: []\n` : `${head}groups:\n  - name: alerts\n    rules:\n${alerts.join('\n\n')}\n`;
}
