// What lies beside a lesson's text, and whether text and files agree.
import { describe, expect, it } from 'vitest';
import { compileWith, problemsWith, SAMPLE } from './sample.ts';

const LESSON = SAMPLE['one/first/lesson.mdx']!;

const PREDICTIONS = `- id: share
  ask: How many?
  number: { unit: "%", least: 0, most: 100, measured: answered }
- id: which
  ask: Which?
  choice: { right: b, options: [{ id: a, text: A }, { id: b, text: B }] }
- id: rank
  ask: In which order?
  ranking: { first: slowest, last: fastest, items: [{ id: a, text: A }, { id: b, text: B }], right: [b, a] }
- id: shape
  ask: Which curve?
  curve: { x: load, y: time, right: knee, measured: load, options: [{ id: flat, text: Flat, points: [0.1, 0.1] }, { id: knee, text: A knee, points: [0.1, 0.2, 1] }] }
`;

const QUESTIONS = `- id: what
  ask: What?
  misconception: M03
  why: Because.
  choice: { options: [{ id: a, text: A, right: true }, { id: b, text: B, because: No. }] }
- id: order
  ask: In which order?
  why: Because.
  order: { items: [{ id: a, text: A }, { id: b, text: B }, { id: c, text: C }], free: [[a, b]] }
- id: match
  ask: What belongs together?
  why: Because.
  match: { pairs: [{ id: a, left: A, right: "1" }, { id: b, left: B, right: "2" }], others: [{ id: c, text: "3" }] }
- id: number
  ask: How long?
  why: Because.
  number: { unit: s, right: 12, tolerance: 0.5 }
- id: line
  ask: Which line?
  why: Because.
  line:
    title: haproxy.cfg
    language: haproxy
    right: 2
    code: |
      backend site
        balance roundrobin
    reasons: [{ id: a, text: A, right: true }, { id: b, text: B }]
`;

const MEASURED = `runs:
  - id: steady
    title: A run
    design: designs/two.ts
    duration: 60s
    workload: { rate: 100, service: { exponential: 50ms }, clientTimeout: 5s }
numbers:
  - { id: answered, run: steady, metric: availabilityPct, decimals: 1, unit: "%", between: [99, 100] }
  - { id: shown, run: steady, metric: p99Ms, as: each, unit: ms, atMost: 400 }
curves:
  - { id: load, title: Load, run: steady, metric: p99Ms, rates: [80, 120], unit: ms }
`;

const TEXT = `${LESSON}
<Predict id="share">

It was <Measured id="shown" />.

</Predict>

<Predict id="which">That.</Predict>
<Predict id="rank">That.</Predict>
<Predict id="shape">That.</Predict>

<Question id="what" />
<Question id="order" />
<Question id="match" />
<Question id="number" />
<Question id="line" />
<RunChart id="steady" />
`;

const FILES = { 'one/first/lesson.mdx': TEXT, 'one/first/predictions.yaml': PREDICTIONS, 'one/first/questions.yaml': QUESTIONS, 'one/first/measured.yaml': MEASURED, 'one/first/designs/two.ts': 'export default {};\n' };

const GLOSSARY = `- { id: replica, term: replica, forms: [replicas], meaning: A copy., lesson: first, see: [primary] }
- { id: primary, term: primary, meaning: The one that is written to. }
`;

