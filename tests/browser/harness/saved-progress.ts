// The file of progress that a learner saves.
import type { BrowserPage } from './page.ts';

/** Presses “Save to a file” on the page of progress; the text that the page hands to the browser. */
export async function savedProgress(page: BrowserPage): Promise<string> {
  await page.evaluate(() => {
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => {
      void (blob as Blob).text().then((text) => { document.documentElement.dataset['saved'] = text; });
      return make(blob);
    };
  });
  await page.click('.transfer .btn.p');
  return page.waitUntil('the file', () => document.documentElement.dataset['saved'], null);
}
