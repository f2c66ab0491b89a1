import type { Scene, Suspect } from './scene.ts';
import { entriesOf } from './entries.ts';

/** A fault of the run, or a server that was taken out of service although nothing was wrong with it. */
export function eventCause({ spec, events, model }: Scene): Suspect | null {
  const fault = events.find(({ kind }) => kind === 'fault-begins');
  const anyDown = fault === undefined || spec.query.metric === 'serversMarkedDownWhileHealthy';
  const down = events.find(({ kind, atMs }) => kind === 'server-down' && (anyDown || atMs < fault.atMs));
  const event = down ?? fault;
  if (event === undefined) return null;
  // A fault tells its kind in `about` and what it hits in `at`; a server that goes down is told about by the balancer in `at`.
  const name = down === undefined ? event.at : event.about;
  const onIt = model.applications.filter(({ host }) => host === name).map((application) => application.name);
  const entry = entriesOf(model).find(({ target, path }) => target === name || path.at(-1) === name || onIt.includes(target));
  const reaction = down === undefined ? events.find(({ kind, atMs }) => kind === 'server-down' && atMs >= event.atMs) : undefined;
  return {
    code: down === undefined ? 'fault' : 'marked-down',
    server: name,
    atMs: event.atMs,
    data: { noticedAfterMs: reaction === undefined ? null : reaction.atMs - event.atMs },
    path: entry === undefined ? [] : [...entry.path, 'check'],
  };
}