describe('a lesson with everything', () => {
  const compiled = compileWith({ ...FILES, 'glossary.yaml': GLOSSARY, 'pages/primer.mdx': '---\ntitle: A primer\nlead: One sentence.\nminutes: 10\n---\nText.\n' });
  const lesson = compiled.course?.modules[0]!.lessons[0]!;

  it('has no problems', () => expect(compiled.problems).toEqual([]));

  it('has its predictions, each with its form', () => {
    expect(lesson!.predictions.map(({ id, form }) => [id, form.kind])).toEqual([['share', 'number'], ['which', 'choice'], ['rank', 'ranking'], ['shape', 'curve']]);
    expect(lesson!.predictions[0]!.form).toEqual({ kind: 'number', unit: '%', least: 0, most: 100, measured: 'answered' });
  });

  it('has its questions, each with its lesson, and knows in which order it asks them', () => {
    expect(lesson!.questions.map(({ id, lesson: home, form }) => [id, home, form.kind])).toEqual([['what', 'first', 'choice'], ['order', 'first', 'order'], ['match', 'first', 'match'], ['number', 'first', 'number'], ['line', 'first', 'line']]);
    expect(lesson!.questions.map(({ misconception }) => misconception)).toEqual(['M03', null, null, null, null]);
    expect(lesson!.asks).toEqual(['what', 'order', 'match', 'number', 'line']);
  });

  it('has what is measured for it, with the design itself', () => {
    expect(lesson!.measured.runs).toMatchObject([{ id: 'steady', seeds: [1, 2, 3], design: 'export default {};\n', designFile: 'one/first/designs/two.ts', durationMs: 60_000, warmupMs: 0 }]);
    expect(lesson!.measured.numbers.map(({ id, as, claim }) => [id, as, claim])).toEqual([['answered', 'median', { between: [99, 100] }], ['shown', 'each', { atMost: 400 }]]);
    expect(lesson!.measured.curves).toMatchObject([{ id: 'load', rates: [80, 120], x: 'requests a second', per: 1 }]);
  });

  it('has the glossary in alphabetical order', () => {
    expect(compiled.course!.glossary.map(({ id, forms, lesson: home, see }) => [id, forms, home, see])).toEqual([['primary', [], null, []], ['replica', ['replicas'], 'first', ['primary']]]);
  });
});

