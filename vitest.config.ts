import { defineConfig } from 'vitest/config';

const inBrowsers = 'tests/browser/**/*.test.ts';

/** Two projects: the browser tests need a built site and a quiet machine, so they run last and one after another. */
export default defineConfig({
  test: {
    reporters: ['default', './tests/setup/suite-times.ts'],
    projects: [
      {
        test: {
          name: 'core',
          include: ['tests/**/*.test.ts'],
          exclude: [inBrowsers],
          // Generous: a test that waits for work waits for its end, and no test races the clock.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'browser',
          include: [inBrowsers],
          globalSetup: ['tests/setup/browsers.ts'],
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
