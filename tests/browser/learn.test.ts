// Predictions and questions of every kind with the keyboard alone, what is kept of them, and the review.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REVIEW_DAYS } from '../../src/site/records/answer.ts';
import { AXE, axeViolations } from './harness/axe.ts';
import { describeInBrowsers } from './harness/browsers.ts';
import type { BrowserPage } from './harness/page.ts';
import { expectQuiet } from './harness/quiet.ts';
import { openSample, PREDICTIONS, QUESTIONS } from './learn/sample.ts';
import { sidewaysScroll } from './harness/widths.ts';

type Sample = Awaited<ReturnType<typeof openSample>>;

const ask = (id: string): string => `[data-ask$=":${id}"]`;

/** Presses Tab until the focus is where it is wanted, if it is not there already. */
async function tabTo(page: BrowserPage, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement!.matches(wanted), selector)) return;
    await page.press('Tab');
  }
  throw new Error(`Tab does not reach ${selector}.`);
}

/** Goes to a group of radio buttons and chooses the one at this place, from 0. */
async function choose(page: BrowserPage, group: string, place: number): Promise<void> {
  await tabTo(page, group);
  await page.type(' ');
  for (let steps = 0; steps < place; steps += 1) await page.press('ArrowDown');
}

async function press(page: BrowserPage, id: string): Promise<void> {
  await tabTo(page, `${ask(id)} [type="submit"]`);
  await page.press('Enter');
}

/** Waits for the sentence beside the button. */
async function missing(page: BrowserPage, id: string, sentence: string): Promise<void> {
  await page.waitUntil(`"${sentence}"`, ([box, wanted]) => document.querySelector(`${box} .miss`)!.textContent === wanted, [ask(id), sentence] as const);
}

async function predict(page: BrowserPage, id: string, sure: number): Promise<string> {
  await choose(page, `${ask(id)} input[name="sure"]`, sure - 1);
  await press(page, id);
  await page.waitFor(`${ask(id)} .outcome`);
  expect(await page.evaluate((box) => document.activeElement === document.querySelector(`${box} .outcome`) && document.querySelector<HTMLDetailsElement>(`${box} details`)!.open, ask(id))).toBe(true);
  return page.text(`${ask(id)} .outcome`);
}

async function check(page: BrowserPage, id: string): Promise<string> {
  await press(page, id);
  await page.waitUntil(`the answer to ${id} to be kept`, (box) => document.querySelector(`${box} .when`)?.textContent, ask(id));
  expect(await page.evaluate((box) => document.querySelector<HTMLDetailsElement>(`${box} details`)!.open, ask(id))).toBe(true);
  return page.text(`${ask(id)} .said`);
}

async function predictAll(page: BrowserPage): Promise<void> {
  await tabTo(page, `${ask('p-number')} .num input`);
  await page.waitUntil('the script', () => self.nspLearn !== undefined, null);
  await page.type('940\n');
  await missing(page, 'p-number', 'Say how sure you are to compare.');
  await choose(page, `${ask('p-number')} input[name="sure"]`, 0);
  await press(page, 'p-number');
  await missing(page, 'p-number', '940 is not between 0 and 100 %.');
  await page.press('Control+a');
  await page.type('94');
  expect(await predict(page, 'p-number', 3)).toContain('You said 94 %. The run measured 62.7 %. You were at 3, fairly sure.');
  await choose(page, `${ask('p-choice')} input[name="a"]`, 1);
  expect(await predict(page, 'p-choice', 1)).toContain('You said: It rises, then settles. The run measured: It grows for as long as the load lasts.');
  await choose(page, `${ask('p-curve')} input[name="a"]`, 0);
  expect(await predict(page, 'p-curve', 4)).toContain('The run measured: Slowly, then steeply.');
  const order = (): Promise<string[]> => page.evaluate((box) => [...document.querySelectorAll<HTMLElement>(`${box} .rank li`)].map((item) => item.dataset['id']!), ask('p-ranking'));
  const [first, second, third] = await order();
  await tabTo(page, `${ask('p-ranking')} li:first-child [data-step="1"]`);
  await page.press('Enter');
  await page.press('Enter');
  expect(await order()).toEqual([second, third, first]);
  expect(await page.text(`${ask('p-ranking')} .miss`)).toMatch(/: place 3 of 3\.$/);
  expect(await predict(page, 'p-ranking', 2)).toMatch(/You said .*The run measured .*4 workers.*8 workers.*12 workers/);
}

