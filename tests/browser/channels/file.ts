// The exported zip, unpacked and opened by double-click: everything stays in the browser, and nothing is asked of any network.
import { unzipped } from '../harness/unzipped.ts';
import { expect } from 'vitest';
import type { Channel } from './channel.ts';

/** What `nsp export` writes. */
export const file: Channel = {
  name: 'file://',
  isKeptElsewhere: false,
  async open() {
    const site = await unzipped();
    return {
      async enter(browser) {
        const page = await browser.newPage();
        await page.open(site.url('index.html'));
        return page;
      },
      async arrived({ seen }) {
        expect(seen.requests.map(({ url }) => url).filter((url) => !site.owns(url))).toEqual([]);
      },
      close: () => site.close(),
    };
  },
};
