// The course kept on the computer. The server is stopped before the first lesson is opened, and never comes back.
import { keepCourse, openAppSite } from '../harness/kept-app.ts';
import type { Channel } from './channel.ts';

/** An installed app. */
export const app: Channel = {
  name: 'installed app',
  isKeptElsewhere: false,
  async open() {
    const site = await openAppSite();
    return {
      async enter(browser, visit) {
        const page = await browser.newPage();
        if (visit === 'first') {
          await keepCourse(page, site);
          await site.stop();
        }
        await page.open(site.url('index.html'));
        return page;
      },
      close: () => site.close(),
    };
  },
};
