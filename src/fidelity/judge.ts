// One recording, replayed and compared.
import type { Answer, Comparison, Family, Prediction, Question } from './recording.ts';
import { exact } from './compare.ts';

/** What came of a recording. `not modelled`: the simulator has no answer, and says why. `no outputs`: predicted, and nothing to compare with. */
export type Verdict = 'same' | 'differs' | 'not modelled' | 'no outputs';

/** A field that differs, in one run. */
export interface Difference { field: string; predicted: unknown; recorded: unknown; why: string }

/** The result for one recording. */
export interface Judgement {
  id: string;
  family: string;
  verdict: Verdict;
  /** By field; absent where nothing was predicted. */
  predicted?: { [field: string]: unknown };
  differences: Difference[];
  /** Why nothing was predicted. */
  reason?: string;
}

/** A text that is no recording of schema `fidelity/1`, in a sentence. */
export class RecordingError extends Error {}

const isObject = (value: unknown): value is { [name: string]: unknown } => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Splits a recording into the question and the answer (null: it has none). Throws RecordingError where it is not one. */
export function splitRecording(recording: unknown): { question: Question; answer: Answer | null } {
  if (!isObject(recording)) throw new RecordingError('It is not a JSON object.');
  const { id, family, daemon, inputs, script, config, deterministic, outputs, outputs_by_run: runs } = recording;
  if (typeof id !== 'string') throw new RecordingError('Its field `id` is not a text.');
  if (typeof family !== 'string') throw new RecordingError('Its field `family` is not a text.');
  if (!isObject(daemon) || typeof daemon['name'] !== 'string') throw new RecordingError('Its field `daemon` does not name a daemon.');
  const isTexts = isObject(config) && Object.values(config).every((text) => typeof text === 'string');
  if (typeof config !== 'string' && !isTexts) throw new RecordingError('Its field `config` is neither a text nor an object of texts.');
  const question: Question = {
    id, family, daemon: { name: daemon['name'], version: String(daemon['version'] ?? '') }, inputs: isObject(inputs) ? inputs : {},
    script: Array.isArray(script) ? script : null, config: config as Question['config'],
    fields: Object.keys(isObject(deterministic) ? deterministic : {}),
  };
  if (!isObject(outputs) && !Array.isArray(runs)) return { question, answer: null };
  return { question, answer: { outputs: isObject(outputs) ? outputs : {}, runs: Array.isArray(runs) ? runs.filter(isObject) : [] } };
}

/** Whether the schema of a parsed file is this one; other JSON files in a folder are none of our business. */
export function isRecording(parsed: unknown): boolean {
  return isObject(parsed) && parsed['schema'] === 'fidelity/1';
}

/** Replays a recording. A fault of our own code is reported as `not modelled` with its message, so that one recording never hides the others. */
export function judge(families: readonly Family[], question: Question, answer: Answer | null): Judgement {
  const { id, family: name } = question;
  const family = families.find((candidate) => candidate.names.includes(name));
  const prediction = family === undefined ? { kind: 'not modelled' as const, reason: `The family ${name} is not known.` } : predict(family, question);
  if (prediction.kind === 'not modelled') return { id, family: name, verdict: 'not modelled', differences: [], reason: prediction.reason };
  const predicted = asked(prediction.outputs, question.fields);
  if (answer === null) return { id, family: name, verdict: 'no outputs', predicted, differences: [] };
  const differences: Difference[] = [];
  const compare = (field: string, recorded: unknown): void => {
    const comparison: Comparison = family?.comparisons[field] ?? exact;
    const possible = Object.hasOwn(predicted, field) ? prediction.possible?.[field] ?? [predicted[field]] : [];
    const whys = possible.map((value) => comparison(value, recorded, question));
    const why = possible.length === 0 ? 'not predicted' : whys.includes(null) ? null : whys[0]!;
    if (why !== null && !differences.some((difference) => difference.field === field)) differences.push({ field, predicted: predicted[field], recorded, why });
  };
  for (const [field, recorded] of Object.entries(answer.outputs)) compare(field, recorded);
  for (const run of answer.runs) for (const [field, recorded] of Object.entries(run)) compare(field, recorded);
  return { id, family: name, verdict: differences.length === 0 ? 'same' : 'differs', predicted, differences };
}

/** The fields that the recording has; all of them where it names none. */
function asked(outputs: { [field: string]: unknown }, fields: readonly string[]): { [field: string]: unknown } {
  return fields.length === 0 ? outputs : Object.fromEntries(fields.filter((field) => Object.hasOwn(outputs, field)).map((field) => [field, outputs[field]]));
}

function predict(family: Family, question: Question): Prediction {
  try {
    return family.predict(question);
  } catch (error) {
    return { kind: 'not modelled', reason: `The replay failed: ${error instanceof Error ? error.message : String(error)}` };
  }
}
