// alertmanager.yml: who hears of alerts.
import { formatDuration } from '../../infrastructure/duration.ts';
import type { PrometheusPart } from '../parts.ts';
import { quoted, type Remark } from '../text.ts';
import { durationOf } from './duration.ts';
import { DEAD_MANS_SWITCH } from './rules.ts';
import { itemsOf, plain, readKeys, readTree, type Tree } from './yaml.ts';

type Notify = PrometheusPart['notify'][number];
/** What Alertmanager's file says. */
export interface Alerting { groupWaitMs: number; notify: Notify[] }

/** `group_wait` of Alertmanager where the file leaves it out. */
export const GROUP_WAIT_MS = 30_000;
/** Receivers beside those of the part: for what no route takes, and for the alert that always fires. */
const NOBODY = 'nobody';
const WATCHDOG = 'dead-mans-switch';
/** Programs on this host that pass a notification on to the service that is used. */
const BRIDGE = 'http://127.0.0.1:8060';

const RECEIVERS: { [name in Notify]: string } = { pager: 'wakes somebody, so only for pages', chat: 'every alert, to be read by all', ticket: 'every alert, for office hours' };

interface Route { receiver: string; matchers?: string[]; continue?: string; repeat_interval?: string }

/** Routes in their order, as they stand in the file: scalars are texts. */
function routesOf(notify: readonly Notify[], deadMansSwitch: boolean): Route[] {
  const routes: Route[] = deadMansSwitch ? [{ receiver: WATCHDOG, matchers: [`severity="${DEAD_MANS_SWITCH.severity}"`], repeat_interval: '5m' }] : [];
  for (const receiver of notify) routes.push({ receiver, ...(receiver === 'pager' ? { matchers: ['severity="page"'] } : {}), continue: 'true' });
  return routes;
}

/** Writes the file. */
export function renderAlertmanager({ groupWaitMs, notify, deadMansSwitch }: PrometheusPart): string {
  const routes = routesOf(notify, deadMansSwitch).map((route) => [
    `    - receiver: ${route.receiver}`,
    ...(route.matchers === undefined ? [] : [`      matchers: ['${route.matchers[0]!}']`]),
    ...(route.repeat_interval === undefined ? [] : [`      repeat_interval: ${route.repeat_interval}  # so that silence is noticed soon`]),
    ...(route.continue === undefined ? [] : ['      continue: true  # the others hear of it as well']),
  ].join('\n'));
  const receiver = (name: string, reason: string): string => `  - name: ${name}  # ${reason}\n    webhook_configs:\n      - url: ${BRIDGE}/${name}`;
  const receivers = [
    ...(deadMansSwitch ? [receiver(WATCHDOG, 'a service outside of this network, which raises the alarm when nothing arrives')] : []),
    ...notify.map((name) => receiver(name, RECEIVERS[name])),
  ];
  return `# Alertmanager: who hears of alerts. The addresses of receivers are of a bridge on this host: put in those of your services.
route:
  receiver: ${NOBODY}
  group_by: [alertname]
  group_wait: ${formatDuration(groupWaitMs)}  # so that alerts of one cause arrive together
${routes.length === 0 ? '' : `  routes:\n${routes.join('\n')}\n`}receivers:
  - name: ${NOBODY}  # what no route takes
${receivers.length === 0 ? '' : `${receivers.join('\n')}\n`}`;
}

/** Reads the file. The routes are checked to be those that the receivers of the model have. */
export function readAlertmanager(text: string, deadMansSwitch: boolean, remark: Remark): Alerting {
  const found: Alerting = { groupWaitMs: GROUP_WAIT_MS, notify: [] };
  const tree = readTree(text, remark);
  if (tree === null) return found;
  let routes: Tree | null = null;
  let routeLine = 1;
  readKeys(tree, 'Alertmanager', {
    read: {
      route: (route, line) => {
        routeLine = line;
        readKeys(route, 'route', {
          read: { group_wait: (value) => { found.groupWaitMs = durationOf(value, 'group_wait', remark) ?? GROUP_WAIT_MS; }, routes: (value) => { routes = value; } },
          silent: /^(?:receiver|group_by)$/, ignored: /^(?:group_interval|repeat_interval)$/, unsupported: /^(?:matchers|match|match_re|continue|mute_time_intervals|active_time_intervals)$/,
        }, remark);
      },
      receivers: (receivers) => itemsOf(receivers, 'receivers', remark).forEach((receiver) => readReceiver(receiver, found, remark)),
    },
    ignored: /^(?:global|templates)$/, unsupported: /^(?:inhibit_rules|mute_time_intervals|time_intervals)$/,
  }, remark);
  const expected = routesOf(found.notify, deadMansSwitch);
  const written = routes === null ? [] : plain(routes);
  if (JSON.stringify(written) !== JSON.stringify(expected)) {
    remark(routes === null ? routeLine : (routes as Tree).line, 'unsupported', 'These routes are not read: pages go to the pager, and every alert to chat and ticket.');
  }
  return found;
}

function readReceiver(tree: Tree, found: Alerting, remark: Remark): void {
  readKeys(tree, 'a receiver', {
    read: {
      name: (value) => {
        const name = value.kind === 'scalar' ? value.text : '';
        if (name === NOBODY || name === WATCHDOG) return;
        if (name !== 'pager' && name !== 'chat' && name !== 'ticket') remark(value.line, 'unsupported', `The receiver ${quoted(name)} is not simulated: pager, chat and ticket are.`);
        else if (found.notify.includes(name)) remark(value.line, 'invalid', `Two receivers are called ${name}.`);
        else found.notify.push(name);
      },
    },
    silent: /_configs$/,
  }, remark);
}
