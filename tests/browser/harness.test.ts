// The harness itself, with small pages of its own: a watcher that never sees anything would make every other test pass.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY } from '../../src/server/static/index.ts';
import { describeInBrowsers } from './harness/browsers.ts';

const FILES: { [path: string]: string } = {
  'index.html': `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>before</title></head>
    <body><h1>Hello   you</h1><textarea id="t"></textarea><noscript>without script</noscript><p id="out"></p><script src="a.js"></script></body></html>`,
  'a.js': `const matches = (query) => matchMedia(query).matches;
    document.querySelector('#out').textContent = [innerWidth, matches('(pointer: coarse)') ? 'coarse' : 'fine', matches('(prefers-color-scheme: dark)') ? 'dark' : 'light'].join(' ');
    localStorage.setItem('n', String(Number(localStorage.getItem('n')) + 1));
    console.error('the page complains');
    fetch('w.js').then(() => { document.title = 'fetched'; }, () => { document.title = 'refused'; });
    try { new Worker(location.protocol === 'file:' ? URL.createObjectURL(new Blob([\`console.error('the worker complains')\`])) : 'w.js'); } catch {}
    Object.assign(new Image(), { src: 'https://other.invalid/x.png' });
    document.body.append(Object.assign(document.createElement('script'), { textContent: 'self.inline = 1' }));
    setTimeout(() => { throw new Error('nobody caught this'); });`,
  'w.js': `console.error('the worker complains')`,
};

let server: Server;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nsp (ä) '));
  for (const [path, text] of Object.entries(FILES)) writeFileSync(join(folder, path), text);
  server = createServer((request, response) => {
    const text = FILES[request.url === '/' ? 'index.html' : request.url!.slice(1)];
    const type = request.url!.endsWith('.js') ? 'text/javascript' : 'text/html';
    response.writeHead(text === undefined ? 404 : 200, { 'Content-Type': type, 'Content-Security-Policy': CONTENT_SECURITY_POLICY }).end(text ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const onHttp = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
const onFile = (): string => pathToFileURL(join(folder, 'index.html')).href;

describeInBrowsers('harness', (tabs) => {
  describe.each([['http', onHttp], ['file', onFile]])('over %s', (form, address) => {
    it('hears errors of the page and of its workers', () => tabs.withPage({}, async (page) => {
      await page.open(address());
      for (const text of ['the page complains', 'the worker complains', 'nobody caught this']) {
        await expect.poll(() => page.seen.errors.join('\n'), { timeout: 30_000 }).toContain(text);
      }
    }));

    it('keeps file:// as strict as it is for learners, and http open', () => tabs.withPage({}, async (page) => {
      await page.open(address());
      await page.waitUntil('the answer to fetch', () => document.title !== 'before', null);
      expect(await page.evaluate(() => document.title)).toBe(form === 'file' ? 'refused' : 'fetched');
    }));

    it('types, inserts, presses keys, reads text, and keeps storage over a reload but not over profiles', () => tabs.withPage({}, async (page) => {
      await page.open(address());
      await page.click('#t');
      await page.type('ab\nc');
      await page.press('Control+Home');
      await page.press('Shift+ArrowRight');
      await page.insert('ä "x"\n');
      expect(await page.evaluate(() => document.querySelector('textarea')!.value)).toBe('ä "x"\nb\nc');
      expect(await page.text('h1')).toBe('Hello you');
      await page.reload();
      expect(await page.evaluate(() => localStorage.getItem('n'))).toBe('2');
      await tabs.withPage({ beside: page }, async (second) => {
        await second.open(address());
        expect(await second.evaluate(() => localStorage.getItem('n'))).toBe('3');
      });
    }));

    it('shows theme, width, finger and no script as asked', async () => {
      for (const [options, shown] of [[{}, '1440 fine light'], [{ theme: 'dark' }, '1440 fine dark'], [{ touch: true, width: 390, height: 844 }, '390 coarse light']] as const) {
        await tabs.withPage(options, async (page) => {
          await page.open(address());
          expect(await page.text('#out')).toBe(shown);
        });
      }
      await tabs.withPage({ javaScript: false }, async (page) => {
        await page.open(address());
        expect(await page.text('body')).toBe('Hello you without script');
      });
    });
  });

  it('sees violations of the policy and requests to other hosts', () => tabs.withPage({}, async (page) => {
    await page.open(onHttp());
    await expect.poll(() => page.seen.violations.join('\n'), { timeout: 30_000 }).toContain('img-src https://other.invalid/x.png');
    await expect.poll(() => page.seen.violations.join('\n'), { timeout: 30_000 }).toContain('script-src-elem inline');
    await expect.poll(() => page.seen.requests, { timeout: 30_000 }).toContainEqual({ url: `${onHttp()}a.js`, status: 200, failure: null });
    await page.open(onFile());
    await expect.poll(() => page.seen.requests.map(({ url }) => url), { timeout: 30_000 }).toContain('https://other.invalid/x.png');
  }));
});
