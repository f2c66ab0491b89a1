// Which line of the design an event of a run has to do with.
import type { FieldPath, Model } from '../../infrastructure/index.ts';
import type { HistoryEvent } from '../../simulation/index.ts';
import type { ParsedSource } from '../source/parse.ts';
import type { SourcePlace } from '../source/place.ts';
import { locatorOf } from './locator.ts';
import { pathOfPart } from './nodes.ts';

/** The place of each event, in their order; null where no line has to do with it. */
export function eventPlaces(events: readonly HistoryEvent[], model: Model, parsed: ParsedSource): (SourcePlace | null)[] {
  const place = locatorOf(parsed);
  return events.map((event) => {
    const path = pathOfEvent(event, model);
    return path === null ? null : place(path);
  });
}

function pathOfEvent({ kind, at, about }: HistoryEvent, model: Model): FieldPath | null {
  switch (kind) {
    case 'fault-begins':
    case 'fault-ends':
      return pathOfFault(about, at, model);
    case 'server-down':
    case 'server-up':
      return pathOfCheck(at, about, model);
    case 'promoted':
      return ['mariadb', 'failover'];
    case 'semi-sync-off':
    case 'semi-sync-on':
      return ['mariadb', 'nodes', at, 'semiSync'];
    case 'address-taken':
    case 'address-released': {
      const address = model.virtualAddresses.find((one) => one.address === about);
      return address === undefined ? null : ['keepalived', address.name, 'members', at];
    }
  }
}

/** The part that a fault hits; of a lost machine or zone the first host there, of a partition its first host. Load is nobody's line. */
function pathOfFault(kind: string, target: string, { hosts, ...rest }: Model): FieldPath | null {
  const hostWhere = (field: FieldPath, isHit: (host: Model['hosts'][number]) => boolean): FieldPath | null => {
    const host = hosts.find(isHit);
    return host === undefined ? null : ['hosts', host.name, ...field];
  };
  switch (kind) {
    case 'host-loss': return hostWhere([], ({ name }) => name === target);
    case 'machine-loss': return hostWhere(['machine'], ({ machine }) => machine === target);
    case 'zone-loss': return hostWhere(['zone'], ({ zone }) => zone === target);
    case 'partition': return hostWhere([], ({ name }) => target.startsWith(`${name} and `) || target.startsWith(`${name} to `));
    case 'load-spike': return null;
    default: return pathOfPart({ hosts, ...rest }, target);
  }
}

/** The `check` of a server line, or the line itself where it has none written beside it. */
function pathOfCheck(balancer: string, server: string, model: Model): FieldPath | null {
  const found = model.loadBalancers.find(({ name }) => name === balancer);
  if (found?.software !== 'haproxy') return null;
  const backend = found.backends.find(({ servers }) => servers.some(({ name, check }) => name === server && check !== null));
  return backend === undefined ? null : ['haproxy', 'backends', backend.name, 'servers', server, 'check'];
}
