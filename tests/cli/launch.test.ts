// The command line as users start it: another process, started by whatever Node runs the test.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashInputs, writeStamp } from '../../src/cli/build-stamp.ts';
import { EMPTY_COURSE, ROOT, folderWith } from './shell.ts';

/** A project with the real sources and a small site that counts as built. */
function project(withPackages: boolean): string {
  const root = folderWith({ ...EMPTY_COURSE, 'dist/index.html': '<h1>Built</h1>' });
  for (const room of ['cli', 'server', 'course', 'infrastructure']) cpSync(join(ROOT, 'src', room), join(root, 'src', room), { recursive: true });
  if (withPackages) symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  writeStamp(root, hashInputs(root));
  return root;
}

const launch = (root: string, args: string[]) => spawnSync(process.execPath, [join(root, 'src/cli/launch.mjs'), ...args], { encoding: 'utf8' });

describe('launch.mjs', () => {
  it('passes arguments on, and the exit code back', () => {
    const help = launch(ROOT, []);
    expect([help.status, help.stderr]).toEqual([0, '']);
    expect(help.stdout).toContain('nsp grade');
    const bad = launch(ROOT, ['bogus']);
    expect([bad.status, bad.stdout, bad.stderr]).toEqual([2, '', 'There is no command bogus. nsp alone lists all commands.\n']);
  });

  it('says what to do when the packages are missing', () => {
    const root = project(false);
    const { status, stdout, stderr } = launch(root, ['start']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toBe(`The packages of this course are not installed yet. Run npm install in ${root}, then the same command again.\n`);
  });

  it('tests: names what passed on its second try only, and lets no more than three of them pass', () => {
    const root = project(true);
    writeFileSync(join(root, 'vitest.config.mjs'), 'export default { test: { retry: 1 } };');
    const test = (unlucky: number): ReturnType<typeof launch> => {
      writeFileSync(join(root, 'luck.test.ts'), `import { expect, it } from 'vitest';\nconst tries = {};\nit('calm', () => {});\nit.each(${JSON.stringify([...Array(unlucky).keys()])})('unlucky %s', (at) => expect(tries[at] = (tries[at] ?? 0) + 1).toBe(2));\n`);
      return launch(root, ['test']);
    };
    const lucky = test(0);
    expect([lucky.status, lucky.stderr]).toEqual([0, '']);
    const three = test(3);
    expect(three.status).toBe(0);
    expect(three.stderr).toContain('second try  luck.test.ts: unlucky 0\n  AssertionError: expected 1 to be 2');
    expect(three.stderr).toContain('3 tests passed on their second try only');
    const four = test(4);
    expect(four.status).toBe(1);
    expect(four.stderr).toContain('4 tests passed on their second try only: find out why. More than 3 in a run count as failed.');
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('serves until %s, and ends with exit code 0 and nothing on standard error', async (signal) => {
    const child = spawn(process.execPath, [join(project(true), 'src/cli/launch.mjs'), 'start', '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stderr.on('data', (part: Buffer) => (err += part.toString()));
    const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (part: Buffer) => {
        out += part.toString();
        const found = /http:\/\/\S+/.exec(out)?.[0];
        if (found !== undefined && out.includes('Ctrl+C')) resolve(found);
      });
      child.on('exit', () => reject(new Error(`It ended before it served:\n${out}${err}`)));
    });
    expect(await (await fetch(url)).text()).toBe('<h1>Built</h1>');
    child.kill(signal);
    expect(await ended).toBe(0);
    expect(err).toBe('');
  });

  it('a reader that closes the pipe is no fault', () => {
    const { status, stderr } = spawnSync(process.execPath, ['-e', `const { spawn } = require('child_process'); const c = spawn(process.execPath, ${JSON.stringify([join(ROOT, 'src/cli/launch.mjs')])}, { stdio: ['ignore', 'pipe', 'inherit'] }); c.stdout.destroy(); c.on('exit', (code) => process.exit(code));`], { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });
});
