import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stopped } from '../command.ts';
import type { TestEvidence } from '../../site/evidence/evidence.ts';

interface JsonReport { testResults: { assertionResults: { ancestorTitles: string[]; status: string }[] }[] }

/** Runs tests and counts their results by their outermost `describe`; tests that were skipped do not count. */
export async function testEvidence(root: string, paths: readonly string[]): Promise<TestEvidence[]> {
  const folder = mkdtempSync(join(tmpdir(), 'nsp-tests-'));
  try {
    const file = join(folder, 'report.json');
    await new Promise<void>((resolve, reject) => {
      const child = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=json', `--outputFile=${file}`, ...paths], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
      child.on('error', reject);
      child.on('exit', () => resolve());
    });
    const counted = count(JSON.parse(readFileSync(file, 'utf8')) as JsonReport);
    if (counted.length === 0) throw new Error('none of them ran; npm test shows why.');
    return counted;
  } catch (error) {
    throw new Stopped(`The tests in ${paths.join(', ')} gave no result: ${(error as Error).message}`, 2);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function count({ testResults }: JsonReport): TestEvidence[] {
  const all = new Map<string, TestEvidence>();
  for (const { ancestorTitles: [name = ''], status } of testResults.flatMap((one) => one.assertionResults)) {
    const counted = all.get(name) ?? { name, passed: 0, failed: 0 };
    if (status === 'passed') counted.passed++;
    else if (status === 'failed') counted.failed++;
    else continue;
    all.set(name, counted);
  }
  return [...all.values()];
}
