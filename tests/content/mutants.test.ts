// A sample of what `nsp check` does with mutants: those of one solution, here; and a hole in an exercise is found.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { classifyMutants, type Fate } from '../../src/cli/prove/mutants/classify.ts';
import { judge } from '../../src/cli/prove/mutants/judge.ts';
import { diagnosesLine, fateLines, survivorProblems } from '../../src/cli/prove/mutants/prove-mutants.ts';
import { compileCourse, type Exercise } from '../../src/course/index.ts';
import { exercisesOf } from '../../src/cli/content.ts';
import { readContent } from '../../src/site/build/read-content.ts';
import { designOf } from './design.ts';

const content = compileCourse(readContent(fileURLToPath(new URL('../..', import.meta.url))));
const exercise = exercisesOf(content.course!).find(({ id }) => id === 'complete-the-path')!;
const { name, source } = content.solutions.find((one) => one.exercise === exercise.id && one.name === 'both-in-the-list')!;

/** None of the exercise's own. */
const OTHER_SEEDS = Array.from({ length: 10 }, (_, at) => 1001 + at);

const fatesIn = (one: Exercise): Promise<Fate[]> => classifyMutants(one, [{ name, design: designOf(source) }], OTHER_SEEDS, ({ design, trial }) => Promise.resolve(judge(design, trial)));

describe('mutants of a solution', async () => {
  const fates = await fatesIn(exercise);

  it('are caught, refused, the same or also right', () => {
    expect(survivorProblems(fates, [])).toEqual([]);
    const lines = fateLines(fates, exercise);
    for (const line of [
      'refused: both-in-the-list: hosts.lb1 gone, with what needs it', 'caught (shared): both-in-the-list: hosts.web2 gone, with what needs it',
      'caught (cost): both-in-the-list: hosts.web1.size: "small" → "large"', 'same: both-in-the-list: haproxy.backends.shop.balance: "roundrobin" → "static-rr"',
      'right: both-in-the-list: haproxy.backends.shop.balance: "roundrobin" → "random"',
    ]) expect(lines).toContain(line);
  });

  it('get the diagnosis that a learner gets, with its sentence, and those are counted', () => {
    expect(fateLines(fates, exercise)).toContain(
      'caught (shared): both-in-the-list: haproxy.backends.shop.servers.web2.to: "app2" → "app1" — same-target-twice: Two entries are two names, not two servers. Both lead to `app1`, and it got 100 % of the requests.',
    );
    expect(diagnosesLine(fates)).toMatch(/^diagnoses of mutants: same-target-twice 1, none of the caught \d+$/);
  });

  it('survive where a check is missing, and are told with what is worse', async () => {
    const open = await fatesIn({ ...exercise, checks: exercise.checks.filter(({ id }) => id !== 'shared') });
    expect(survivorProblems(open, [])).toContainEqual(expect.stringMatching(/^A mutant of the solution both-in-the-list passes: haproxy\.backends\.shop\.servers\.web2 dropped\. It \S+ is .*, at worst .* in a solution\./));
  }, 120_000);
});
