// The form of exercise.yaml. This is the author's manual: one line a field.
import * as v from 'valibot';
import type { CheckSpec, Condition, DiagnosisSpec, FieldTest, GoldLimit, Limit } from '../course.ts';
import { fields, id, list, maybe, number, oneOf, paragraphs, text, whole, word } from './form.ts';
import { LIMIT_NAMES, ONE_LIMIT_RULE, limitFields, limitForm, limitOf, limitsIn } from './limit.ts';
import { exercisePredictionForm } from './prediction.ts';
import { DESIGN_METRICS, measuredFields, measureForm, queryFields, queryOf, SAFETY_METRICS, SHARE_RULE, shareHasServer, TRIED_RULE, triesWhole } from './query.ts';
import { choiceQuestionForm } from './question.ts';
import { runForm } from './scenario.ts';

const checkForm = v.pipe(
  fields({
    /** A name that starterFails, diagnoses and mistakes refer to. */
    id: id(),
    /** A claim that holds or does not: "Users are answered in time". */
    title: text(),
    /** Id of the run that is measured; left out for metrics of the design alone. */
    run: maybe(id()),
    ...queryFields,
    /** Judge the median over the seeds, or the worst; left out: worst for safety, where the median is refused, else median. */
    aggregate: maybe(word(['median', 'worst'])),
    ...limitFields,
    /** Why the limit is where it is. */
    why: text(),
    /** What to look at when it fails; never the solution. */
    lookAt: text(),
  }),
  v.check((check) => limitsIn(check) === 1, ONE_LIMIT_RULE),
  v.check((check) => check.run !== undefined || DESIGN_METRICS.includes(check.metric), 'must name the run that is measured'),
  v.check((group) => shareHasServer(group), SHARE_RULE),
  v.check((group) => triesWhole(group), TRIED_RULE),
  v.check((check) => check.aggregate !== 'median' || !SAFETY_METRICS.includes(check.metric), 'judges safety by the median: one bad seed of three would pass. Leave aggregate out, or say worst'),
  v.transform((check): CheckSpec => ({
    id: check.id, title: check.title, run: check.run ?? null, query: queryOf(check), limit: limitOf(check),
    aggregate: check.aggregate ?? (SAFETY_METRICS.includes(check.metric) ? 'worst' : 'median'), why: check.why, lookAt: check.lookAt,
  })),
);

const goldLimitForm = v.pipe(
  fields({
    /** Id of the run that is measured; left out for metrics of the design alone. */
    run: maybe(id()),
    ...queryFields,
    /** As in a check. */
    aggregate: maybe(word(['median', 'worst'])),
    ...limitFields,
  }),
  v.check((one) => limitsIn(one) === 1, ONE_LIMIT_RULE),
  v.check((one) => one.run !== undefined || DESIGN_METRICS.includes(one.metric), 'must name the run that is measured'),
  v.check((group) => shareHasServer(group), SHARE_RULE),
  v.check((group) => triesWhole(group), TRIED_RULE),
  v.transform((one): GoldLimit => ({
    run: one.run ?? null, query: queryOf(one), limit: limitOf(one), aggregate: one.aggregate ?? (SAFETY_METRICS.includes(one.metric) ? 'worst' : 'median'),
  })),
);

const goldForm = fields({
  /** What is better about such a design, in one sentence: "Every user is answered within 240 ms, for 4 units." */
  title: text(),
  /** All of it must hold, beside every check. */
  limits: list(goldLimitForm, 1, 5),
});

const metricConditionForm = v.pipe(
  fields({ ...measuredFields, ...limitFields }),
  v.check((group) => limitsIn(group) === 1, ONE_LIMIT_RULE),
  v.check((group) => shareHasServer(group), SHARE_RULE),
  v.check((group) => triesWhole(group), TRIED_RULE),
  v.transform((group): Condition => ({ on: 'metric', run: group.run ?? null, query: queryOf(group), limit: limitOf(group) })),
);

const problemConditionForm = v.pipe(
  fields({
    /** Code of a validation problem, such as out-of-range. */
    problem: text(),
    /** Where: names and positions with dots, `*` for any of them. */
    field: text(),
  }),
  v.transform((group): Condition => ({ on: 'problem', code: group.problem, path: group.field })),
);

const FIELD_TESTS = ['is', 'repeated', 'absent', 'count'] as const;

interface FieldFields { is?: string | number | boolean; repeated?: boolean; absent?: true; count?: Limit }

function testsIn(group: FieldFields): number {
  return FIELD_TESTS.filter((name) => group[name] !== undefined).length;
}

