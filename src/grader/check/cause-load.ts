import type { FieldPath } from '../../infrastructure/index.ts';
import type { Scene, Suspect } from './scene.ts';
import { entriesOf, type Entry } from './entries.ts';
import type { ServerLoad } from './server-load.ts';

/** Offered work from which a server counts as asked for more than it can do: by chance it already is at 98 %. */
const OVERLOADED_SHARE = 0.98;
/** Busy from here on, requests wait long although the server keeps up (at 85 % with 4 workers a third of the mean service time and growing fast). */
const NEARLY_FULL_PCT = 85;

/** Requests are late or fail because no server is reached, or one server has more work than it can do. */
export function loadCause(scene: Scene): Suspect | null {
  const entries = entriesOf(scene.model);
  if (scene.loads.every(({ offeredPerS }) => offeredPerS === 0)) return unreached(entries);
  const server = [...scene.loads].sort((a, b) => pressure(b) - pressure(a))[0];
  if (server === undefined) return null;
  const isOverloaded = pressure(server) >= OVERLOADED_SHARE && server.waitingMax > server.workers;
  if (!isOverloaded && server.busyPct < NEARLY_FULL_PCT) return null;
  return {
    code: isOverloaded ? 'overloaded' : 'nearly-full',
    server: server.name,
    atMs: isOverloaded ? server.waitsFromMs : null,
    data: {
      offeredPerS: server.offeredPerS, capacityPerS: server.capacityPerS, busyPct: server.busyPct, sharePct: server.sharePct, waitingMax: server.waitingMax,
      workers: server.workers,
    },
    path: weightPath(entries.find(({ target }) => target === server.name), server.name),
  };
}

/** Work asked for as a part of what the server can do; how busy it was, where that is not known. */
function pressure(server: ServerLoad): number {
  return server.capacityPerS === null ? server.busyPct / 100 : Math.max(server.offeredPerS / server.capacityPerS, server.busyPct / 100);
}

function weightPath(entry: Entry | undefined, server: string): FieldPath {
  return entry === undefined ? ['apps', server] : [...entry.path, 'weight'];
}

function unreached(entries: Entry[]): Suspect {
  const found = { server: null, atMs: null, data: { entries: entries.length } };
  return entries.length === 0 ? { ...found, code: 'no-entries', path: [] } : { ...found, code: 'no-server-reached', path: ['haproxy', 'backends'] };
}
