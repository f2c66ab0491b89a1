// One learner's evening on every channel, in both browsers, from what a user would download or open.
import { describe, expect, it } from 'vitest';
import { app } from './channels/app.ts';
import type { Channel } from './channels/channel.ts';
import { cmi5 } from './channels/cmi5.ts';
import { cohort } from './channels/cohort.ts';
import { file } from './channels/file.ts';
import { http } from './channels/http.ts';
import { journey } from './channels/journey.ts';
import { scorm } from './channels/scorm.ts';
import { findBrowser, howToInstall } from './harness/find.ts';
import { BROWSERS, PAGE_LIMIT_MS } from './harness/page.ts';

const CHANNELS: readonly Channel[] = [http, file, app, scorm('1.2'), scorm('2004'), cmi5, cohort];

for (const name of BROWSERS) {
  const missing = findBrowser(name) === null;
  describe.skipIf(missing && process.env['NSP_REQUIRE'] !== '1')(`the journey in ${name}`, { timeout: 5 * PAGE_LIMIT_MS }, () => {
    it.each(CHANNELS)('$name', async (channel) => {
      if (missing) expect.fail(howToInstall(name));
      await journey(channel, name);
    });
  });
}
