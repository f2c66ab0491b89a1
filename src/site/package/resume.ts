// Coming back: what the learning system kept is taken into the learner's own store. Of two designs the newer one becomes the draft, the other lies beside it; nothing is thrown away. Pure.
import { decodeBeside, encodeBeside, type Beside } from '../records/beside.ts';
import { decodeDraft, draftKey, encodeDraft, type Draft } from '../records/draft.ts';
import { mergeRecords, soundRecord } from '../records/merge.ts';
import { fieldsOf, recordKey } from '../records/record.ts';
import { recordOf } from '../records/transfer.ts';
import { shortHash } from './state.ts';

/** Key of what this computer knows about the designs that the learning system has. */
export const KNOWN_KEY = 'package:known';
/** Key of designs that wait for their place beside a draft, because another one lies there. */
export const WAITING_KEY = 'package:waiting';

/** By exercise, the hash of the design that the learning system has, as far as this computer knows. It tells which of two designs grew out of the other. */
export type Known = { readonly [exercise: string]: string };

/** The texts that are to be written, by key. */
export type ResumePlan = ReadonlyMap<string, string>;

/** Plans it. `incoming`: sound records out of the state; `stored` gives what this computer has under a key. */
export function planResume(incoming: ReadonlyMap<string, string>, stored: (key: string) => string | null, nowMs: number): ResumePlan {
  const next = new Map<string, string>();
  const known: { [exercise: string]: string } = { ...readKnown(stored(KNOWN_KEY)) };
  const waiting: Beside[] = readWaiting(stored(WAITING_KEY));
  for (const [key, text] of incoming) {
    const { kind, id } = recordOf(key)!;
    const before = stored(key);
    const own = before === null ? null : soundRecord(kind, id, before);
    if (kind === 'draft') {
      const loser = takeDesign(key, own === null ? null : decodeDraft(own), decodeDraft(text)!, known[id], next);
      if (loser !== null) waiting.push({ format: 1, exercise: id, source: loser, from: 'package', atMs: nowMs });
      known[id] = shortHash(decodeDraft(text)!.source);
    } else if (own === null) next.set(key, text);
    else if (kind !== 'beside') next.set(key, mergeRecords(kind, own, text));
  }
  next.set(WAITING_KEY, JSON.stringify({ format: 1, designs: waiting.filter((design) => !layBeside(design, next, stored)) }));
  next.set(KNOWN_KEY, JSON.stringify({ format: 1, designs: known }));
  return new Map([...next].filter(([key, text]) => text !== stored(key)));
}

/** Decides between two designs; gives the one that neither stays nor is what the other grew out of. */
function takeDesign(key: string, own: Draft | null, other: Draft, known: string | undefined, next: Map<string, string>): string | null {
  if (own === null) {
    next.set(key, encodeDraft(other));
    return null;
  }
  const hints = Math.max(own.hints, other.hints);
  const isNewer = other.savedAtMs > own.savedAtMs;
  const [ownGrew, otherGrew] = [known === shortHash(other.source), known === shortHash(own.source)];
  const takesOther = own.source !== other.source && !ownGrew && (otherGrew || isNewer);
  next.set(key, encodeDraft({ ...(takesOther ? other : own), hints }));
  return own.source === other.source || ownGrew || otherGrew ? null : (takesOther ? own : other).source;
}

/** Puts a design where nothing lies beside the draft yet. False: it has to wait. */
function layBeside(design: Beside, next: Map<string, string>, stored: (key: string) => string | null): boolean {
  const at = (key: string): string | null => next.get(key) ?? stored(key);
  const key = recordKey('beside', design.exercise);
  const lying = decodeBeside(at(key));
  if (decodeDraft(at(draftKey(design.exercise)))?.source === design.source || lying?.source === design.source) return true;
  if (lying !== null) return false;
  next.set(key, encodeBeside(design));
  return true;
}

/** What is known; nothing in a text that is none. */
export function readKnown(text: string | null): Known {
  const designs = fieldsOf(text)?.['designs'];
  return typeof designs === 'object' && designs !== null ? Object.fromEntries(Object.entries(designs).filter(([, hash]) => typeof hash === 'string')) as Known : {};
}

function readWaiting(text: string | null): Beside[] {
  const designs = fieldsOf(text)?.['designs'];
  return Array.isArray(designs) ? designs.flatMap((design) => decodeBeside(JSON.stringify(design)) ?? []) : [];
}
