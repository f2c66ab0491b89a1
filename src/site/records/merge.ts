// Two records of the same thing become one, so that no work is lost: the better result wins, whichever side it comes from.
import { decodeAnswer, encodeAnswer } from './answer.ts';
import { decodeBeside, encodeBeside } from './beside.ts';
import { decodeDraft, encodeDraft } from './draft.ts';
import { decodeHistory, encodeHistory, mergeHistories } from './history.ts';
import { decodeLesson, encodeLesson } from './lesson.ts';
import { passedVersion } from './passed.ts';
import { decodePlace, encodePlace } from './place.ts';
import { decodePrediction, encodePrediction } from './prediction.ts';
import { fieldsOf, wholeNumber, type RecordKind } from './record.ts';
import { bestPointsIn } from './result.ts';

/** The same record as this version writes it; null where the text is no sound record of that kind and id. */
export function soundRecord(kind: RecordKind, id: string, text: string): string | null {
  const own = <R>(record: R | null, recordId: (record: R) => string, encode: (record: R) => string): string | null => (record !== null && recordId(record) === id ? encode(record) : null);
  switch (kind) {
    case 'lesson': return own(decodeLesson(text), () => id, encodeLesson);
    case 'draft': return own(decodeDraft(text), (draft) => draft.exercise, encodeDraft);
    case 'beside': return own(decodeBeside(text), (beside) => beside.exercise, encodeBeside);
    case 'result': return soundResult(id, text);
    case 'prediction': return own(decodePrediction(text), (prediction) => prediction.id, encodePrediction);
    case 'answer': return own(decodeAnswer(text), (answer) => answer.question, encodeAnswer);
    case 'history': return own(decodeHistory(text), (history) => history.exercise, encodeHistory);
    case 'place': return own(decodePlace(text), () => 'last', encodePlace);
  }
}

/** A result stays as it is: its report is large, and only the workspace knows which reports it can still show. */
function soundResult(id: string, text: string): string | null {
  const fields = fieldsOf(text);
  const isCount = (value: unknown): boolean => wholeNumber(value) !== null;
  const isSound = fields !== null && fields['exercise'] === id && isCount(fields['exerciseVersion']) && isCount(fields['runs']) && (fields['passedOnRun'] === null || isCount(fields['passedOnRun']));
  return isSound ? JSON.stringify(fields) : null;
}

/** What is kept of two sound records of the same key, the stored one first. Drafts and designs beside them are not merged: see transfer.ts. */
export function mergeRecords(kind: Exclude<RecordKind, 'draft' | 'beside'>, stored: string, incoming: string): string {
  switch (kind) {
    case 'lesson': return decodeLesson(incoming) === 'read' ? incoming : stored;
    case 'result': return mergeResults(stored, incoming);
    case 'prediction': return mergePredictions(stored, incoming);
    case 'answer': return mergeAnswers(stored, incoming);
    case 'history': return encodeHistory(mergeHistories(decodeHistory(stored)!, decodeHistory(incoming)!));
    case 'place': return decodePlace(incoming)!.atMs > decodePlace(stored)!.atMs ? incoming : stored;
  }
}

/** A pass beats none, of two the one of the later version; then the one that was made for the later version. The larger count of runs stays, and the better points of the same version. */
function mergeResults(stored: string, incoming: string): string {
  const [own, other] = [fieldsOf(stored)!, fieldsOf(incoming)!];
  const rank = (text: string, fields: { [field: string]: unknown }): number[] => [passedVersion(text) ?? -1, Number(fields['exerciseVersion'])];
  const isBetter = compareRanks(rank(incoming, other), rank(stored, own)) > 0;
  const [better, less] = isBetter ? [other, own] : [own, other];
  const runs = Math.max(Number(own['runs']), Number(other['runs']));
  const points = better['exerciseVersion'] === less['exerciseVersion'] ? Math.max(bestPointsIn(own), bestPointsIn(other)) : bestPointsIn(better);
  // A record that says nothing about its points stays as it is where the other has nothing to add.
  return JSON.stringify({ ...better, runs, ...(points === bestPointsIn(better) ? {} : { bestPoints: points }) });
}

/** What was first said counts, but a prediction that was compared with a run beats one that was not. */
function mergePredictions(stored: string, incoming: string): string {
  const [own, other] = [decodePrediction(stored)!, decodePrediction(incoming)!];
  const rank = ({ score, madeAtMs }: typeof own): number[] => [score === null ? 0 : 1, -madeAtMs];
  return compareRanks(rank(other), rank(own)) > 0 ? incoming : stored;
}

/** The one that has come further; of equals the later. Counts are the larger ones, so that reading the same file twice changes nothing. */
function mergeAnswers(stored: string, incoming: string): string {
  const [own, other] = [decodeAnswer(stored)!, decodeAnswer(incoming)!];
  const rank = ({ step, lastAtMs }: typeof own): number[] => [step, lastAtMs];
  const better = compareRanks(rank(other), rank(own)) > 0 ? other : own;
  return encodeAnswer({ ...better, times: Math.max(own.times, other.times), right: Math.max(own.right, other.right) });
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}
