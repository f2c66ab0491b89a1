// Records of a learner into a state, and back.
import type { PackageScope } from '../../course/package-scope.ts';
import { decodeAnswer, encodeAnswer } from '../records/answer.ts';
import { decodeDraft, draftKey, encodeDraft } from '../records/draft.ts';
import { decodeLesson, encodeLesson } from '../records/lesson.ts';
import { soundRecord } from '../records/merge.ts';
import { decodePlace, encodePlace, PLACE_KEY } from '../records/place.ts';
import { decodePrediction, encodePrediction } from '../records/prediction.ts';
import { recordKey } from '../records/record.ts';
import { bestPointsIn, decodeResult, encodeResult, noResult, resultKey } from '../records/result.ts';
import { fieldsOf } from '../records/record.ts';
import { recordOf } from '../records/transfer.ts';
import type { ExerciseWork, PackageState } from './state.ts';

/** The part of a store that is read. */
export interface ReadableStore {
  read(key: string): string | null;
  keys(start: string): string[];
}

const seconds = (ms: number): number => Math.floor(ms / 1000) * 1000;

/** What of the learner's records belongs into a state. */
export function stateOf(store: ReadableStore, scope: PackageScope): PackageState {
  const all = (kind: string): (string | null)[] => store.keys(`${kind}:`).map((key) => store.read(key));
  const place = decodePlace(store.read(PLACE_KEY));
  const ids = new Set(scope.lessons.flatMap(({ id, exercises }) => [id, ...exercises.map((exercise) => exercise.id)]));
  return {
    lessons: scope.lessons.flatMap(({ id }) => {
      const state = decodeLesson(store.read(recordKey('lesson', id)));
      return state === null ? [] : [{ id, isRead: state === 'read' }];
    }),
    exercises: scope.lessons.flatMap(({ exercises }) => exercises.flatMap(({ id, version }) => workOf(store, id, version) ?? [])),
    place: place === null || !ids.has(place.id) ? null : { ...place, atMs: seconds(place.atMs) },
    predictions: all('prediction').flatMap((text) => decodePrediction(text) ?? []).map((one) => ({ ...one, madeAtMs: seconds(one.madeAtMs) })),
    answers: all('answer').flatMap((text) => decodeAnswer(text) ?? []).map((one) => ({ ...one, dueAtMs: one.dueAtMs === null ? null : seconds(one.dueAtMs), lastAtMs: seconds(one.lastAtMs) })),
  };
}

function workOf(store: ReadableStore, id: string, version: number): ExerciseWork | null {
  const [text, draft] = [store.read(resultKey(id)), decodeDraft(store.read(draftKey(id)))];
  if (text === null && draft === null) return null;
  // As it was stored: what an earlier version of the exercise saw is still what it saw.
  const fields = fieldsOf(text);
  const stored = typeof fields?.['exerciseVersion'] === 'number' ? fields['exerciseVersion'] : version;
  const result = decodeResult(text, stored) ?? noResult(id, version);
  const { exerciseVersion, runs, passedOnRun, passedVersion, predictionRun, solutionSeenOnRun, attempts } = result;
  return {
    id, version: exerciseVersion, runs, points: fields === null ? 0 : bestPointsIn(fields), passedOnRun, passedVersion, predictionRun, solutionSeenOnRun,
    hints: draft?.hints ?? 0, attempts: passedOnRun === null ? attempts : [], design: draft === null ? null : { source: draft.source, savedAtMs: seconds(draft.savedAtMs) },
  };
}

/** The sound records in a state, by key; drafts among them. */
export function recordsOf({ lessons, exercises, place, predictions, answers }: PackageState): Map<string, string> {
  const records = new Map<string, string>();
  const add = (key: string, text: string): void => {
    const of = recordOf(key);
    const sound = of === null ? null : soundRecord(of.kind, of.id, text);
    if (sound !== null) records.set(key, sound);
  };
  for (const { id, isRead } of lessons) add(recordKey('lesson', id), encodeLesson(isRead ? 'read' : 'opened'));
  for (const { id, version, points, hints, design, ...counts } of exercises) {
    if (counts.runs > 0 || counts.passedVersion !== null || counts.passedOnRun !== null) add(resultKey(id), encodeResult({ ...noResult(id, version), ...counts, bestPoints: points }));
    if (design !== null) add(draftKey(id), encodeDraft({ format: 1, exercise: id, source: design.source, hints, chosen: null, savedAtMs: design.savedAtMs }));
  }
  if (place !== null) add(PLACE_KEY, encodePlace(place));
  for (const prediction of predictions) add(recordKey('prediction', prediction.id), encodePrediction(prediction));
  for (const answer of answers) add(recordKey('answer', answer.question), encodeAnswer(answer));
  return records;
}