describe('what does not fit is named with its line', () => {
  it.each<[string, { [path: string]: string }, string]>([
    ['a prediction that the text does not embed', { 'one/first/lesson.mdx': TEXT.replace('<Predict id="which">That.</Predict>', '') }, 'one/first/predictions.yaml:4: The lesson does not use which'],
    ['a prediction that does not exist', { 'one/first/lesson.mdx': TEXT.replace('id="which"', 'id="who"') }, 'one/first/lesson.mdx:19: There is no Predict who'],
    ['a prediction that is embedded like a number', { 'one/first/lesson.mdx': TEXT.replace('<Predict id="which">That.</Predict>', '<Predict id="which" />') }, 'one/first/lesson.mdx:19: A prediction is embedded as <Predict id="its-id">'],
    ['a prediction of a number that nothing measures', { 'one/first/predictions.yaml': PREDICTIONS.replace('measured: answered', 'measured: nothing') }, 'one/first/predictions.yaml:3: measured.yaml has no number nothing.'],
    ['a prediction with two forms', { 'one/first/predictions.yaml': PREDICTIONS.replace('  choice:', '  number: { unit: s, least: 0, most: 1, measured: answered }\n  choice:') }, 'one/first/predictions.yaml:4: [1] must have exactly one of number, choice, ranking, curve'],
    ['a choice whose right answer is none of them', { 'one/first/predictions.yaml': PREDICTIONS.replace('right: b,', 'right: c,') }, 'one/first/predictions.yaml:6: [1].choice must have the option that right names'],
    ['a ranking that leaves an item out', { 'one/first/predictions.yaml': PREDICTIONS.replace('right: [b, a]', 'right: [b, b]') }, 'one/first/predictions.yaml:9: [2].ranking must name every item once in right'],
    ['a sketch above 1', { 'one/first/predictions.yaml': PREDICTIONS.replace('0.2, 1]', '0.2, 2]') }, 'one/first/predictions.yaml:12: [3].curve.options[1].points[2] must be a number from 0 to 1'],
    ['a question that nobody asks', { 'one/first/lesson.mdx': TEXT.replace('<Question id="order" />', '') }, 'one/first/questions.yaml:1: No lesson asks the question order'],
    ['a question that does not exist', { 'one/first/lesson.mdx': TEXT.replace('<Question id="order" />', '<Question id="odd" />') }, 'one/first/lesson.mdx:24: There is no question odd'],
    ['a choice with two right answers', { 'one/first/questions.yaml': QUESTIONS.replace('text: B, because: No.', 'text: B, right: true') }, 'one/first/questions.yaml:5: [0].choice must have exactly one option with right: true'],
    ['a line outside its file', { 'one/first/questions.yaml': QUESTIONS.replace('right: 2\n', 'right: 3\n') }, 'one/first/questions.yaml:21: [4].line must have right within its lines'],
    ['a run whose design does not exist', { 'one/first/measured.yaml': MEASURED.replace('two.ts', 'three.ts') }, 'one/first/measured.yaml:4: There is no file one/first/designs/three.ts.'],
    ['a number of no run', { 'one/first/measured.yaml': MEASURED.replace('id: shown, run: steady', 'id: shown, run: fast') }, 'one/first/measured.yaml:9: There is no run fast in this file.'],
    ['a number without a claim', { 'one/first/measured.yaml': MEASURED.replace(', atMost: 400', '') }, 'one/first/measured.yaml:9: numbers[1] must have exactly one of'],
    ['a number that the text does not use', { 'one/first/lesson.mdx': TEXT.replace('<Measured id="shown" />', 'nothing') }, 'one/first/measured.yaml:9: The lesson does not use shown'],
    ['a chart of no run', { 'one/first/lesson.mdx': TEXT.replace('<RunChart id="steady" />', '<RunChart id="fast" />') }, 'one/first/lesson.mdx:28: measured.yaml has no run fast.'],
    ['rates that go down', { 'one/first/measured.yaml': MEASURED.replace('[80, 120]', '[120, 80]') }, 'one/first/measured.yaml:11: curves[0].rates must be ascending'],
    ['a design that nothing simulates', { 'one/first/designs/three.ts': '' }, 'one/first/designs/three.ts:1: No run in measured.yaml uses this design.'],
    ['a term that stands twice', { 'glossary.yaml': `${GLOSSARY}- { id: other, term: Replicas, meaning: Again. }\n` }, 'glossary.yaml:3: "replicas" already belongs to a term above.'],
    ['a term that refers to nothing', { 'glossary.yaml': GLOSSARY.replace('[primary]', '[secondary]') }, 'glossary.yaml:1: There is no term secondary.'],
    ['a term of no lesson', { 'glossary.yaml': GLOSSARY.replace('lesson: first', 'lesson: last') }, 'glossary.yaml:1: There is no lesson last in course.yaml.'],
  ])('%s', (_name, changes, expected) => {
    const found = problemsWith({ ...FILES, 'glossary.yaml': GLOSSARY, ...changes });
    expect(found.some((problem) => problem.startsWith(expected)), `${expected}\nfound:\n${found.join('\n')}`).toBe(true);
    expect(compileWith({ ...FILES, ...changes }).course).toBeNull();
  });

  it('questions of an earlier lesson may be asked again, those of a later one may not', () => {
    const second = {
      'course.yaml': `${SAMPLE['course.yaml']!}      - second\n`,
      'one/second/lesson.mdx': LESSON.replace('<Exercise id="weights" />', '<Question id="what" />\n<Question id="late" />'),
      'one/second/questions.yaml': '- { id: late, ask: When?, why: So., number: { unit: s, right: 1, tolerance: 0 } }\n',
    };
    expect(problemsWith({ ...FILES, ...second })).toEqual([]);
    const early = { ...FILES, 'one/first/lesson.mdx': `${TEXT}<Question id="late" />\n` };
    expect(problemsWith({ ...early, ...second })).toEqual(['one/first/lesson.mdx:29: The question late belongs to second, which comes later.']);
  });

  it('ids of questions and predictions are different in the whole course', () => {
    const second = { 'course.yaml': `${SAMPLE['course.yaml']!}      - second\n`, 'one/second/lesson.mdx': LESSON.replace('<Exercise id="weights" />', '<Question id="what" />'), 'one/second/questions.yaml': '- { id: what, ask: When?, why: So., number: { unit: s, right: 1, tolerance: 0 } }\n' };
    expect(problemsWith({ ...FILES, ...second })).toEqual(['one/second/questions.yaml:1: The id what is also in one/first/: ids of questions are different in the whole course.']);
  });
});
