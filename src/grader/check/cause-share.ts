import type { Scene, Suspect } from './scene.ts';
import { entriesOf, type Entry } from './entries.ts';

/** Why the server that a check is about gets nothing, or another share than asked for. */
export function shareCause({ spec, loads, model }: Scene): Suspect | null {
  const name = spec.query.of;
  if (name === null) return null;
  const all = entriesOf(model);
  const own = all.filter(({ target }) => target === name);
  const load = loads.find((one) => one.name === name);
  const entry = own[0];
  if (entry === undefined) return { code: 'not-listed', server: name, atMs: null, data: {}, path: serversPath(all[0]) };
  const found = { server: name, atMs: null, path: entry.path };
  if (load === undefined || load.offeredPerS === 0) {
    if (own.every(({ backup }) => backup)) return { ...found, code: 'backup-unused', data: {}, path: [...entry.path, 'backup'] };
    if (own.every(({ weight }) => weight === 0)) return { ...found, code: 'weight-zero', data: {}, path: [...entry.path, 'weight'] };
    return { ...found, code: 'idle', data: {} };
  }
  const data = { sharePct: load.sharePct, busyPct: load.busyPct, offeredPerS: load.offeredPerS, weight: entry.weight, workers: load.workers };
  return { ...found, code: 'uneven-share', data, path: [...entry.path, 'weight'] };
}

/** The list that an entry stands in. */
function serversPath(entry: Entry | undefined): Suspect['path'] {
  return entry === undefined ? [] : entry.path.slice(0, -1);
}
