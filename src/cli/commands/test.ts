import type { TestCase, Vitest } from 'vitest/node';
import { BadUse, type Command, type Shell } from '../command.ts';

/** More tests than these that pass on their second try only are no bad luck. */
const SECOND_TRIES_MOST = 3;

/** Runs the tests with vitest. */
export const command: Command = {
  usage: 'test [VITEST ARGUMENTS]',
  help: [
    'Runs every test, or those whose path contains an argument: nsp test tests/course. Options are those of vitest, such as',
    '-t NAME. Prints how long each suite took.',
    '',
    'Tests in which other programs take part (browsers, daemons, databases, commands) are tried once more when they fail. Each that',
    'needed it is named with what it said; more than three in a run count as failed.',
    '',
    'With NSP_REQUIRE=1 a test that was skipped counts as failed: nothing may be missing on a machine that must prove all.',
    'What no program brings is named and counted with its reason, and fails nothing: the right to mount disks (power cuts).',
    'Exit code: 0 all passed, 1 some failed, 2 used in a wrong way.',
  ],
  options: {},
  arguments: [0, 0],
  passesOn: true,
  async run({ raw }, shell) {
    const { createCLI, parseCLI, startVitest } = await import('vitest/node');
    const cli = createCLI();
    cli.parse(['node', 'vitest', 'run', ...raw], { run: false });
    try {
      cli.matchedCommand?.checkUnknownOptions();
    } catch (error) {
      throw new BadUse(`${(error as Error).message}: vitest has no such option. Usage: nsp ${command.usage}`);
    }
    const { filter, options } = parseCLI(['vitest', 'run', ...raw]);
    const vitest = await startVitest('test', filter, { ...options, root: shell.root, watch: false });
    const skipped = process.env['NSP_REQUIRE'] === '1' ? reportSkipped(vitest, shell) : 0;
    const secondTries = reportSecondTries(vitest, shell);
    await vitest.close();
    return skipped > 0 || secondTries > SECOND_TRIES_MOST ? 1 : Number(process.exitCode ?? 0);
  },
};

/** Names every test that did not run, and returns how many there are without a reason that lies in the machine. */
function reportSkipped(vitest: Vitest, shell: Shell): number {
  const skipped = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests('skipped')].map((test) => ({ name: `${module.relativeModuleId}: ${test.fullName}`, reason: reasonOf(test) })));
  for (const { name, reason } of skipped) shell.err(`skipped  ${name}${reason === null ? '' : ` (${reason})`}`);
  const excused = skipped.filter(({ reason }) => reason !== null).length;
  if (excused > 0) shell.err(`${excused} tests were skipped because of this machine, with the reasons above.`);
  if (skipped.length > excused) shell.err(`${skipped.length - excused} tests were skipped, and NSP_REQUIRE=1 allows none without such a reason.`);
  return skipped.length - excused;
}

/** Names every test that passed on its second try only, with what it said at its first, and returns how many there are. */
function reportSecondTries(vitest: Vitest, shell: Shell): number {
  const tests = vitest.state.getTestModules().flatMap((module) => [...module.children.allTests('passed')].filter((test) => test.diagnostic()?.flaky === true));
  for (const test of tests) {
    const [error] = test.result().errors ?? [];
    shell.err(`second try  ${test.module.relativeModuleId}: ${test.fullName}\n  ${(error?.stack ?? error?.message ?? 'It said nothing.').split('\n').join('\n  ')}`);
  }
  if (tests.length > 0) shell.err(`${tests.length} tests passed on their second try only: find out why. More than ${SECOND_TRIES_MOST} in a run count as failed.`);
  return tests.length;
}

/** What this machine does not allow, said by the test itself (tests/server/faults/lab/disk.ts); null: nothing is said, so a program is missing. */
function reasonOf(test: TestCase): string | null {
  const { machine } = test.meta() as { machine?: unknown };
  return typeof machine === 'string' ? machine : null;
}