const fieldConditionForm = v.pipe(
  fields({
    /** Where in the learner's design: names and positions with dots, `*` for any of them. */
    field: text(),
    /** Any value there is this one. */
    is: maybe(v.union([v.string(), v.number(), v.boolean()], 'must be a text, a number, true or false')),
    /** True: two values there are equal; false: no two are. */
    repeated: maybe(v.boolean('must be true or false')),
    /** There is no value. */
    absent: maybe(v.literal(true, 'must be true')),
    /** How many values there are: `{ atLeast: 2 }`. */
    count: maybe(limitForm),
    ...limitFields,
  }),
  v.check((group) => testsIn(group) + limitsIn(group) === 1, `must have exactly one of ${[...FIELD_TESTS, ...LIMIT_NAMES].join(', ')}`),
  v.transform((group): Condition => ({ on: 'field', path: group.field, test: fieldTestOf(group, limitsIn(group) === 1 ? { limit: limitOf(group) } : null) })),
);

function fieldTestOf(group: FieldFields, limit: FieldTest | null): FieldTest {
  if (limit !== null) return limit;
  if (group.is !== undefined) return { is: group.is };
  if (group.count !== undefined) return { count: group.count };
  return group.repeated !== undefined ? { repeated: group.repeated } : { absent: true };
}

const diagnosisForm = v.pipe(
  fields({
    /** A name that mistakes refer to. */
    id: id(),
    /** Of the inventory of misconceptions, such as M03. */
    misconception: v.pipe(v.string('must be a number of the inventory such as M03'), v.regex(/^M\d{2,3}$/, 'must be a number of the inventory such as M03')),
    /** Id of the check that fails because of it; left out: the design does not pass validation. */
    check: maybe(id()),
    /** What gives it away; all of it must hold. */
    when: list(oneOf({ metric: metricConditionForm, problem: problemConditionForm, field: fieldConditionForm }), 1, 20),
    /** What the learner reads: why it happened, never the solution; `{name}` is filled from `values`. */
    say: text(),
    /** Numbers for `say`, each measured from a run. */
    values: maybe(v.record(v.string(), measureForm, 'must be a group of names, each with a metric')),
  }),
  v.transform((one): DiagnosisSpec => ({ id: one.id, misconception: one.misconception, check: one.check ?? null, when: one.when, say: one.say, values: one.values ?? {} })),
);

/** exercise.yaml. */
export const exerciseForm = fields({
  /** 1 at first; raise it when a change could change a verdict. */
  version: whole(1, 100_000),
  /** A few words; not a question, not the solution. */
  title: text(),
  /** 1: one field … 5: a design from a requirement. */
  level: whole(1, 5),
  /** Time that it takes a learner. */
  minutes: whole(1, 240),
  /** The situation: paragraphs with empty lines between; `code` in backticks. */
  story: paragraphs(),
  /** What has to hold at the end, one line each. */
  goals: list(text(), 1, 10),
  /** Three: where to look, the mechanism, the field with a wrong but close value. */
  hints: v.pipe(v.array(text(), 'must be a list of three hints'), v.length(3, 'must be exactly three: where to look, the mechanism, the field')),
  /** What the learner predicts before the first run. */
  predict: exercisePredictionForm,
  /** Asked before solutions are shown to a learner who has not passed: a `choice` about why designs fail here. */
  beforeSolution: choiceQuestionForm,
  /** For the metric hostAvailabilityPct: how often a host of each size is up, percent. */
  hostAvailability: maybe(fields({ small: number(0, 100), medium: number(0, 100), large: number(0, 100) })),
  /** How every single fault is tried on the learner's design; left out: in the load of the first run, without pairs. */
  explore: maybe(fields({
    /** Id of the run whose load it is; its faults are left out. Left out: the first one. */
    run: maybe(id()),
    /** Whether every pair of faults is tried, too. */
    pairs: maybe(v.boolean('must be true or false')),
  })),
  /** At least three numbers; every learner gets the same. */
  seeds: v.pipe(list(whole(1, 4_294_967_295), 3, 20), v.check((seeds) => new Set(seeds).size === seeds.length, 'must be different numbers')),
  /** Ids of the checks that the starter fails; it must pass all others. */
  starterFails: list(id(), 1),
  /** What the design goes through. */
  runs: list(runForm, 1, 10),
  /** What it must do. */
  checks: list(checkForm, 1, 20),
  /** Mutants of solutions that pass, do worse than the solutions in what no check asks for, and are right answers all the same. */
  survivors: maybe(list(fields({
    /** As `nsp check` names it; `*` stands for anything. */
    mutant: text(),
    /** Why it is a right answer. */
    why: text(),
  }), 1, 20)),
  /** More than has to be: never needed to pass, reached by at least one solution and never by the starter; left out: there is none. */
  gold: maybe(goldForm),
  /** Known misconceptions, recognised by what they do; the first that fits is told. */
  diagnoses: list(diagnosisForm, 0, 40),
});
