// Numbers of lessons: simulated, written as text, and held against the claim around them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { compileCourse, type ContentFile } from '../../src/course/index.ts';
import { measureCourse } from '../../src/site/build/measured/measure.ts';
import { numberText } from '../../src/site/build/measured/text.ts';
import { designOf } from '../content/design.ts';
import { resolve, validate } from '../../src/infrastructure/index.ts';
import { measure, simulate } from '../../src/simulation/index.ts';

const DESIGN = `import { defineInfrastructure } from 'no-single-point';

export default defineInfrastructure({
  hosts: { lb1: {}, web1: {}, web2: {} },
  apps: { a: { host: 'web1', workers: 2 }, b: { host: 'web2', workers: 2 } },
  haproxy: { on: 'lb1', backends: { site: { servers: { a: { to: 'a' }, b: { to: 'b' } } } } },
});
`;

const YAML = `runs:
  - id: calm
    title: Thirty a second
    duration: 20s
    workload: { rate: 30, service: { fixed: 50ms }, clientTimeout: 2s }
    design: designs/two.ts
numbers:
  - { id: success, run: calm, metric: availabilityPct, unit: "%", equals: 100 }
  - { id: busy, run: calm, metric: utilisationPct, as: each, decimals: 1, unit: "%", between: [20, 60] }
curves:
  - { id: knee, title: A knee, run: calm, metric: p99Ms, rates: [10, 40, 70, 90], unit: ms, x: load, per: 80 }
`;

const folder = mkdtempSync(join(process.cwd(), 'node_modules/.measured-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const cacheFile = join(folder, 'measured.json');

function filesOf(yaml: string, design = DESIGN): ContentFile[] {
  const used = [...yaml.matchAll(/id: (success|busy)\b/g)].map(([, id]) => `<Measured id="${id}" />`).join(' ');
  const lesson = `---\ntitle: T\nlead: L\nminutes: 1\nobjectives: [Read]\nprerequisites: []\n---\n\n${used}\n\n${yaml.includes('id: knee') ? '<Curve id="knee" />' : ''}\n`;
  return [
    { path: 'course.yaml', text: 'title: T\nmodules:\n  - { id: m, title: M, summary: S, lessons: [l] }\n' },
    { path: 'm/l/lesson.mdx', text: lesson },
    { path: 'm/l/measured.yaml', text: yaml },
    { path: 'm/l/designs/two.ts', text: design },
  ];
}

async function measureFiles(yaml: string, design = DESIGN) {
  const files = filesOf(yaml, design);
  const { course, problems } = compileCourse(files);
  expect(problems).toEqual([]);
  return measureCourse(course!, files, cacheFile);
}

describe('a lesson that measures', () => {
  it('gets what the simulator gives for its design, run and seeds', async () => {
    const { measured, problems } = await measureFiles(YAML);
    expect(problems).toEqual([]);
    const model = resolve(validate(designOf(DESIGN)).infrastructure!);
    const { runs: [run] } = compileCourse(filesOf(YAML)).course!.modules[0]!.lessons[0]!.measured;
    const bySeed = [1, 2, 3].map((seed) => measure({ metric: 'utilisationPct', of: null, class: null, windowMs: null }, simulate(model, run!, { seed, limits: { events: 1e7 }, record: true }), model));
    expect(measured['l']!.numbers['busy']!.bySeed).toEqual(bySeed);
    expect(measured['l']!.numbers['success']).toEqual({ text: '100\u00a0%', value: 100, bySeed: [100, 100, 100] });
    expect(measured['l']!.runs['calm']).toMatchObject({ run: 'calm', seed: 1, seconds: 20 });
  });

  it('gets a curve over the rates, with the x of its axis', async () => {
    const { measured } = await measureFiles(YAML);
    const { points } = measured['l']!.curves['knee']!;
    expect(points.map(({ x }) => x)).toEqual([0.125, 0.5, 0.875, 1.125]);
    const [calm, , , over] = points.map(({ y }) => y!);
    expect(calm).toBeLessThan(150);
    expect(over).toBeGreaterThan(1000);
  });

  it('is measured once: the next build reads the outcome, and gives the same', async () => {
    const first = await measureFiles(YAML);
    const kept = readFileSync(cacheFile, 'utf8');
    expect(Object.keys(JSON.parse(kept) as object)).toHaveLength(5);
    expect(await measureFiles(YAML)).toEqual(first);
    expect(readFileSync(cacheFile, 'utf8')).toBe(kept);
  });
});

describe('what stops the build', () => {
  const problemsOf = async (yaml: string, design = DESIGN) => (await measureFiles(yaml, design)).problems;

  it('is a claim that a seed does not hold, with file, line, value and seed', async () => {
    const [problem, ...others] = await problemsOf(YAML.replace('between: [20, 60]', 'atLeast: 60'));
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ file: 'm/l/measured.yaml', line: 9 });
    expect(problem!.message).toMatch(/^busy is 3\d(\.\d)? % with seed 1, but the text claims at least 60\.$/);
  });

  it('shows as many digits as are needed to see it', async () => {
    const [problem] = await problemsOf(YAML.replace('as: each, decimals: 1, unit: "%", between: [20, 60]', 'unit: "%", atLeast: 39'));
    expect(problem?.message ?? '').toMatch(/^busy is 38\.9\d % with seed 1/);
  });

  it('is a number that nothing was measured for', async () => {
    const [problem] = await problemsOf(YAML.replace('metric: availabilityPct', 'metric: primaryReadSharePct'));
    expect(problem).toEqual({ file: 'm/l/measured.yaml', line: 8, message: 'success is not measured: with seed 1 the run has no primaryReadSharePct.' });
  });

  it('is a design that does not pass validation, at its own line', async () => {
    const problems = await problemsOf(YAML, DESIGN.replace("to: 'b'", "to: 'c'"));
    expect(problems.map(({ file, line }) => ({ file, line }))).toContainEqual({ file: 'm/l/designs/two.ts', line: 6 });
    expect(problems[0]!.message).toMatch(/^The run calm of measured\.yaml cannot be simulated: /);
  });
});

describe('the text of a number', () => {
  const bySeed = [64.27, 60.81, 62.74];
  const text = (as: 'median' | 'worst' | 'each' | 'range', decimals = 1, unit = '%') => numberText({ as, decimals, unit, claim: { atLeast: 60 } }, bySeed).replaceAll('\u00a0', '_');

  it('is the median, the worst, each of the seeds, or their range', () => {
    expect(text('median')).toBe('62.7_%');
    expect(text('worst')).toBe('60.8_%');
    expect(text('each')).toBe('64.3_%, 60.8_% and 62.7_%');
    expect(text('range')).toBe('60.8 to 64.3_%');
  });

  it('has as many digits as asked for, thousands apart, and a real minus', () => {
    expect(numberText({ as: 'median', decimals: 2, unit: '', claim: { atLeast: 0 } }, [1234.5])).toBe('1,234.50');
    expect(numberText({ as: 'range', decimals: 0, unit: 'ms', claim: { atLeast: 0 } }, [7.2, 6.9])).toBe('7\u00a0ms');
    expect(numberText({ as: 'median', decimals: 0, unit: '', claim: { atLeast: 0 } }, [-3])).toBe('−3');
  });
});
