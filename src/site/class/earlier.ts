// Work that was done before joining, or elsewhere: what of it can be handed in.
import { decodeDraft } from '../records/draft.ts';
import { decodeHistory } from '../records/history.ts';
import { fieldsOf, wholeNumber } from '../records/record.ts';
import { recordsIn } from '../records/transfer.ts';

/** A design that can be handed in. */
export interface Candidate { exercise: string; source: string; hints: number; what: string; isRun: boolean }

/** The longest source that a server takes, characters. */
const SOURCE_CHARS_MAX = 32 * 1024;

/**
 * The designs among saved records: of each exercise those that passed and the last one that was run, and the draft where it was not run. `isKnown` leaves out what
 * was handed in before, and what is no exercise of this course.
 */
export function candidatesIn(records: ReadonlyMap<string, string>, isKnown: (exercise: string, source: string) => boolean): Candidate[] {
  const found: Candidate[] = [];
  const hintsOf = (exercise: string): number => decodeDraft(records.get(`draft:${exercise}`) ?? null)?.hints ?? 0;
  const add = (exercise: string, source: string, what: string, isRun: boolean): void => {
    if (source === '' || source.length > SOURCE_CHARS_MAX || isKnown(exercise, source) || found.some((one) => one.exercise === exercise && one.source === source)) return;
    found.push({ exercise, source, hints: Math.min(3, hintsOf(exercise)), what, isRun });
  };
  for (const [key, text] of records) {
    const history = key.startsWith('history:') ? decodeHistory(text) : null;
    for (const attempt of history?.attempts.toReversed() ?? []) if (attempt.passed && attempt.source !== null) add(history!.exercise, attempt.source, `passed on run ${attempt.run}`, true);
  }
  for (const [key, text] of records) {
    const { exercise, source, runs } = key.startsWith('result:') ? (fieldsOf(text) ?? {}) : {};
    if (typeof exercise === 'string' && typeof source === 'string') add(exercise, source, `run ${wholeNumber(runs) ?? ''}, your last`, true);
  }
  for (const [key, text] of records) {
    const draft = key.startsWith('draft:') ? decodeDraft(text) : null;
    if (draft !== null) add(draft.exercise, draft.source, 'a draft that was not run', false);
  }
  return found;
}

/** The designs in a file: of saved work, or a list `[{"exercise": "weights", "source": "…"}]`. A sentence where it is neither. */
export function candidatesInFile(text: string, isKnown: (exercise: string, source: string) => boolean): Candidate[] | string {
  const list = listIn(text);
  if (list !== null) {
    const fresh = list.filter(({ exercise, source }) => !isKnown(exercise, source));
    return fresh.map((one) => ({ ...one, hints: 0, what: 'in the file', isRun: true }));
  }
  const records = recordsIn(text);
  return typeof records === 'string' ? records : candidatesIn(records, isKnown);
}

function listIn(text: string): { exercise: string; source: string }[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(value)) return null;
  return (value as unknown[]).flatMap((one) => {
    const { exercise, source } = (one ?? {}) as { [field: string]: unknown };
    return typeof exercise === 'string' && typeof source === 'string' && source.length <= SOURCE_CHARS_MAX ? [{ exercise, source }] : [];
  });
}
