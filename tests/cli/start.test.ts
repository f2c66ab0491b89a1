import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clearStamp, hashInputs, isBuilt, writeStamp } from '../../src/cli/build-stamp.ts';
import { EMPTY_COURSE, folderWith, nsp } from './shell.ts';

/** A project that counts as built. */
function builtProject(): string {
  const root = folderWith({ ...EMPTY_COURSE, 'src/a.ts': 'a', 'public/icon.svg': '<svg/>', 'package-lock.json': '{}', 'astro.config.mjs': '', 'dist/index.html': '<h1>Built</h1>' });
  writeStamp(root, hashInputs(root));
  return root;
}

/** Runs `nsp start`, waits for its address, calls `use` with it, and presses Ctrl+C. */
async function started(root: string, args: string[], use: (url: string) => Promise<void>): Promise<{ code: number; out: string; err: string }> {
  const interrupt = Promise.withResolvers<void>();
  const address = Promise.withResolvers<string>();
  const running = nsp(['start', ...args], root, () => interrupt.promise, (line) => {
    const url = /http:\S+/.exec(line)?.[0];
    if (url !== undefined) address.resolve(url);
  });
  await use(await address.promise);
  interrupt.resolve();
  return running;
}

describe('whether dist/ is what the sources would give again', () => {
  it('is true after a build, until any input changes', () => {
    const root = builtProject();
    expect(isBuilt(root)).toBe(true);
    for (const path of ['src/a.ts', 'public/icon.svg', 'package-lock.json', 'astro.config.mjs', 'content/course.yaml']) {
      const before = readFileSync(join(root, path), 'utf8');
      writeFileSync(join(root, path), `${before} `);
      expect(isBuilt(root), path).toBe(false);
      writeFileSync(join(root, path), before);
      expect(isBuilt(root)).toBe(true);
    }
    writeFileSync(join(root, 'src/new.ts'), '');
    expect(isBuilt(root)).toBe(false);
    rmSync(join(root, 'src/new.ts'));
    writeFileSync(join(root, 'README.md'), 'not an input');
    expect(isBuilt(root)).toBe(true);
  });

  it('is false without dist, without a stamp, and with one that cannot be read', () => {
    const root = builtProject();
    writeFileSync(join(root, '.cache/build.json'), '{');
    expect(isBuilt(root)).toBe(false);
    writeStamp(root, hashInputs(root));
    rmSync(join(root, 'dist'), { recursive: true });
    expect(isBuilt(root)).toBe(false);
    const other = builtProject();
    clearStamp(other);
    expect(isBuilt(other)).toBe(false);
  });
});

describe('nsp start', () => {
  it('serves what is built, says where, and ends with Ctrl+C and exit code 0', async () => {
    const { code, out, err } = await started(builtProject(), ['--port', '0'], async (url) => {
      expect(await (await fetch(url)).text()).toBe('<h1>Built</h1>');
    });
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^The course is at http:\/\/127\.0\.0\.1:\d+\/\nCtrl\+C ends it\.$/);
  });

  it('takes the next free port when one is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const { code, out } = await started(builtProject(), ['--port', String(port)], async (url) => {
      expect(Number(new URL(url).port)).toBeGreaterThan(port);
    });
    expect(code).toBe(0);
    expect(out).toContain(`Port ${port} is taken.`);
  });

  it('says that an address is not of this computer', async () => {
    expect(await nsp(['start', '--port', '0', '--host', '192.0.2.1'], builtProject())).toMatchObject({ code: 2, err: 'This computer has no such address to listen at; --host names it.' });
  });

  it('build does nothing when nothing has changed', async () => {
    expect(await nsp(['build'], builtProject())).toMatchObject({ code: 0, out: 'dist/ is up to date.' });
  });

  it('build stops at broken content with file and line, and forgets the last build', async () => {
    const root = builtProject();
    writeFileSync(join(root, 'content/stray.txt'), '');
    const { code, err } = await nsp(['build'], root);
    expect(code).toBe(1);
    expect(err).toMatch(/^content\/stray\.txt:1: /);
    rmSync(join(root, 'content/stray.txt'));
    expect(isBuilt(root)).toBe(false);
  });
});
