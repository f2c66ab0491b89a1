// A run inside a link: what stands after #, the same in the page, on the command line and on a server.
import { readReplay } from '../../replay/read-replay.ts';
import type { Replay } from '../../replay/replay.ts';
import { pack, PACKED_MAX, unpack } from './pack.ts';

/** What stands after # of an address; `damaged`: it was meant to be a run, and this is why it is none, as a sentence. */
export type FoundReplay = { kind: 'none' } | { kind: 'replay'; replay: Replay } | { kind: 'damaged'; message: string };

const START = '#run=';
const FORMAT = '1.';

/** The fragment that carries a run, `#run=1.…`; null when its design is too long for a link. */
export async function replayFragment(replay: Replay): Promise<string | null> {
  const text = await pack(replay);
  return text === null ? null : `${START}${FORMAT}${text}`;
}

/** Reads a fragment. Never rejects, and whatever it finds has been looked at field by field. */
export async function replayIn(fragment: string): Promise<FoundReplay> {
  if (!fragment.startsWith(START)) return { kind: 'none' };
  const text = fragment.slice(START.length);
  if (!text.startsWith(FORMAT)) return { kind: 'damaged', message: 'The link was made by another version of the course, so its run cannot be read.' };
  if (text.length > PACKED_MAX + FORMAT.length) return { kind: 'damaged', message: 'The link is too long to be a run.' };
  const replay = readReplay(await unpack(text.slice(FORMAT.length)));
  return replay === null ? { kind: 'damaged', message: 'The link is damaged, so its run cannot be read. Ask for it again. Nothing was changed.' } : { kind: 'replay', replay };
}
