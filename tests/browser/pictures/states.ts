// The states of the pages around the workspace that are worth a picture.
import { encodeDraft } from '../../../src/site/records/draft.ts';
import { exportText } from '../../../src/site/records/transfer.ts';
import { answerEverything } from '../harness/answers.ts';
import type { BrowserPage } from '../harness/page.ts';
import { builtPages, STORE_KIND, type Site } from '../harness/site.ts';

/** Takes a picture of what is on the screen. */
export type Shoot = (page: BrowserPage, what: string) => Promise<void>;

/** At most so many pictures of one page: the workspace pages grow while they are looked at. */
const SLICES_MAX = 24;

/** Every page but the exercises as a learner first meets it, one window after the other: browsers refuse pictures of very long pages. */
export async function freshPages(page: BrowserPage, site: Site, shoot: Shoot): Promise<void> {
  const pages = builtPages().filter(({ kind }) => kind !== null && kind !== STORE_KIND && kind !== 'exercise');
  // A lesson that was looked at is read: lessons come last.
  for (const { path, kind } of [...pages.filter((one) => one.kind !== 'lesson'), ...pages.filter((one) => one.kind === 'lesson')]) {
    await open(page, site, path);
    await slices(page, `${kind}-${nameOf(path)}`, shoot);
  }
}

/** What the pages look like after work: search, an answered lesson, home, review, progress and its files. */
export async function pageStates(page: BrowserPage, site: Site, shoot: Shoot): Promise<void> {
  await searching(page, site, shoot);
  for (const { path } of builtPages().filter(({ kind }) => kind === 'lesson')) {
    await open(page, site, path);
    await answerEverything(page);
    await slices(page, `lesson-${nameOf(path)}-answered`, shoot);
  }
  await work(page);
  for (const path of ['index.html', 'review/index.html', 'progress/index.html']) {
    await open(page, site, path);
    await page.waitUntil('the records', (isReview) => !isReview || document.querySelector('form.ask') !== null, path.startsWith('review'));
    await slices(page, `${nameOf(path)}-after-work`, shoot);
  }
  await choose(page, exportText(new Map([['draft:weights', encodeDraft({ format: 1, exercise: 'weights', source: '// from the file\n', hints: 0, chosen: null, savedAtMs: 1 })]]), 1_790_000_000_000));
  await slices(page, 'progress-import', shoot);
  await choose(page, '{"format":1}');
  await slices(page, 'progress-refused', shoot);
}

async function searching(page: BrowserPage, site: Site, shoot: Shoot): Promise<void> {
  await open(page, site, 'index.html');
  await page.click('.find');
  await page.waitFor('dialog.search[open]');
  await page.waitUntil('the index', () => !document.querySelector('.search-said')!.textContent!.startsWith('Loading'), null);
  await shoot(page, 'search-1-empty');
  await page.type('queue');
  await page.waitFor('.search-list a');
  await shoot(page, 'search-2-found');
  await page.type(' zebra');
  await page.waitUntil('nothing', () => document.querySelector('.search-said')!.textContent!.startsWith('Nothing'), null);
  await shoot(page, 'search-3-nothing');
}

/** Two lessons read, one exercise proved, one in progress, and all answers given ten days ago. */
function work(page: BrowserPage): Promise<void> {
  return page.evaluate(() => {
    const put = (key: string, record: object): void => localStorage.setItem(`no-single-point/${key}`, JSON.stringify({ format: 1, ...record }));
    for (const lesson of ['foundations/one-request-through-three-servers', 'foundations/availability-latency-load']) put(`lesson:${lesson}`, { state: 'read' });
    put('result:complete-the-path', { exercise: 'complete-the-path', exerciseVersion: 1, runs: 3, passedOnRun: 3 });
    put('draft:availability-arithmetic', { exercise: 'availability-arithmetic', source: '// begun\n', hints: 0, chosen: null, savedAtMs: Date.now() });
    const back = 10 * 86_400_000;
    for (const key of Object.keys(localStorage).filter((one) => one.includes('/answer:'))) {
      const answer = JSON.parse(localStorage.getItem(key)!) as { dueAtMs: number; lastAtMs: number };
      localStorage.setItem(key, JSON.stringify({ ...answer, dueAtMs: answer.dueAtMs - back, lastAtMs: answer.lastAtMs - back }));
    }
  });
}

async function choose(page: BrowserPage, text: string): Promise<void> {
  await page.waitFor('#file');
  await page.evaluate((content) => {
    const files = new DataTransfer();
    files.items.add(new File([content], 'saved.json', { type: 'application/json' }));
    const input = document.querySelector<HTMLInputElement>('#file')!;
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
  }, text);
  await page.waitFor('.inside');
}

async function open(page: BrowserPage, site: Site, path: string): Promise<void> {
  await page.open(site.url(path));
  await page.waitUntil('the fonts', () => document.fonts.status === 'loaded', null);
}

async function slices(page: BrowserPage, what: string, shoot: Shoot): Promise<void> {
  const { whole, window } = await page.evaluate(() => ({ whole: document.documentElement.scrollHeight, window: innerHeight }));
  for (let slice = 0; slice * window < whole && slice < SLICES_MAX; slice += 1) {
    await page.evaluate((top) => scrollTo({ top, behavior: 'instant' }), slice * window);
    await shoot(page, `${what}-${slice + 1}`);
  }
}

const nameOf = (path: string): string => path.replace(/(\/?index)?\.html$/, '').split('/').at(-1) || 'home';
