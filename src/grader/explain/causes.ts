import type { Cause } from '../report.ts';
import type { ComponentKind, FaultName } from '../../simulation/metrics.ts';
import { faultWords } from './fault-words.ts';
import { formatMoment, formatNumber, plural } from './numbers.ts';

/** Sentences for a cause: where it shows, and why it has this effect. */
export interface CauseText {
  where: string | null;
  why: string;
}

type Text = (cause: Cause, name: string) => CauseText;

const TEXTS: { [code: string]: Text } = {
  overloaded: ({ atMs, data }, name) => ({
    where: atMs === null ? `At ${name}.` : `At ${name}, from ${formatMoment(atMs)} on.`,
    why: `${name} is asked for ${rate(data['offeredPerS'])} and ${capacity(data)}, so requests wait: up to ${plural(count(data['waitingMax']), 'request')} at once.`,
  }),
  'nearly-full': ({ data }, name) => ({
    where: `At ${name}.`,
    why: `${name} is ${percent(data['busyPct'])} busy, so most requests wait before their work begins.`,
  }),
  'no-entries': () => ({ where: null, why: 'No load balancer has an entry that leads to a server.' }),
  'no-server-reached': () => ({ where: null, why: 'No request reached a server.' }),
  'not-listed': (_, name) => ({ where: `At ${name}.`, why: `No entry of a load balancer leads to ${name}, so no request reaches it.` }),
  'backup-unused': (_, name) => ({ where: `At ${name}.`, why: `Every entry that leads to ${name} is a backup, and a backup waits until no other server is usable.` }),
  'weight-zero': (_, name) => ({ where: `At ${name}.`, why: `The weight of ${name} is 0, and weight 0 gets nothing new.` }),
  idle: (_, name) => ({ where: `At ${name}.`, why: `An entry leads to ${name}, but no request was sent to it.` }),
  'uneven-share': ({ data }, name) => ({
    where: `At ${name}.`,
    why: `${name} got ${percent(data['sharePct'])} of the requests with weight ${String(data['weight'])}, and was ${percent(data['busyPct'])} busy.`,
  }),
  cost: ({ data }) => ({
    where: null,
    why: `The design has ${plural(count(data['hosts']), 'host')}: ${sizes(data)}. They cost 1, 2 and 4 units by size.`,
  }),
  'largest-machine': ({ data }, name) => ({
    where: `On machine ${name}.`,
    why: `Machine ${name} carries ${String(data['workers'])} of the ${plural(count(data['all']), 'worker')}. Without it ${String(count(data['all']) - count(data['workers']))} are left.`,
  }),
  'weakest-host': ({ data }, name) => ({
    where: `At ${name}.`,
    why: `${name} is up ${nearHundred(data['upPct'])} of the time. If it never failed, users would be served ${nearHundred(data['servedPct'])} of the time; no other host makes a larger difference.`,
  }),
  'too-many-hosts': ({ data }) => ({
    where: null,
    why: `Roles stand on ${plural(count(data['hosts']), 'host')}. Every combination of hosts is tried, and that ends at ${count(data['most'])} hosts.`,
  }),
  'no-path': () => ({ where: null, why: 'Even while every host is up, no way leads from the entrance of the users to an application with its database.' }),
  fault: ({ atMs, data }, name) => ({
    where: `At ${name}, from ${formatMoment(atMs ?? 0)} on.`,
    why: data['noticedAfterMs'] === null
      ? unnoticed(data, name)
      : `${name} failed and was taken out of service ${formatMoment(count(data['noticedAfterMs']))} later; until then requests were still sent to it.`,
  }),
  'fault-not-survived': ({ server, data }, name) => ({
    where: `At ${name}.`,
    why: `When ${faultWords({ name: server ?? '', kind: data['part'] as ComponentKind }, data['fault'] as FaultName)}, ${notSurvived(data)}. Of ${plural(count(data['tried']), 'fault')} that were tried, ${count(data['notServed'])} ${count(data['notServed']) === 1 ? 'is' : 'are'} noticed by users.`,
  }),
  'marked-down': ({ atMs }, name) => ({
    where: `At ${name}, at ${formatMoment(atMs ?? 0)}.`,
    why: `Health checks of ${name} failed and it was taken out of service, although nothing was wrong with it.`,
  }),
};

/** The sentences of a cause; null for none, and for a code that this version does not know. */
export function describeCause(cause: Cause | null): CauseText | null {
  if (cause === null || !Object.hasOwn(TEXTS, cause.code)) return null;
  return (TEXTS[cause.code] as Text)(cause, cause.server === null ? 'the service' : `\`${cause.server}\``);
}

/** Why nothing was taken out of service after a fault. */
function unnoticed({ balancers, balancersLeft }: Cause['data'], name: string): string {
  if (count(balancers) === 0 || count(balancersLeft) > 0) return `No load balancer took anything out of service after the fault at ${name}.`;
  return `With ${name} ${balancers === 1 ? 'the only load balancer' : 'every load balancer'} was gone, so nothing was left that could send requests elsewhere.`;
}

type Value = Cause['data'][string] | undefined;

function count(value: Value): number {
  return typeof value === 'number' ? value : 0;
}

function capacity(data: Cause['data']): string {
  return data['capacityPerS'] === null ? `is ${percent(data['busyPct'])} busy` : `can do ${rate(data['capacityPerS'])}`;
}

function rate(value: Value): string {
  return `${formatNumber(count(value), 0)} requests a second`;
}

function percent(value: Value): string {
  return `${formatNumber(count(value), 1)} %`;
}

function notSurvived(data: Cause['data']): string {
  const served = `${percent(data['servedPct'])} of the requests in the next ${formatNumber(count(data['horizonMs']) / 1000, 0)} s are answered in time, and ${percent(data['baselinePct'])} without the fault`;
  return data['outcome'] === 'data-lost' ? `${plural(count(data['writesAtRisk']), 'confirmed write')} ${data['writesAtRisk'] === 1 ? 'is' : 'are'} on no server that is left` : served;
}

/** Percentages of availability differ in their last digits. */
function nearHundred(value: Value): string {
  return `${formatNumber(count(value), 3)} %`;
}

function sizes(data: Cause['data']): string {
  return ['small', 'medium', 'large'].filter((size) => count(data[size]) > 0).map((size) => `${String(data[size])} ${size}`).join(', ');
}
