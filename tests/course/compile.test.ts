import { describe, expect, it } from 'vitest';
import { compileWith, problemsWith, SAMPLE } from './sample.ts';

describe('a sound course', () => {
  const compiled = compileWith();
  const exercise = compiled.course!.modules[0]!.lessons[0]!.exercises[0]!;

  it('has no problems, and everything that the site and the grader need', () => {
    expect(compiled.problems).toEqual([]);
    expect(compiled.course).toMatchObject({ format: 1, title: 'A course', modules: [{ id: 'one', lessons: [{ id: 'first', module: 'one', title: 'A lesson', minutes: 20, prerequisites: [] }] }] });
    expect(exercise).toMatchObject({ format: 1, id: 'weights', module: 'one', lesson: 'first', starter: 'export default {};\n', seeds: [1, 2, 3], hints: ['one', 'two', 'three'] });
    expect(exercise.story).toEqual(['First paragraph goes on.', 'Second paragraph.']);
    expect(exercise).not.toHaveProperty('starterFails');
    expect(compiled.starterFails).toEqual({ weights: ['in-time'] });
  });

  it('turns durations into milliseconds and fills what is left out', () => {
    expect(exercise.runs[0]).toMatchObject({
      id: 'steady', durationMs: 120_000, warmupMs: 10_000, faults: [{ atMs: 60_000, untilMs: 90_000, kind: 'host-loss', host: 'web1' }],
      workload: {
        arrivals: [{ fromMs: 0, ratePerSecond: 180 }], service: { distribution: 'exponential', meanMs: 50 }, clientTimeoutMs: 5000, clientAddresses: 1000,
        replication: { oneWayDelayMs: 2, apply: { distribution: 'fixed', ms: 2 } },
        classes: [{ name: 'read', share: 0.9, method: 'GET', database: { access: 'read', query: { distribution: 'fixed', ms: 2 } }, service: null }, { name: 'write', share: 0.1, method: 'POST', database: null, service: null }],
      },
    });
  });

  it('compiles checks, conditions and values', () => {
    expect(exercise.checks.map(({ run, aggregate, limit }) => ({ run, aggregate, limit }))).toEqual([{ run: 'steady', aggregate: 'median', limit: { atLeast: 99.9 } }, { run: null, aggregate: 'median', limit: { atMost: 3 } }]);
    const query = { metric: 'loadSharePct', of: 'old', class: null, windowMs: null };
    expect(exercise.diagnoses).toMatchObject([
      { check: 'in-time', when: [{ on: 'metric', run: null, query, limit: { above: 55 } }, { on: 'field', path: 'haproxy.backends.*.servers.*.weight', test: { limit: { above: 1 } } }], values: { share: { run: null, query } } },
      { check: null, when: [{ on: 'problem', code: 'out-of-range', path: 'haproxy.backends.*.servers.*.weight' }], values: {} },
    ]);
  });

  it('keeps solutions and mistakes apart from the course', () => {
    expect(compiled.solutions.map(({ name, title }) => [name, title])).toEqual([['a', 'One way'], ['b', 'Another way']]);
    expect(compiled.mistakes.map(({ name, check, diagnosis }) => [name, check, diagnosis])).toEqual([['c', 'in-time', 'inverted'], ['d', null, 'too-large'], ['e', 'in-time', 'inverted']]);
    expect(JSON.stringify(compiled.course)).not.toContain('One way');
  });
});

