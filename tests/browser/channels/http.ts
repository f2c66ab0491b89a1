// The course on a web server: everything stays in the browser.
import { openSite } from '../harness/site.ts';
import type { Channel } from './channel.ts';

/** Our own static server. */
export const http: Channel = {
  name: 'http',
  isKeptElsewhere: false,
  async open() {
    const site = await openSite('http');
    return {
      async enter(browser) {
        const page = await browser.newPage();
        await page.open(site.url('index.html'));
        return page;
      },
      close: () => site.close(),
    };
  },
};
