// Progress as a file: written out of the store, read into another, all or nothing. Pure; platform/store.ts does what a plan says.
import { decodeBeside, encodeBeside } from './beside.ts';
import { decodeDraft, encodeDraft } from './draft.ts';
import { mergeRecords, soundRecord } from './merge.ts';
import { RECORD_KINDS, recordKey, type RecordKind } from './record.ts';

/** What the first field of such a file says. */
export const FILE_KIND = 'no-single-point/progress';
const FILE_FORMAT = 1;
/** Characters of a file that is read at all; a browser keeps about five million. */
export const FILE_CHARS_MAX = 20_000_000;

/** What is stored: texts under keys. */
export type Stored = ReadonlyMap<string, string>;

/** One key that an import writes; `before` is what was there, null: nothing. */
export interface Change { key: string; kind: RecordKind; before: string | null; after: string }

/** What an import would do. */
export interface ImportPlan {
  /** When the file was saved, milliseconds since 1970. */
  savedAtMs: number;
  /** Records in the file, by kind. */
  inside: { [kind in RecordKind]: number };
  changes: Change[];
  /** Records that change nothing: the same, or no better. */
  unchanged: number;
  /** Exercises whose draft in the file is kept beside the learner's own, because the two differ. */
  beside: string[];
  /** Exercises whose design stays in the file only: another one lies beside the draft already. */
  left: string[];
}

/** Why a file is refused; a sentence for the learner. */
export interface Refusal { refused: string }

/** The kind and id of a record's key; null for any other key. */
export function recordOf(key: string): { kind: RecordKind; id: string } | null {
  const match = /^([a-z]+):([a-z0-9][a-z0-9/-]{0,199})$/.exec(key);
  const kind = RECORD_KINDS.find((one) => one === match?.[1]);
  return kind === undefined ? null : { kind, id: match![2]! };
}

/** The file, as text: every sound record of what is stored. */
export function exportText(stored: Stored, savedAtMs: number): string {
  const records = Object.fromEntries([...stored].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([key, text]) => {
    const place = recordOf(key);
    const sound = place === null ? null : soundRecord(place.kind, place.id, text);
    return sound === null ? [] : [[key, JSON.parse(sound) as unknown]];
  }));
  return `${JSON.stringify({ kind: FILE_KIND, format: FILE_FORMAT, savedAtMs, sum: sumOf(records), records }, null, 1)}\n`;
}

/** What reading the file would do to what is stored. Never throws; a refusal changes nothing. */
export function planImport(fileText: string, stored: Stored, nowMs: number): ImportPlan | Refusal {
  const file = readFile(fileText);
  if ('refused' in file) return file;
  const plan: ImportPlan = { savedAtMs: file.savedAtMs, inside: countKinds(file.records), changes: [], unchanged: 0, beside: [], left: [] };
  const next = new Map(stored);
  // Designs that lie beside a draft come after the drafts: what the file's draft needs decides whether there is room.
  const inOrder = [...file.records].sort(([a], [b]) => Number(a.startsWith('beside:')) - Number(b.startsWith('beside:')));
  for (const [key, incoming] of inOrder) {
    const { kind, id } = recordOf(key)!;
    const before = next.get(key);
    const own = before === undefined ? null : soundRecord(kind, id, before);
    if (kind === 'beside') plan.unchanged += takeBeside(id, incoming, next, plan) ? 0 : 1;
    else if (own === null) next.set(key, incoming);
    else if (kind === 'draft') plan.unchanged += takeDraft(id, own, incoming, next, plan, nowMs) ? 0 : 1;
    else {
      const merged = mergeRecords(kind, own, incoming);
      if (merged === own) plan.unchanged += 1;
      else next.set(key, merged);
    }
  }
  plan.changes = [...next].flatMap(([key, after]): Change[] => (after === stored.get(key) ? [] : [{ key, kind: recordOf(key)!.kind, before: stored.get(key) ?? null, after }]));
  return plan;
}

