// One verdict: every submission gives the same report, byte for byte, in Chromium, Firefox, Node and on the command line.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { createEvaluator } from '../../src/grader/adapter/node/index.ts';
import { digestReport, grade, type Report } from '../../src/grader/index.ts';
import { askWorker } from './harness/ask-worker.ts';
import { describeInBrowsers } from './harness/browsers.ts';
import { PAGE_LIMIT_MS } from './harness/page.ts';
import { openSite, type Site } from './harness/site.ts';
import { builtExercise, everySubmission, type Submission } from './harness/submissions.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** NSP_WHOLE=1, as in .ci/run, adds the authors' solutions and mistakes in browsers, and everything hostile on the command line. */
const isWhole = process.env['NSP_WHOLE'] === '1';
const submissions = everySubmission().filter(({ name }) => isWhole || !/\/(solutions|mistakes)\//.test(name) || name.includes('/weights/'));
/** Reports of Node in this process, as JSON, by submission. */
const expected = new Map<string, string>();

beforeAll(async () => {
  const evaluator = createEvaluator();
  for (const { name, exercise, source } of submissions) expected.set(name, JSON.stringify(await grade({ source, exercise: builtExercise(exercise), evaluator })));
  console.log(`${submissions.length} submissions; digest over all reports: ${digestReport([...expected] as unknown as Report)}`);
}, 600_000);

/** Lines for the reports that differ; a difference shows the two beginnings from where they part. */
function differences(of: Submission[], reports: Map<string, string>): string[] {
  return of.flatMap(({ name }) => {
    const [here, there] = [expected.get(name)!, reports.get(name) ?? 'no report'];
    if (here === there) return [];
    let at = 0;
    while (here[at] === there[at]) at += 1;
    return [`${name} parts at character ${at}: Node ${here.slice(Math.max(0, at - 60), at + 60)} | other ${there.slice(Math.max(0, at - 60), at + 60)}`];
  });
}

describe('Node in this process', () => {
  it('gives every kind of outcome, so that equality says something', () => {
    const reports = [...expected.values()].map((json) => JSON.parse(json) as Report);
    expect(new Set(reports.map(({ status }) => status))).toEqual(new Set(['pass', 'fail']));
    expect(new Set(reports.map(({ stage }) => stage))).toEqual(new Set(['evaluate', 'validate', 'check']));
    expect(new Set(expected.values()).size).toBeGreaterThan(submissions.length / 2);
  });
});

describe('the command line', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nsp-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const write = ({ source }: Submission): string => {
    const path = join(mkdtempSync(join(folder, 'submission-')), 'design.ts');
    writeFileSync(path, source);
    return path;
  };

  // A process of its own each, so not all: starters, everything hostile when the whole is wanted, and a fifth of the rest.
  it('nsp grade --json gives the same reports', async () => {
    const reports = new Map<string, string>();
    const graded = submissions.filter(({ name }, at) => name.endsWith('/starter.ts') || (isWhole && !name.startsWith('content/')) || at % 5 === 0);
    const queue = [...graded];
    const work = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) reports.set(next.name, await callCommand(next.exercise, write(next)));
    };
    await Promise.all([work(), work()]);
    expect(differences(graded, reports)).toEqual([]);
  });

  it('started from a shell, with one submission of each outcome', async () => {
    const outcomes = new Map(submissions.map((submission) => {
      const { status, stage } = JSON.parse(expected.get(submission.name)!) as Report;
      return [`${status} ${stage}`, submission];
    }));
    const reports = new Map<string, string>();
    for (const submission of outcomes.values()) reports.set(submission.name, await startFromShell(submission.exercise, write(submission)));
    expect(differences([...outcomes.values()], reports)).toEqual([]);
  });
});

/** The command as `nsp` calls it, each submission in a thread of its own, without the start of a process. */
async function callCommand(exercise: string, path: string): Promise<string> {
  const lines: string[] = [];
  const note = (text: string): void => void lines.push(text);
  await run(['grade', exercise, path, '--json'], { root, out: note, err: note, interrupted: () => new Promise(() => undefined) });
  return lines.join('\n');
}

function startFromShell(exercise: string, path: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['src/cli/launch.mjs', 'grade', exercise, path, '--json'], { cwd: root, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve(stdout.trim() || `${error?.message ?? ''} ${stderr}`);
    });
  });
}

describeInBrowsers('determinism', (tabs) => {
  // The worker is the same file in both forms: on file:// every starter shows that it is started right.
  describe.each([{ form: 'http', graded: submissions }, { form: 'file', graded: submissions.filter(({ name }) => name.endsWith('/starter.ts')) }] as const)('over $form', ({ form, graded }) => {
    let site: Site;
    beforeAll(async () => {
      site = await openSite(form);
    });
    afterAll(() => site.close());

    it('the worker of the built site gives the same reports', async () => {
      const reports = new Map<string, string>();
      const queue = [...graded];
      const work = () => tabs.withPage({}, async (page) => {
        await page.open(site.url('index.html'));
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) reports.set(next.name, await page.evaluate(askWorker, { exercise: next.exercise, request: { type: 'grade', source: next.source }, answer: 'report', field: 'report' }));
      });
      await Promise.all([work(), work()]);
      expect(reports.size).toBe(graded.length);
      expect(graded.length).toBeGreaterThan(1);
      expect(differences([...graded], reports)).toEqual([]);
    }, 10 * PAGE_LIMIT_MS);
  });
});