describe('files and lists that do not agree', () => {
  it.each<[string, { [path: string]: string | null }, string[]]>([
    ['no course.yaml', { 'course.yaml': null }, ['course.yaml:1: This file is missing: it lists modules and lessons in order.']],
    ['a lesson that course.yaml does not list', { 'one/second/lesson.mdx': SAMPLE['one/first/lesson.mdx']!.replace(/<Exercise.*/, '') }, ['one/second/lesson.mdx:1: course.yaml does not list this lesson: add second to the lessons of the module one.']],
    ['a listed lesson without a folder', { 'course.yaml': `${SAMPLE['course.yaml']!}      - second\n` }, ['course.yaml:8: The lesson second has no folder one/second/.']],
    ['a lesson listed twice', { 'course.yaml': `${SAMPLE['course.yaml']!}      - first\n` }, ['course.yaml:8: The lesson first stands above already: the ids of lessons are different in the whole course.']],
    ['a lesson folder without its text', { 'one/first/lesson.mdx': null }, ['one/first:1: This lesson has no lesson.mdx.']],
    ['an exercise that no lesson embeds', { 'one/first/lesson.mdx': SAMPLE['one/first/lesson.mdx']!.replace(/<Exercise.*/, '') }, ['one/first/weights/exercise.yaml:1: No lesson embeds this exercise: write <Exercise id="weights" /> in one/first/lesson.mdx.']],
    ['an embed of nothing', { 'one/first/lesson.mdx': `${SAMPLE['one/first/lesson.mdx']!}\n<Exercise id="nothing" />\n` }, ['one/first/lesson.mdx:13: There is no exercise nothing in one/first/nothing/.']],
    ['an embed that cannot be read', { 'one/first/lesson.mdx': `${SAMPLE['one/first/lesson.mdx']!}<Exercise name="x"/>\n` }, ['one/first/lesson.mdx:12: An exercise is embedded as <Exercise id="its-id" />, with nothing else in it.']],
    ['an exercise embedded twice', { 'one/first/lesson.mdx': `${SAMPLE['one/first/lesson.mdx']!}<Exercise id="weights" />\n` }, ['one/first/lesson.mdx:12: Exercise weights is already embedded above; once is enough.']],
    ['too few solutions', { 'one/first/weights/solutions/b.ts': null }, ['one/first/weights/exercise.yaml:1: This exercise has 1 solutions in solutions/: it needs at least 2 that differ in structure.']],
    ['too few mistakes', { 'one/first/weights/mistakes/e.ts': null }, ['one/first/weights/exercise.yaml:1: This exercise has 2 mistakes in mistakes/: it needs at least 3.']],
    ['no starter', { 'one/first/weights/starter.ts': null }, ['one/first/weights/exercise.yaml:1: This exercise has no starter.ts.']],
    ['no exercise.yaml', { 'one/first/weights/exercise.yaml': null }, ['one/first/weights:1: This exercise has no exercise.yaml.']],
    ['a folder that is no id', { 'one/first/Weights_2/starter.ts': '' }, ['one/first/Weights_2:1: The name of this folder is an id: it must be small letters']],
  ])('%s', (_name, changes, expected) => {
    const found = problemsWith(changes);
    for (const message of expected) expect(found.some((problem) => problem.startsWith(message)), `${message}\nfound:\n${found.join('\n')}`).toBe(true);
    expect(compileWith(changes).course).toBeNull();
  });

  it.each(['notes.txt', 'one/notes.md', 'one/first/picture.png', 'one/first/weights/notes.md', 'one/first/weights/solutions/a.js', 'one/first/weights/other/a.ts', 'one/first/diagrams/a.png', 'one/first/weights/solutions/deep/a.ts'])('a file that nothing reads: %s', (path) => {
    expect(problemsWith({ [path]: '' })).toEqual([expect.stringMatching(`^${path}:1: Nothing reads this file\\. Known are`)]);
  });

  it('finds an id of an exercise that is used in two lessons', () => {
    const second = Object.fromEntries(Object.entries(SAMPLE).filter(([path]) => path.startsWith('one/first/')).map(([path, text]) => [path.replace('first', 'second'), text]));
    expect(problemsWith({ ...second, 'course.yaml': `${SAMPLE['course.yaml']!}      - second\n` })).toEqual(['one/second/weights/exercise.yaml:1: The exercise weights is also in one/first/weights/: the ids of exercises are different in the whole course.']);
  });

  it('finds prerequisites that do not exist, or come later', () => {
    const withPrerequisites = (ids: string) => problemsWith({ 'one/first/lesson.mdx': SAMPLE['one/first/lesson.mdx']!.replace('prerequisites: []', `prerequisites:\n  - ${ids}`) });
    expect(withPrerequisites('nothing')).toEqual(['one/first/lesson.mdx:7: There is no lesson nothing in course.yaml.']);
    expect(withPrerequisites('first')).toEqual(['one/first/lesson.mdx:7: The lesson first does not come before this one.']);
  });

  it('does not take code for an embed', () => {
    const shown = ['```mdx', '<Exercise id="nothing" />', '```', '', 'Write `<Exercise id="none" />`.', '', '{/* <Exercise id="no" /> */}', ''].join('\n');
    expect(problemsWith({ 'one/first/lesson.mdx': SAMPLE['one/first/lesson.mdx']! + shown })).toEqual([]);
  });
});

