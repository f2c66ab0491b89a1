// What "quiet" means: the same for every test that looks at it.
import { expect } from 'vitest';
import type { BrowserPage } from './page.ts';
import type { Site } from './site.ts';

/** What Firefox says of a load that a page called off when it was left, where a service worker had it in hand: a load that failed has its address between the quotes. */
export const CALLED_OFF = /^Error: Failed to load ‘’\. A ServiceWorker intercepted the request and encountered an unexpected error\.$/;

/** Fails when the page reported an error, violated its policy, or asked for something that is missing or elsewhere. */
export function expectQuiet(page: BrowserPage, site: Site): void {
  const { violations, requests } = page.seen;
  const errors = page.seen.errors.filter((line) => !CALLED_OFF.test(line));
  const foreign = requests.filter(({ url }) => !site.owns(url)).map(({ url }) => url);
  // A page that is left may cancel what it was loading; a missing file has a status or another reason.
  const missing = requests.filter(({ status, failure }) => (status !== null && status >= 400) || (status === null && failure !== null && !/ABORT/.test(failure))).map(({ url }) => url);
  expect({ at: page.url(), errors, violations, foreign, missing }).toEqual({ at: page.url(), errors: [], violations: [], foreign: [], missing: [] });
}
