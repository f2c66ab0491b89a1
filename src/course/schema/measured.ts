// The form of measured.yaml: what the site simulates for a lesson's text. This is the author's manual: one line a field.
import * as v from 'valibot';
import type { Limit } from '../course.ts';
import type { LessonCurve, LessonNumber } from '../measured.ts';
import { anyNumber, fields, id, list, maybe, number, text, whole, word } from './form.ts';
import { limitFields, limitOf, limitsIn, ONE_LIMIT_RULE } from './limit.ts';
import { queryFields, queryOf, SHARE_RULE, shareHasServer, TRIED_RULE, triesWhole } from './query.ts';
import { runFields, runOf, timed } from './scenario.ts';

const numberForm = v.pipe(
  fields({
    /** For <Measured id="…" />. */
    id: id(),
    /** Id of a run of this file. */
    run: id(),
    ...queryFields,
    /** How the seeds become one text; left out: their median. */
    as: maybe(word(['median', 'worst', 'each', 'range'])),
    /** Digits after the point; left out: none. */
    decimals: maybe(whole(0, 4)),
    /** Stands after the number, such as `%` or `ms`; left out: nothing. */
    unit: maybe(text()),
    /** What the text claims, as a limit beside these fields: the build stops when a seed is outside. */
    ...limitFields,
  }),
  v.check((group) => limitsIn(group) === 1, ONE_LIMIT_RULE),
  v.check((group) => shareHasServer(group), SHARE_RULE),
  v.check((group) => triesWhole(group), TRIED_RULE),
  v.transform((group): LessonNumber => ({ id: group.id, run: group.run, query: queryOf(group), as: group.as ?? 'median', decimals: group.decimals ?? 0, unit: group.unit ?? '', claim: limitOf(group) as Limit })),
);

const curveForm = v.pipe(
  fields({
    /** For <Curve id="…" />. */
    id: id(),
    /** What the chart shows, as its caption. */
    title: text(),
    /** Id of a run of this file; its rate is replaced. */
    run: id(),
    ...queryFields,
    /** Requests a second, ascending. */
    rates: v.pipe(list(number(0.001, 100_000), 2, 40), v.check((rates) => rates.every((rate, at) => at === 0 || rate > rates[at - 1]!), 'must be ascending')),
    /** Unit of the metric, such as `ms`. */
    unit: text(),
    /** Name of the x axis; left out: "requests a second". */
    x: maybe(text()),
    /** The x values are the rates divided by this; left out: 1. */
    per: maybe(v.pipe(anyNumber(), v.gtValue(0, 'must be above 0'))),
  }),
  v.check((group) => triesWhole(group), TRIED_RULE),
  v.transform((group): LessonCurve => ({ id: group.id, title: group.title, run: group.run, query: queryOf(group), rates: group.rates, unit: group.unit, x: group.x ?? 'requests a second', per: group.per ?? 1 })),
);

/** measured.yaml. */
export const measuredForm = fields({
  /** What is simulated. */
  runs: list(v.pipe(
    timed(fields({
      ...runFields,
      /** A file inside the lesson's folder: designs/two-servers.ts, weights/starter.ts, weights/solutions/in-proportion.ts. */
      design: text(),
      /** Left out: 1, 2, 3. */
      seeds: maybe(list(whole(1, 4_294_967_295), 1, 20)),
    })),
    v.transform(({ design, seeds, ...run }) => ({ ...runOf(run), design, seeds: seeds ?? [1, 2, 3] })),
  ), 1, 40),
  /** Numbers of the text. */
  numbers: maybe(list(numberForm, 0, 100)),
  /** Charts of one metric over the rate. */
  curves: maybe(list(curveForm, 0, 10)),
});