async function answerAll(page: BrowserPage): Promise<void> {
  await press(page, 'q-choice');
  await missing(page, 'q-choice', 'Choose one to check.');
  await page.type(' ');
  expect(await check(page, 'q-choice')).toBe('The right answer is another one. Connections count requests again, not work.');
  expect(await page.text(`${ask('q-choice')} fieldset`)).toMatch(/connections your answer The utilisation of each server right answer/);
  await page.press('Enter');
  await page.type(' ');
  await page.press('ArrowDown');
  expect(await check(page, 'q-choice')).toBe('Right. It sets the work against what the server can do.');
  await putInOrder(page, 'q-order', ['dies', 'check', 'down', 'away']);
  expect(await check(page, 'q-order')).toBe('Right: all 4 stand in their place.');
  for (const [at, first] of ['load', 'virtual', 'name'].entries()) {
    await tabTo(page, `${ask('q-match')} label:nth-child(${at + 1}) select`);
    await page.type(first);
  }
  expect(await check(page, 'q-match')).toBe('2 of 3 are matched right.');
  await tabTo(page, `${ask('q-number')} input`);
  await page.type('87,5');
  expect(await check(page, 'q-number')).toBe('You said 87.5 %. Right.');
  await choose(page, `${ask('q-line')} input[name="l"]`, 3);
  await choose(page, `${ask('q-line')} input[name="r"]`, 0);
  expect(await check(page, 'q-line')).toBe('Right.');
}

/** Moves each item up to its place, one after the other. */
async function putInOrder(page: BrowserPage, id: string, wanted: string[]): Promise<void> {
  for (const [place, item] of wanted.entries()) {
    const at = await page.evaluate(([box, one]) => [...document.querySelectorAll<HTMLElement>(`${box} .rank li`)].findIndex((row) => row.dataset['id'] === one), [ask(id), item] as const);
    if (at === place) continue;
    await tabTo(page, `${ask(id)} li[data-id="${item}"] [data-step="-1"]`);
    for (let steps = at; steps > place; steps -= 1) await page.press('Enter');
    await page.press('Shift+Tab');
    await page.evaluate((box) => document.querySelector<HTMLElement>(`${box} .rank button`)!.focus(), ask(id));
  }
}

/** Answers in this browser's store as if they were given that many days ago; through the page's own store, so on file:// too. */
async function answeredDaysAgo(page: BrowserPage, site: Sample, days: { [question: string]: number }): Promise<void> {
  await page.open(site.form === 'file' ? site.url('store.html') : site.review);
  await page.evaluate(([ago, first]) => {
    for (const [question, count] of Object.entries(ago)) {
      const lastAtMs = Date.now() - count * 86_400_000;
      localStorage.setItem(`no-single-point/answer:${question}`, JSON.stringify({ format: 1, question, step: 0, dueAtMs: lastAtMs + first * 86_400_000, lastRight: true, lastAtMs, times: 1, right: 1 }));
    }
  }, [days, REVIEW_DAYS[0]!] as const);
}