/** The learner's own draft stays; another one in the file is kept beside it. False: there was nothing to keep. */
function takeDraft(id: string, before: string, incoming: string, next: Map<string, string>, plan: ImportPlan, nowMs: number): boolean {
  const [own, other] = [decodeDraft(before)!, decodeDraft(incoming)!];
  if (own.source !== other.source) {
    const text = encodeBeside({ format: 1, exercise: id, source: other.source, from: 'import', atMs: nowMs });
    return takeBeside(id, text, next, plan, plan.beside);
  }
  if (other.hints <= own.hints) return false;
  next.set(recordKey('draft', id), encodeDraft({ ...own, hints: other.hints }));
  return true;
}

/** Kept where nothing lies beside the draft yet; what is the same as the draft needs no place. `taken` notes a draft that found one. False: there was nothing to keep. */
function takeBeside(id: string, text: string, next: Map<string, string>, plan: ImportPlan, taken: string[] | null = null): boolean {
  const key = recordKey('beside', id);
  const source = decodeBeside(text)!.source;
  const lying = decodeBeside(next.get(key) ?? null);
  const draft = decodeDraft(next.get(recordKey('draft', id)) ?? null);
  if (draft?.source === source || lying?.source === source) return false;
  if (lying === null) {
    next.set(key, text);
    taken?.push(id);
  } else plan.left.push(id);
  return true;
}

/** The sound records of a file, by key; why it is refused, as a sentence. */
export function recordsIn(fileText: string): ReadonlyMap<string, string> | string {
  const file = readFile(fileText);
  return 'refused' in file ? file.refused : file.records;
}

interface ReadFile { savedAtMs: number; records: Map<string, string> }

function readFile(text: string): ReadFile | Refusal {
  if (text.length > FILE_CHARS_MAX) return { refused: 'The file is larger than any that this course writes. Choose the file that “Save to a file” made.' };
  let value: { [field: string]: unknown };
  try {
    value = JSON.parse(text) as typeof value;
  } catch {
    return { refused: 'The file cannot be read: it is no file of this course, or a part of it is missing. Choose the file that “Save to a file” made.' };
  }
  if (typeof value !== 'object' || value === null || value['kind'] !== FILE_KIND) return { refused: 'The file belongs to something else: it does not say that it holds progress of this course.' };
  const { format, savedAtMs, sum, records } = value;
  if (typeof format === 'number' && format > FILE_FORMAT) return { refused: `The file was written by a newer version of this course (format ${format}; this one reads format ${FILE_FORMAT}). Open it with that version.` };
  if (format !== FILE_FORMAT || !isTime(savedAtMs) || typeof records !== 'object' || records === null || Array.isArray(records)) return DAMAGED;
  if (sum !== sumOf(records)) return DAMAGED;
  return readRecords(records as { [key: string]: unknown }, savedAtMs);
}

function readRecords(records: { [key: string]: unknown }, savedAtMs: number): ReadFile | Refusal {
  const read = new Map<string, string>();
  for (const [key, record] of Object.entries(records)) {
    const place = recordOf(key);
    const format = (record as { format?: unknown } | null)?.format;
    if (place === null || (typeof format === 'number' && format > 1)) return { refused: `The file holds something that this version of the course does not know (${key.slice(0, 60)}). Open it with the version that wrote it.` };
    const sound = soundRecord(place.kind, place.id, JSON.stringify(record));
    if (sound === null) return { refused: `The file is damaged: its part ${key.slice(0, 60)} cannot be read. Save it again where it came from.` };
    read.set(key, sound);
  }
  return { savedAtMs, records: read };
}

const DAMAGED: Refusal = { refused: 'The file is damaged: its contents do not agree with its check sum. Save it again where it came from.' };
const isTime = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 8.64e15;

function countKinds(records: ReadonlyMap<string, string>): ImportPlan['inside'] {
  const count = (kind: RecordKind): number => [...records.keys()].filter((key) => key.startsWith(`${kind}:`)).length;
  return Object.fromEntries(RECORD_KINDS.map((kind) => [kind, count(kind)])) as ImportPlan['inside'];
}

/** FNV-1a over the records' JSON, as eight hexadecimal digits: it finds damage, not forgery. */
function sumOf(records: object): string {
  const text = JSON.stringify(records);
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
