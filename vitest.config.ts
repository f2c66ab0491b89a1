import { defineConfig } from 'vitest/config';

const inBrowsers = 'tests/browser/**/*.test.ts';
const withPrograms = 'tests/{cli,cmi5-lms,daemons,server}/**/*.test.ts';
const withDaemons = 'tests/fidelity/live/**/*.test.ts';

/**
 * Where other programs take part, a test that failed is tried once more: their clocks are not ours. `nsp test` names each of these and what it said, and more
 * than a few fail the run. What is calculated has no second try, since it is the same every time.
 */
const SECOND_TRY = { retry: 1 };

/**
 * Four projects. Most tests run two files at a time. Live daemons answer by the clock, so they get the machine for themselves, when what is calculated and what
 * starts programs is over. Browser tests need a built site, which is built once before them.
 */
export default defineConfig({
  test: {
    reporters: ['default', './tests/setup/suite-times.ts'],
    projects: [
      {
        test: {
          name: 'core',
          include: ['tests/**/*.test.ts'],
          exclude: [inBrowsers, withPrograms, withDaemons],
          // vitest's own number leaves a core idle.
          maxWorkers: 2,
          // Generous: a test that waits for work waits for its end, and no test races the clock.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'programs',
          include: [withPrograms],
          ...SECOND_TRY,
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'daemons',
          include: [withDaemons],
          ...SECOND_TRY,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'browser',
          include: [inBrowsers],
          ...SECOND_TRY,
          globalSetup: ['tests/setup/browsers.ts'],
          maxWorkers: 2,
          testTimeout: 300_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
