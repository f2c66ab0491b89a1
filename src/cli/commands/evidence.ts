import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Evidence } from '../../site/evidence/evidence.ts';
import type { BenchResult } from './bench.ts';
import { pinnedDigests } from '../evidence/digests.ts';
import { fidelityEvidence } from '../evidence/fidelity.ts';
import { testEvidence } from '../evidence/tests.ts';
import { runCommand } from '../evidence/run-command.ts';
import { BadUse, Stopped, type Command, type Shell } from '../command.ts';
import { readNamedFile } from '../read-design.ts';

const TARGET = 'src/site/evidence/evidence.json';

/** Measures everything that the page "How true is the simulator?" shows. */
export const command: Command = {
  usage: 'evidence [--bench FILE] [--keep-speed]',
  help: [
    'Writes src/site/evidence/evidence.json, from which the page "How true is the simulator?" is made: replays all',
    'recordings, runs the tests with live daemons, checkers and digests, and the whole bench with theory.',
    '',
    '  --bench FILE  take speed, curves and theory from a file that nsp bench --out wrote, instead of measuring again',
    '  --keep-speed  leave speed and theory as they are',
    '',
    'It takes some ten minutes on two processors, most of it for theory. Exit code: 0 written, 2 something could not be measured.',
  ],
  options: { bench: { type: 'string' }, 'keep-speed': { type: 'boolean' } },
  arguments: [0, 0],
  async run({ options }, shell) {
    const target = join(shell.root, TARGET);
    const before = JSON.parse(readFileSync(target, 'utf8')) as Evidence;
    const bench = options['keep-speed'] === true ? null : await benchResult(options['bench'], shell);
    shell.err('replaying the recordings');
    const fidelity = fidelityEvidence(join(shell.root, 'tests/fidelity/recordings'));
    shell.err('running the tests with real daemons, and those of determinism');
    const live = await testEvidence(shell.root, ['tests/fidelity/live', 'tests/fidelity/checkers.test.ts']);
    const determinism = await testEvidence(shell.root, ['tests/determinism', 'tests/browser/digests.test.ts']);
    const evidence: Evidence = {
      day: new Date().toISOString().slice(0, 10),
      machine: bench === null ? before.machine : `${bench.machine.processor}, ${bench.machine.processors} processors, Node ${bench.machine.node.slice(1)}`,
      fidelity,
      live: live.filter((one) => one.name !== 'the live tests'),
      theory: bench === null ? before.theory : theoryOf(bench),
      determinism: { ...pinnedDigests(join(shell.root, 'tests/determinism/digests.json')), tests: determinism },
      speed: bench === null ? before.speed : speedOf(bench),
    };
    writeFileSync(target, `${JSON.stringify(evidence, null, 1)}\n`);
    shell.out(`${TARGET} is written.`);
    return 0;
  },
};

async function benchResult(file: string | boolean | undefined, shell: Shell): Promise<BenchResult> {
  if (typeof file === 'string') return parseBench(readNamedFile(file, 'bench'), file);
  const folder = mkdtempSync(join(tmpdir(), 'nsp-evidence-'));
  try {
    const out = join(folder, 'bench.json');
    // A goal that was missed is evidence as well; only a bench that wrote nothing is none.
    await runCommand(shell.root, ['bench', 'speed', 'curves', 'theory', '--out', out]);
    return parseBench(readNamedFile(out, 'bench'), out);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function parseBench(text: string, file: string): BenchResult {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new BadUse(`${file} is not JSON; nsp bench --out writes such a file.`);
  }
  const bench = parsed as Partial<BenchResult>;
  if (bench.format !== 1 || bench.rows === undefined || bench.theory === undefined) throw new BadUse(`${file} was not written by nsp bench --out.`);
  if (bench.theory.length === 0 || bench.rows.length === 0) throw new Stopped(`${file} has no theory or no speed: run nsp bench speed curves theory --out FILE.`, 2);
  return bench as BenchResult;
}

function theoryOf({ theory, theorySize }: BenchResult): Evidence['theory'] {
  return {
    ...theorySize,
    rows: theory.map(({ title, what, formula, unit, exact, measured, standardError, offPct, holds }) => ({ system: title, what, formula, unit, exact, measured, standardError, offPct, holds })),
  };
}

function speedOf({ rows, curves, differences, tried }: BenchResult): Evidence['speed'] {
  return {
    rows: rows.map(({ what, value, unit, goal, reached, note }) => ({ what, value, unit, goal, reached, note })),
    curves: curves.map(({ name, points }) => ({ name, points: points.map(({ at, nsPerRequest }) => ({ at, nsPerRequest })) })), differences, tried,
  };
}
