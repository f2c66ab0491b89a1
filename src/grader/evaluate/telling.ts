import type { Evaluator } from './evaluator.ts';

/** An evaluator that says when a learner's code begins (`done` is false) and ends; its sandbox is there before. */
export function telling(evaluator: Evaluator, tell: (done: boolean) => void): Evaluator {
  return {
    prepare: () => evaluator.prepare(),
    async evaluate(code) {
      await evaluator.prepare();
      tell(false);
      const result = await evaluator.evaluate(code);
      tell(true);
      return result;
    },
  };
}
