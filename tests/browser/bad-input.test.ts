// Whatever a learner puts into the editor: a clear message, and the next honest run passes.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endlessBuiltIns } from '../grader/corpus/index.ts';
import { describeInBrowsers } from './harness/browsers.ts';
import { expectQuiet } from './harness/quiet.ts';
import { openSite, pageOf, type Site } from './harness/site.ts';
import { Workspace } from './harness/workspace.ts';

const SOLUTION = readFileSync(fileURLToPath(new URL('../../content/load-balancing/round-robin-and-weights/weights/solutions/proportional-weights.ts', import.meta.url)), 'utf8');

/** Everything over http; over file:// what needs the worker to be ended and started again. */
const BAD: { title: string; source: string; says: RegExp; line: number | null; word?: string; inFile?: boolean }[] = [
  { title: 'an endless loop', source: 'let turns = 0;\nwhile (true) turns += 1;\nexport default {};\n', says: /loop|steps/i, line: null, inFile: true },
  { title: 'a memory bomb', source: 'const rows = [];\nfor (;;) rows.push(new Array(100000).fill(7));\nexport default {};\n', says: /memory/i, line: null },
  { title: 'a built-in call that does not come back', source: endlessBuiltIns[0]!.source, says: /stopped after \d+(\.\d)? s/, line: null, word: 'Could not be graded' },
  { title: 'an import of fs', source: "import { readFileSync } from 'fs';\nexport default { hosts: readFileSync('x') };\n", says: /no-single-point/, line: 1 },
  { title: 'no default export', source: 'const hosts = { lb1: {} };\n', says: /export default/i, line: null },
  { title: 'binary text', source: '\u0000\u0001\u0002\u007fELF\u0003\ufffd\ufffd(((\u0000{{{\n', says: /./, line: 1 },
  { title: 'nothing', source: '', says: /export default/i, line: null },
  { title: 'more than 32 KB', source: `// ${'x'.repeat(40_000)}\nexport default {};\n`, says: /32/, line: null },
];

describeInBrowsers('bad input', (tabs) => {
  describe.each(['http', 'file'] as const)('over %s', (form) => {
    let site: Site;
    beforeAll(async () => {
      site = await openSite(form);
    });
    afterAll(() => site.close());

    it.each(BAD.filter(({ inFile }) => form === 'http' || inFile === true))('$title', ({ source, says, line, word = 'Not proved' }) => tabs.withPage({}, async (page) => {
      await page.open(site.url(pageOf('exercise', 'weights').path));
      const workspace = new Workspace(page);
      await workspace.ready();
      await workspace.put(source);
      const bad = await workspace.run();
      expect(bad.word).toBe(word);
      const message = await page.text('.ws-proof');
      expect(message).toMatch(says);
      if (line !== null) expect(message).toContain(`Line ${line}`);
      expect(message).not.toMatch(/undefined|\[object|at .*\.js:|Uncaught/);
      await workspace.put(SOLUTION);
      expect((await workspace.run()).word).toBe('Proved');
      expectQuiet(page, site);
    }));
  });
});
