// The digests of every scenario's full result are the pinned ones in the browsers, too.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PINNED, asText, digestCases, digestScript } from '../determinism/cases.ts';
import { describeInBrowsers } from './harness/browsers.ts';
import { openSite, type Site } from './harness/site.ts';

const script = digestScript();
const cases = await digestCases();
/** Cases in one question to the page: an answer has its limit. */
const AT_ONCE = 10;

describeInBrowsers('digests of all scenarios', (tabs) => {
  let site: Site;
  beforeAll(async () => {
    // Only on file:// may a worker be made from text.
    site = await openSite('file');
  });
  afterAll(() => site.close());

  it('are the pinned ones', () => tabs.withPage({}, async (page) => {
    await page.open(site.url('index.html'));
    const found: [string, string][] = [];
    for (let at = 0; at < cases.length; at += AT_ONCE) found.push(...(JSON.parse(await page.evaluate(inWorker, { script, cases: JSON.stringify(cases.slice(at, at + AT_ONCE)) })) as [string, string][]));
    expect(asText(found)).toBe(readFileSync(PINNED, 'utf8'));
  }));
});

/** In the page: runs the script in a worker, as the site runs the simulator. */
function inWorker({ script, cases }: { script: string; cases: string }): Promise<string> {
  const worker = new Worker(URL.createObjectURL(new Blob([script, 'onmessage = ({ data }) => postMessage(nspDigests(data));'], { type: 'text/javascript' })));
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<string>) => {
      worker.terminate();
      resolve(data);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(cases);
  });
}