describe('mistakes and solutions say what they are', () => {
  it.each([
    ['solutions/a.ts', 'export default {};', 1, 'A solution begins with a line // title:'],
    ['mistakes/c.ts', '// diagnosis: inverted\n', 1, 'A mistake begins with a line // fails:'],
    ['mistakes/c.ts', '// fails: in-time\n', 1, 'A mistake says in its head, // diagnosis:'],
    ['mistakes/c.ts', '// fails: nothing\n// diagnosis: inverted\n', 1, 'The exercise has no check nothing: it has in-time, cost.'],
    ['mistakes/c.ts', '// fails: in-time\n// diagnosis: nothing\n', 2, 'The exercise has no diagnosis nothing: it has inverted, too-large.'],
    ['mistakes/c.ts', '// fails: in-time\n// diagnosis: too-large\n', 2, 'The diagnosis too-large belongs to validation, but this file fails: in-time.'],
    ['mistakes/d.ts', '// fails: validation\n// diagnosis: inverted\n', 2, 'The diagnosis inverted belongs to the check in-time, but this file fails: validation.'],
  ])('%s: %j', (file, text, line, message) => {
    const found = problemsWith({ [`one/first/weights/${file}`]: text });
    expect(found.some((problem) => problem.startsWith(`one/first/weights/${file}:${line}: ${message}`)), found.join('\n')).toBe(true);
  });

  it('a diagnosis needs a mistake that proves it', () => {
    expect(problemsWith({ 'one/first/weights/mistakes/d.ts': '// fails: in-time\n// diagnosis: inverted\n' })).toEqual(['one/first/weights/exercise.yaml:51: The diagnosis too-large is proved by no file in mistakes/. Add a design that must get it, or remove it.']);
  });
});

describe('several problems', () => {
  it('are all reported at once, in order of file and line', () => {
    const found = problemsWith({
      'course.yaml': `${SAMPLE['course.yaml']!}      - second\n`, 'notes.txt': '',
      'one/first/lesson.mdx': SAMPLE['one/first/lesson.mdx']!.replace('minutes: 20', 'minutes: long').replace('lead: One sentence.\n', ''),
      'one/first/weights/exercise.yaml': SAMPLE['one/first/weights/exercise.yaml']!.replace('level: 1', 'level: 9').replace('run: steady', 'run: stedy').replace('kind: host-loss', 'kind: host-los').replace('{share}', '{shore}'),
    });
    expect(found).toEqual([
      'course.yaml:8: The lesson second has no folder one/second/.',
      expect.stringMatching('^notes.txt:1: '),
      'one/first/lesson.mdx:2: lead is missing: it must be a text.',
      'one/first/lesson.mdx:3: minutes must be a whole number from 1 to 240; it is "long".',
      'one/first/weights/exercise.yaml:3: level must be a whole number from 1 to 5; it is 9.',
      expect.stringMatching('^one/first/weights/exercise.yaml:27: runs\\[0\\].faults\\[0\\].kind must be one of host-loss, '),
      'one/first/weights/exercise.yaml:31: checks[0].run names the run stedy, which does not exist: there is steady.',
      'one/first/weights/exercise.yaml:49: diagnoses[0].say has the slot {shore}, but values has no shore.',
      'one/first/weights/exercise.yaml:50: diagnoses[0].values.share is not used: say has no slot {share}.',
    ]);
  });
});
