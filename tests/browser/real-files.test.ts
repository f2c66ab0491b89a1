// The real files of a design, beside the editor: updated as one types, to copy and to download.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeInBrowsers } from './harness/browsers.ts';
import type { BrowserPage } from './harness/page.ts';
import { expectQuiet } from './harness/quiet.ts';
import { openSite, pageOf, type Site } from './harness/site.ts';
import { Workspace } from './harness/workspace.ts';

const waitFor = (page: BrowserPage, what: string, text: string): Promise<boolean> => page.waitUntil(what, (wanted) => (document.querySelector('nsp-real-files')?.textContent ?? '').includes(wanted), text);

describeInBrowsers('real files', (tabs) => {
  describe.each(['http', 'file'] as const)('over %s', (form) => {
    let site: Site;
    beforeAll(async () => {
      site = await openSite(form);
    });
    afterAll(() => site.close());

    it('follow the design, and stay while it is broken', () => tabs.withPage({}, async (page) => {
      await page.open(site.url(pageOf('exercise', 'weights').path));
      const workspace = new Workspace(page);
      await workspace.ready();
      const starter = await workspace.text();
      await workspace.showFiles();
      expect(await workspace.realFile()).toMatch(/^ {4}server new 10\.0\.0\.\d+:8080$/m);
      await workspace.put(starter.replace("new: { to: 'newApp' }", "new: { to: 'newApp', weight: 2 }"));
      await waitFor(page, 'the weight', 'weight 2');
      await workspace.put(starter.replace("new: { to: 'newApp' }", "new: { to: 'newAp' }"));
      await waitFor(page, 'the notice', 'These are the files of the last design that was whole.');
      expect(await workspace.realFile()).toContain('weight 2');
      await workspace.put(starter);
      await page.waitUntil('the files of the starter', () => !(document.querySelector('nsp-real-files')?.textContent ?? '').includes('weight 2'), null);
      expect(await page.text('nsp-real-files')).not.toContain('the last design');
      expectQuiet(page, site);
    }));

    it('can be copied and downloaded', () => tabs.withPage({}, async (page) => {
      await page.open(site.url(pageOf('exercise', 'weights').path));
      const workspace = new Workspace(page);
      await workspace.ready();
      await workspace.showFiles();
      const shown = (await workspace.realFile()).trim();
      await page.click('.rf-bar button:nth-of-type(1)');
      await page.waitUntil('what came of copying', () => (document.querySelector('.rf-said')?.textContent ?? '') !== '', null);
      // Without the right to copy the text is selected, and the learner is told so.
      const [said, selected] = await page.evaluate(() => [document.querySelector('.rf-said')!.textContent!, getSelection()?.toString().trim() ?? '']);
      if (!said.startsWith('Copied lb1/haproxy.cfg')) expect([said, selected]).toEqual([expect.stringContaining('The text is selected'), shown]);
      await page.evaluate(() => {
        const make = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (blob: Blob) => { void blob.text().then((text) => { document.body.dataset['blob'] = text; }); return make(blob); };
        HTMLAnchorElement.prototype.click = function click(this: HTMLAnchorElement) { document.body.dataset['download'] = this.download; };
      });
      await page.click('.rf-bar button:nth-of-type(2)');
      await page.waitUntil('the download', () => document.body.dataset['blob'] !== undefined, null);
      expect(await page.evaluate(() => [document.body.dataset['download'], document.body.dataset['blob']!.trim()])).toEqual(['lb1-haproxy.cfg', shown]);
    }));

    it('are reached and left with the keyboard alone', () => tabs.withPage({}, async (page) => {
      await page.open(site.url(pageOf('exercise', 'weights').path));
      const workspace = new Workspace(page);
      await workspace.ready();
      await page.evaluate(() => document.querySelector<HTMLElement>('#tab-design')!.focus());
      await page.press('ArrowRight');
      await waitFor(page, 'a file', 'balance roundrobin');
      expect(await page.evaluate(() => [document.activeElement?.id, document.querySelector('#tab-files')?.getAttribute('aria-selected')])).toEqual(['tab-files', 'true']);
      await page.press('ArrowLeft');
      expect(await page.evaluate(() => [document.activeElement?.id, document.querySelector('nsp-editor')?.hasAttribute('hidden')])).toEqual(['tab-design', false]);
    }));
  });
});
