import type { Scene, Suspect } from './scene.ts';
import { entriesOf } from './entries.ts';

/** A fault of the run, or a server that was taken out of service although nothing was wrong with it. */
export function eventCause({ spec, events, model }: Scene): Suspect | null {
  const fault = events.find(({ kind }) => kind === 'fault-begins');
  const anyDown = fault === undefined || spec.query.metric === 'serversMarkedDownWhileHealthy';
  const down = events.find(({ kind, atMs }) => kind === 'server-down' && (anyDown || atMs < fault.atMs));
  const event = down ?? fault;
  if (event === undefined) return null;
  const name = event.about === '' ? event.at : event.about;
  const entry = entriesOf(model).find(({ target, path }) => target === name || path.at(-1) === name);
  const reaction = down === undefined ? events.find(({ kind, atMs }) => kind === 'server-down' && atMs >= event.atMs) : undefined;
  return {
    code: down === undefined ? 'fault' : 'marked-down',
    server: name,
    atMs: event.atMs,
    data: { noticedAfterMs: reaction === undefined ? null : reaction.atMs - event.atMs },
    path: entry === undefined ? [] : [...entry.path, 'check'],
  };
}
