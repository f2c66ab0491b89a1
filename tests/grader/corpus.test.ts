import { describe, expect, it } from 'vitest';
import { createEvaluator } from '../../src/grader/adapter/node/index.ts';
import { explainReport, grade, renderText, type Report } from '../../src/grader/index.ts';
import { corpus, corpusExercise } from './corpus/index.ts';
import { designWith } from './corpus/entry.ts';

const evaluator = createEvaluator();
const gradeIt = (source: string): Promise<Report> => grade({ source, exercise: corpusExercise, evaluator });
const honest = designWith('');

describe('every submission of the corpus', () => {
  it.each(corpus)('$name', async ({ source, code }) => {
    const report = await gradeIt(source);
    expect(report.diagnostics[0]?.code ?? null).toBe(code);
    expect(report.status).toBe(code === null ? 'pass' : 'fail');
    const text = renderText(explainReport(report, corpusExercise));
    expect(text).not.toMatch(/undefined is|\[object|NaN %|at .*:\d+:\d+/);
    // What a learner wrote stands in it without signs that a terminal or a page would obey.
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    for (const { message } of explainReport(report, corpusExercise).problems) expect(message).toMatch(/^.{10,}[.…]$/su);
    // A code in a sentence is a code that nobody has written a sentence for.
    for (const { code: found } of report.diagnostics) expect(text).not.toContain(`: ${found}.`);
  });

  it('leaves the sandbox fit for the next honest run, whatever came before', async () => {
    const expected = JSON.stringify(await grade({ source: honest, exercise: corpusExercise, evaluator: createEvaluator() }));
    for (const { name, source } of corpus.filter(({ code }) => code !== null)) {
      await evaluator.evaluate(source);
      const outcome = await evaluator.evaluate('export default { ok: true };');
      expect(outcome, `after "${name}"`).toEqual({ kind: 'value', text: '={"ok":true}' });
    }
    expect(JSON.stringify(await gradeIt(honest))).toBe(expected);
  });
});
