// How a measured number stands in a sentence.
import { aggregate, median } from '../../../grader/check/limit.ts';
import type { LessonNumber } from '../../../course/index.ts';

/** As wide as in the text around it, and not broken. */
const UNIT_SPACE = '\u00a0';

/** The text of a number, such as `62.7 %`, `64.3 %, 60.8 % and 62.7 %` or `60.8 to 64.3 %`, from one value a seed; all of them are known. */
export function numberText({ as, claim, decimals, unit }: Pick<LessonNumber, 'as' | 'claim' | 'decimals' | 'unit'>, bySeed: readonly number[]): string {
  const text = (value: number): string => fixed(value, decimals);
  const withUnit = (one: string): string => (unit === '' ? one : `${one}${UNIT_SPACE}${unit}`);
  if (as === 'each') return inWords(bySeed.map((value) => withUnit(text(value))));
  if (as === 'range') {
    const [low, high] = [text(Math.min(...bySeed)), text(Math.max(...bySeed))];
    return withUnit(low === high ? low : `${low} to ${high}`);
  }
  return withUnit(text(aggregate([...bySeed], as, claim)!));
}

/** The one value behind the text, for what is compared with it: the worst where the text tells the worst, else the median. */
export function numberValue({ as, claim }: Pick<LessonNumber, 'as' | 'claim'>, bySeed: readonly number[]): number | null {
  return as === 'worst' ? aggregate([...bySeed], 'worst', claim) : median([...bySeed]);
}

/** With exactly so many digits after the point, thousands apart. */
function fixed(value: number, decimals: number): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals, signDisplay: 'negative' as const };
  return value.toLocaleString('en', digits).replace('-', '−');
}

function inWords(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)!}`;
}
