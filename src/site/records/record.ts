// What this computer keeps for a learner: texts under keys, each JSON with a format version. One file a kind in this folder; `platform/store.ts` keeps them.

/** Every kind of record, by the beginning of its key: `draft:weights`. */
export const RECORD_KINDS = ['lesson', 'draft', 'beside', 'result', 'prediction', 'answer', 'history', 'place'] as const;
/** One of them. */
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Key of a record. */
export const recordKey = (kind: RecordKind, id: string): string => `${kind}:${id}`;

/** The fields of a stored text of format 1; null for anything else. Whoever reads them checks each. */
export function fieldsOf(text: string | null): { [field: string]: unknown } | null {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    const fields = value as { [field: string]: unknown };
    return fields['format'] === 1 ? fields : null;
  } catch {
    return null;
  }
}

/** A whole number from 0; null for anything else. */
export const wholeNumber = (value: unknown): number | null => (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null);
