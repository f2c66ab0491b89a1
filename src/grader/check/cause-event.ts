import type { Model } from '../../infrastructure/index.ts';
import type { Scene, Suspect } from './scene.ts';
import { entriesOf } from './entries.ts';

/** A fault of the run, or a server that was taken out of service although nothing was wrong with it. */
export function eventCause({ spec, events, model }: Scene): Suspect | null {
  const fault = events.find(({ kind }) => kind === 'fault-begins');
  const anyDown = fault === undefined || spec.query.metric === 'serversMarkedDownWhileHealthy';
  const down = events.find(({ kind, atMs }) => kind === 'server-down' && (anyDown || atMs < fault.atMs));
  const event = down ?? fault;
  if (event === undefined) return null;
  // A fault happens at its target and tells its kind; a server that goes down is told by its balancer.
  const name = event.kind === 'fault-begins' || event.about === '' ? event.at : event.about;
  const onIt = model.applications.filter(({ host }) => host === name).map((application) => application.name);
  const entry = entriesOf(model).find(({ target, path }) => target === name || path.at(-1) === name || onIt.includes(target));
  const reaction = down === undefined ? events.find(({ kind, atMs }) => kind === 'server-down' && atMs >= event.atMs) : undefined;
  return {
    code: down === undefined ? 'fault' : 'marked-down',
    server: name,
    atMs: event.atMs,
    data: { noticedAfterMs: reaction === undefined ? null : reaction.atMs - event.atMs, balancers: model.loadBalancers.length, balancersLeft: model.loadBalancers.filter((one) => !standsOn(one, name, model)).length },
    path: entry === undefined ? placeOf(name, model) : [...entry.path, 'check'],
  };
}

/** Whether a balancer is what has this name, or goes with it: a host, a machine, a zone. */
function standsOn({ name, host }: Model['loadBalancers'][number], lost: string, model: Model): boolean {
  const under = model.hosts.find((one) => one.name === host);
  return [name, host, under?.machine, under?.zone].includes(lost);
}

/** The first host that has this name, or stands on this machine or in this zone. */
function placeOf(name: string, model: Model): Suspect['path'] {
  const host = model.hosts.find((one) => one.name === name || one.machine === name || one.zone === name);
  return host === undefined ? [] : ['hosts', host.name];
}
