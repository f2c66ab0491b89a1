// One digest of every scenario's full result: pinned, the same in a second run, from a bundle, and in Node 20. The browsers follow in tests/browser/digests.test.ts.
// A digest that changes on purpose is pinned anew by `npm test -- tests/determinism -u`; the commit says why it changed.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { PINNED, asText, digestCases, digestScript, findNode20 } from './cases.ts';
import { digestsOfAll } from './digests.ts';

const cases = await digestCases();
const json = JSON.stringify(cases);
const found = digestsOfAll(json);
const node20 = findNode20();

/** The script in a Node of its own, cases on its standard input. */
function inProcess(node: string): string {
  const read = "process.stdout.write(nspDigests(require('fs').readFileSync(0, 'utf8')));";
  const { status, stdout, stderr } = spawnSync(node, ['-e', `${digestScript()}${read}`], { input: json, encoding: 'utf8', maxBuffer: 1 << 28 });
  expect([status, stderr]).toEqual([0, '']);
  return stdout;
}

describe('digests of all scenarios', () => {
  it('survive being written as JSON: the cases are plain data', () => expect(JSON.parse(json)).toEqual(cases));
  it('are the pinned ones', async () => {
    const pairs = JSON.parse(found) as [string, string][];
    expect(new Set(pairs.map(([name]) => name)).size).toBe(cases.length);
    expect(new Set(pairs.flatMap(([, digest]) => digest.split(' '))).size).toBeGreaterThan(cases.length / 2);
    await expect(asText(pairs)).toMatchFileSnapshot(PINNED);
  });
  it('are the same in a second run, from a minified bundle in a fresh process', () => expect(inProcess(process.execPath)).toBe(found));
  it.skipIf(node20 === null)('are the same in Node 20', () => expect(inProcess(node20!)).toBe(found));
});
