import { defineConfig } from 'vitest/config';

const inBrowsers = 'tests/browser/**/*.test.ts';
const withDaemons = 'tests/fidelity/live/**/*.test.ts';

/**
 * Three projects, one after another. Most tests run two files at a time. Live daemons answer by the clock, so they get the machine for themselves.
 * Browser tests need a built site, which is built once before them.
 */
export default defineConfig({
  test: {
    reporters: ['default', './tests/setup/suite-times.ts'],
    projects: [
      {
        test: {
          name: 'core',
          include: ['tests/**/*.test.ts'],
          exclude: [inBrowsers, withDaemons],
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
          name: 'daemons',
          include: [withDaemons],
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