describeInBrowsers('learning', (tabs) => {
  describe.each(['http', 'file'] as const)('over %s', (form) => {
    let site: Sample;
    beforeAll(async () => {
      site = await openSample(form);
    });
    afterAll(() => site.close());

    it('every kind with keys alone; a reload keeps predictions, and says when questions come back', () => tabs.withPage({}, async (page) => {
      await page.open(site.sample);
      expect(await page.evaluate(() => [...document.scripts].some(({ src }) => src.includes('learn')))).toBe(false);
      await predictAll(page);
      await answerAll(page);
      await page.reload();
      await page.waitUntil('all that was kept', (count) => document.querySelectorAll('.outcome, .when').length === count, PREDICTIONS.length + QUESTIONS.length);
      expect(await page.text(`${ask('p-number')} .outcome`)).toContain('You said 94 %. The run measured 62.7 %.');
      expect(await page.evaluate(() => document.querySelectorAll('.slot[open]').length)).toBe(PREDICTIONS.length);
      expect(await page.text(`${ask('q-match')} .when`)).toMatch(/^Last answered \d{4}-\d\d-\d\d, not right\. It comes back for review on \d{4}-\d\d-\d\d\.$/);
      expectQuiet(page, site);
    }));

    it('the review asks what is due, the longest overdue first, and nothing twice', () => tabs.withPage({}, async (page) => {
      await answeredDaysAgo(page, site, { 'q-number': 5, 'q-choice': 30, 'q-line': 0 });
      await page.open(site.review);
      await page.waitFor('form.ask');
      expect(await page.text('.plan')).toMatch(/^2 due now, next on \d{4}-\d\d-\d\d\.$/);
      await choose(page, `${ask('q-choice')} input`, 1);
      expect(await check(page, 'q-choice')).toContain('Right.');
      expect(await page.evaluate(() => document.querySelector<HTMLAnchorElement>('.after a')!.href)).toBe(site.sample);
      await tabTo(page, '.after button');
      await page.press('Enter');
      await page.waitUntil('the next question', (box) => document.activeElement!.matches(`${box} input`), ask('q-number'));
      await page.type('10');
      expect(await check(page, 'q-number')).toBe('You said 10 %. The answer is 87.5 %.');
      await tabTo(page, '.after button');
      await page.press('Enter');
      await page.waitUntil('the end', () => document.querySelector('.review')!.textContent!.includes('All 2 questions are reviewed.'), null);
      await page.reload();
      await page.waitUntil('the plan', () => document.querySelector('.plan')!.textContent!.startsWith('Nothing is due. The next of 3 questions comes back on '), null);
      expectQuiet(page, site);
    }));
  });

  describe('on http', () => {
    let site: Sample;
    beforeAll(async () => {
      site = await openSample('http');
    });
    afterAll(() => site.close());

    it('a button that is pressed before its script is there works all the same', () => tabs.withPage({}, async (page) => {
      await page.open(site.sample);
      await page.evaluate((box) => document.querySelector<HTMLElement>(`${box} [type="submit"]`)!.click(), ask('q-order'));
      await page.waitUntil('the outcome', (box) => document.querySelector(`${box} .said`)!.textContent, ask('q-order'));
    }));

    it('an empty review says what will come', () => tabs.withPage({}, async (page) => {
      await page.open(site.review);
      await page.waitUntil('the plan', () => document.querySelector('.plan')!.textContent === 'Nothing is due. Questions come back 2, 9 and 30 days after you answered them.', null);
    }));
  });
});

describeInBrowsers('learning, its looks', (tabs) => {
  let site: Sample;
  beforeAll(async () => {
    site = await openSample('http');
  });
  afterAll(() => site.close());

  it.each(['light', 'dark'] as const)('axe finds nothing in the %s theme, before and after, and nothing sticks out', (theme) => tabs.withPage({ theme }, async (page) => {
    await page.addInitScript(AXE);
    await page.open(site.sample);
    expect(await axeViolations(page)).toEqual([]);
    await predictAll(page);
    await answerAll(page);
    expect(await axeViolations(page)).toEqual([]);
    const found: string[] = [];
    for (const width of [320, 390, 720, 1024]) found.push(...(await sidewaysScroll(page, width)));
    expect(found).toEqual([]);
  }));

  it('reads without a script: questions, parts, answers', () => tabs.withPage({ javaScript: false }, async (page) => {
    await page.open(site.sample);
    const text = await page.text('.prose');
    for (const part of ['How many of 100 requests', 'Compare with the run', 'It levels off', 'name server', 'server web2 10.0.0.12:8080 check backup', 'Answer']) expect(text).toContain(part);
    for (const part of ['How sure are you?', 'Read on without a prediction']) expect(text).not.toContain(part);
  }));
}, ['chromium']);
