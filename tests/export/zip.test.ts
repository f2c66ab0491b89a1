import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { below, sorted, textFile } from '../../src/export/files.ts';
import { zipFiles } from '../../src/export/zip.ts';
import { readZip } from './read-zip.ts';

const FILES = sorted([
  ['b/index.html', textFile('<p>'.repeat(5_000))],
  ['empty.txt', textFile('')],
  ['10', textFile('a name that JavaScript would take for a number')],
  ['9', textFile('another')],
  ['a/каталог/課程.js', textFile('1')],
]);

describe('zipFiles', () => {
  it('is what every reader takes it for, in the order of the paths', () => {
    const zip = Buffer.from(zipFiles(below('top', FILES)));
    const entries = readZip(zip);
    expect(entries.map(({ path }) => path)).toEqual(['top/10', 'top/9', 'top/a/каталог/課程.js', 'top/b/index.html', 'top/empty.txt']);
    expect(Object.fromEntries(entries.map(({ path, bytes }) => [path, bytes.toString()]))).toEqual(Object.fromEntries([...FILES].map(([path, bytes]) => [`top/${path}`, new TextDecoder().decode(bytes)])));
    expect(entries.find(({ path }) => path === 'top/b/index.html')!.method).toBe('deflated');
    expect(Object.keys(unzipSync(zip)).sort()).toEqual(entries.map(({ path }) => path).sort());
    expect(() => readZip(Buffer.concat([zip.subarray(0, 60), Buffer.from([zip[60]! ^ 1]), zip.subarray(61)]))).toThrow();
  });

  const hasUnzip = spawnSync('sh', ['-c', 'command -v unzip']).status === 0;
  it.skipIf(!hasUnzip && process.env['NSP_REQUIRE'] !== '1')('is sound to Info-ZIP', () => {
    const folder = mkdtempSync(join(tmpdir(), 'nsp-zip-'));
    writeFileSync(join(folder, 'x.zip'), zipFiles(below('top', FILES)));
    expect(execFileSync('unzip', ['-t', join(folder, 'x.zip')], { encoding: 'utf8' })).toMatch(/No errors detected/);
    rmSync(folder, { recursive: true });
  });

  it('gives the same bytes for the same files, whatever order they come in, whenever and wherever', () => {
    const again = zipFiles(sorted([...FILES].reverse()));
    expect(Buffer.compare(again, zipFiles(FILES))).toBe(0);
    const source = `import { zipFiles } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, '../../src/export/zip.ts')).href)};
      Date.now = () => 1e12; process.stdout.write(Buffer.from(zipFiles(new Map([['a', new Uint8Array([1, 2, 3])]]))).toString('hex'));`;
    const inZone = (TZ: string): string => execFileSync(process.execPath, ['--input-type=module', '-e', source], { encoding: 'utf8', env: { ...process.env, TZ }, cwd: import.meta.dirname });
    expect(inZone('Pacific/Kiritimati')).toBe(inZone('America/Los_Angeles'));
  });
});
