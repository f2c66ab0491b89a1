// The process that `startVerdictProcess` starts: it answers one question after the other, each learner's code in a WebAssembly instance of its own. What it does not expect ends it.
import { designOf } from '../../design-of.ts';
import { telling } from '../../evaluate/telling.ts';
import { GRADER_LIMITS } from '../../limits.ts';
import { verdictOn } from '../../verdict.ts';
import type { Model } from '../../../infrastructure/index.ts';
import { evaluatorFactory } from './evaluator.ts';
import { modelHashOf } from './model-hash.ts';
import type { VerdictRequest, VerdictWord } from './verdict-protocol.ts';

/** Whatever a learner's code may have done to an instance, the next learner does not meet it. */
const createEvaluator = evaluatorFactory();
let model: Model | null = null;

/** A pipe is written at once, so a word is out before a learner's code begins. */
const say = (word: VerdictWord): void => void process.stdout.write(`${JSON.stringify(word)}\n`);

async function answer(request: VerdictRequest): Promise<void> {
  const { id } = request;
  if (request.type === 'evaluate') {
    ({ model } = await designOf(request.source, telling(createEvaluator(), (done) => say({ type: 'code', id, done })), GRADER_LIMITS, 'simulate'));
    return say({ type: 'evaluated', id, modelHash: model === null ? '' : modelHashOf(model) });
  }
  if (model === null) throw new Error('There is no model to be simulated.');
  const verdict = verdictOn(model, request.exercise, GRADER_LIMITS, (done) => say({ type: 'progress', id, done }));
  say({ type: 'verdict', id, ...verdict });
}

let text = '';
// Not Node's readline, for which a line also ends with U+2028, which JSON lets stand in a text.
process.stdin.setEncoding('utf8').on('data', (chunk: string) => {
  const lines = (text + chunk).split('\n');
  text = lines.pop() ?? '';
  for (const line of lines) void answer(JSON.parse(line) as VerdictRequest);
});
// Nobody waits for the answer of an orphan.
process.stdin.on('end', () => process.exit());
