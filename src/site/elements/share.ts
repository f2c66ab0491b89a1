// A design inside a link: compressed into the part after #, which no browser sends to any server.
import { PACKED_MAX, pack, unpack } from '../../grader/adapter/web/pack.ts';
import { courseRoot, isOpenedFromFile } from '../platform/root.ts';

/** What a link carries. */
export interface SharedDesign {
  exercise: string;
  version: number;
  source: string;
}

/** What stands after # of an address; `damaged`: it was meant to be a design, and this is why it is none. */
export type FoundDesign = { kind: 'none' } | { kind: 'design'; design: SharedDesign } | { kind: 'damaged'; message: string };

const START = '#design=';
const FORMAT = '1.';
/** Above this a chat or mail program may cut the link; characters. */
const LINK_CHARS_SAFE = 2_000;

/** What is said once a link is copied; `inside`: what it carries. */
export function copiedText(link: string, inside = 'design'): string {
  const long = link.length > LINK_CHARS_SAFE ? ` It has ${link.length} characters: check that it arrives whole.` : '';
  return isOpenedFromFile() ? `The link is copied. The course was opened from a folder, so it works on this computer only.${long}` : `The link is copied. The ${inside} is inside it, nothing is sent anywhere.${long}`;
}

/** The link that shows a design in its exercise; rejects with a sentence when the design is too long for one. */
export async function linkTo(design: SharedDesign): Promise<string> {
  const text = await pack(design);
  if (text === null) throw new Error('The design is too long for a link. Copy its text instead.');
  return new URL(`exercises/${design.exercise}/index.html${START}${FORMAT}${text}`, courseRoot()).href;
}

/** Reads what stands after #; never rejects. */
export async function designIn(hash: string): Promise<FoundDesign> {
  if (!hash.startsWith(START)) return { kind: 'none' };
  const damaged = (message: string): FoundDesign => ({ kind: 'damaged', message });
  const text = hash.slice(START.length);
  if (!text.startsWith(FORMAT)) return damaged('The link was made by another version of the course, so its design cannot be read.');
  if (text.length > PACKED_MAX + FORMAT.length) return damaged('The link is too long to be a shared design.');
  const { exercise, version, source } = ((await unpack(text.slice(FORMAT.length))) ?? {}) as { [field: string]: unknown };
  if (typeof exercise === 'string' && /^[a-z0-9][a-z0-9-]{0,80}$/.test(exercise) && typeof version === 'number' && typeof source === 'string') return { kind: 'design', design: { exercise, version, source } };
  return damaged('The link is damaged, so its design cannot be read. Ask for it again. Nothing was changed.');
}
