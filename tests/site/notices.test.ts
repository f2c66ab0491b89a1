import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bundledPackages, noticesFile } from '../../src/site/build/notices.ts';

/** A project with these packages, each with its files. */
function project(packages: { [name: string]: { [file: string]: string } }): string {
  const root = mkdtempSync(join(tmpdir(), 'nsp-notices-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const font = { 'package.json': '{"name":"@fontsource-variable/recursive","version":"5.0.0","license":"OFL-1.1"}', LICENSE: 'Text of the font' };
  for (const [name, files] of Object.entries({ '@fontsource-variable/recursive': font, ...packages })) {
    mkdirSync(join(root, 'node_modules', name), { recursive: true });
    for (const [file, text] of Object.entries(files)) writeFileSync(join(root, 'node_modules', name, file), text);
  }
  return root;
}

const bundle = (path: string, inputs: { [input: string]: number }): Metafile => ({
  inputs: {}, outputs: { [`dist/${path}`]: { bytes: 1, imports: [], exports: [], inputs: Object.fromEntries(Object.entries(inputs).map(([input, bytesInOutput]) => [input, { bytesInOutput }])) } },
});

describe('bundledPackages', () => {
  it('finds what has a byte in an output, wherever it is installed, and each version by itself', () => {
    const root = project({
      '@scope/a': { 'package.json': '{"name":"@scope/a","version":"1.0.0","license":"MIT"}', 'LICENSE.md': 'Text of a' },
      '@scope/a/node_modules/b': { 'package.json': '{"name":"b","version":"2.0.0"}', licence: 'Text of b 2', NOTICE: 'Notice of b' },
      b: { 'package.json': '{"name":"b","version":"1.0.0"}', license: 'Text of b 1' },
      unused: { 'package.json': '{"name":"unused","version":"1.0.0"}' },
      typescript: { 'package.json': '{"name":"typescript","version":"5.0.0"}', 'LICENSE.txt': 'Text of ts', 'ThirdPartyNoticeText.txt': 'Others in ts' },
    });
    const found = bundledPackages(root, [
      bundle('scripts/one.js', { 'src/site/scripts/one.entry.ts': 9, 'node_modules/@scope/a/x.js': 1, 'node_modules/@scope/a/node_modules/b/y.js': 1, 'node_modules/unused/z.js': 0, '<define:X>': 1 }),
      bundle('scripts/two.js', { 'node_modules/b/index.js': 3, 'node_modules/@scope/a/x.js': 1, 'type-libraries:virtual:type-libraries': 5 }),
    ]);
    expect(found.map(({ name, version, licence, text, files }) => [name, version, licence, text, files.join()])).toEqual([
      ['@fontsource-variable/recursive', '5.0.0', 'OFL-1.1', 'Text of the font', 'fonts/recursive.woff2'],
      ['@scope/a', '1.0.0', 'MIT', 'Text of a', 'scripts/one.js,scripts/two.js'],
      ['b', '1.0.0', '', 'Text of b 1', 'scripts/two.js'],
      ['b', '2.0.0', '', 'Notice of b\n\nText of b 2', 'scripts/one.js'],
      ['typescript', '5.0.0', '', 'Text of ts\n\nOthers in ts', 'scripts/two.js'],
    ]);
  });

  it('stops the build where nobody knows the origin, and where a package brings no licence', () => {
    expect(() => bundledPackages(project({}), [bundle('scripts/one.js', { 'vendor/copied.js': 1 })])).toThrow('Nobody knows which package vendor/copied.js comes from');
    expect(() => bundledPackages(project({ c: { 'package.json': '{"name":"c","version":"1.0.0"}' } }), [bundle('scripts/one.js', { 'node_modules/c/c.js': 1 })])).toThrow('c brings no licence text');
  });

  it('rules lines between packages only', () => {
    const line = '='.repeat(78);
    const root = project({ d: { 'package.json': '{"name":"d","version":"1.0.0"}', LICENSE: `One\r\n${line}\r\nTwo` } });
    const text = new TextDecoder().decode(noticesFile(root, [bundle('scripts/one.js', { 'node_modules/d/d.js': 1 })]).bytes);
    expect(text.split(`\n${line}\n`).length).toBe(3);
  });
});
