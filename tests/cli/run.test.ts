import { afterEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/table.ts';
import { EMPTY_COURSE, folderWith, nsp } from './shell.ts';

afterEach(() => {
  delete process.env['NSP_DEBUG'];
});

describe('nsp', () => {
  it.each([[[]], [['--help']], [['-h']], [['help']]])('lists every command with one line: %j', async (args) => {
    const { code, out, err } = await nsp(args);
    expect([code, err]).toEqual([0, '']);
    for (const { name, summary } of COMMANDS) expect(out).toMatch(new RegExp(`^ {2}nsp ${name} +${summary}$`, 'm'));
  });

  it.each(COMMANDS.map(({ name }) => name))('explains %s with --help', async (name) => {
    const { code, out, err } = await nsp([name, '--help']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(new RegExp(`^nsp ${name}`));
    expect(out).toContain('Exit code: 0 ');
    expect(await nsp([name, 'x', '-h'])).toMatchObject({ code: 0 });
  });

  it.each([
    [['bogus'], 'There is no command bogus. nsp alone lists all commands.'],
    [['grad'], 'There is no command grad; did you mean grade?'],
    [['grade'], 'nsp grade takes 2 arguments; 0 were given. Usage: nsp grade EXERCISE FILE [--json]'],
    [['grade', 'a', 'b', 'c'], 'nsp grade takes 2 arguments; 3 were given.'],
    [['grade', 'a', 'b', '--fast'], "Unknown option '--fast'. Usage: nsp grade"],
    [['simulate', 'a', '--seed'], "Option '--seed <value>' argument missing. Usage: nsp simulate"],
    [['build', '--force=yes'], "Option '--force' does not take an argument. Usage: nsp build"],
    [['check', 'a', 'b'], 'nsp check takes 0 to 1 argument; 2 were given.'],
    [['start', '--port', 'x'], '--port is x: it is a whole number from 0 to 65535'],
    [['start', '--port', '65536'], '--port is 65536'],
    [['test', '--bogus', 'tests/server'], 'Unknown option `--bogus`: vitest has no such option. Usage: nsp test'],
    [['new', 'module', 'a'], 'There is a new lesson and a new exercise, but no new module.'],
  ])('%j is bad use: exit code 2, one sentence and no stack', async (args, sentence) => {
    const { code, out, err } = await nsp(args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(sentence);
    expect(err).not.toMatch(/\n\s+at /);
  });

  it('tells of a fault of its own in one sentence, with the stack only when asked', async () => {
    // Nothing foresees a file where the folder of a module should be.
    const root = folderWith({ ...EMPTY_COURSE, 'content/one': '' });
    const args = ['new', 'lesson', 'one/first'];
    const plain = await nsp(args, root);
    expect(plain.code).toBe(2);
    expect(plain.err).toMatch(/^nsp new stopped because of a fault in the course itself: E[A-Z]+: .*Please report it to the people who gave you the course/);
    expect(plain.err).not.toMatch(/\n\s+at /);
    process.env['NSP_DEBUG'] = '1';
    expect((await nsp(args, root)).err).toMatch(/\n\s+at /);
  });
});
