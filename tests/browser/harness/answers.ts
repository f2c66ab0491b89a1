// Answers everything on a page in one go, for pictures and for axe: what comes out does not matter, only that it is there.
import type { BrowserPage } from './page.ts';

/** Fills in and sends every prediction and question of the page, waits for what is said to each, and opens what is folded. Fails when there is none. */
export async function answerEverything(page: BrowserPage): Promise<void> {
  const count = await page.evaluate(() => {
    const forms = [...document.querySelectorAll<HTMLFormElement>('form.ask, .ask form')];
    for (const form of forms) {
      for (const name of new Set([...form.querySelectorAll<HTMLInputElement>('input[type="radio"]')].map((radio) => radio.name))) form.querySelector<HTMLInputElement>(`input[name="${name}"]`)!.click();
      for (const input of form.querySelectorAll<HTMLInputElement>('input:not([type="radio"])')) input.value = '10';
      for (const select of form.querySelectorAll('select')) select.selectedIndex = 1;
      for (const control of form.querySelectorAll('input, select')) control.dispatchEvent(new Event('input', { bubbles: true }));
      form.querySelector<HTMLElement>('[type="submit"]')!.click();
    }
    return forms.length;
  });
  if (count === 0) throw new Error(`Nothing is asked at ${page.url()}.`);
  await page.waitUntil('an outcome for everything that is asked', (all) => [...document.querySelectorAll('.ask')].filter((ask) => ask.matches('form, div') && (ask.querySelector('.outcome') !== null || (ask.querySelector('.said')?.textContent ?? '') !== '')).length >= all, count);
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}
