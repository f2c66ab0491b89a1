// The exercise's workspace as a learner handles it.
import type { BrowserPage } from './page.ts';

/** What stands at the top of the proof side after a run. */
export interface Verdict {
  /** The glyph's word: `Proved`, `Not proved`, `Could not run`. */
  word: string;
  sentence: string;
}

/** The workspace on a page that shows one. */
export class Workspace {
  readonly page: BrowserPage;

  constructor(page: BrowserPage) {
    this.page = page;
  }

  /** Waits until the exercise is loaded and the editor is there. */
  async ready(): Promise<void> {
    await this.page.waitUntil('the workspace', () => document.querySelector('nsp-workspace .ws nsp-editor textarea') !== null, null);
  }

  /** On a phone: one of the three panes. */
  async show(pane: 'Task' | 'Editor' | 'Proof'): Promise<void> {
    await this.page.click(`.ws-panes button:nth-of-type(${['Task', 'Editor', 'Proof'].indexOf(pane) + 1})`);
  }

  /** Clicks into the editor and waits for Monaco to take the focus. */
  async goToEditor(): Promise<void> {
    await this.page.click('nsp-editor .ed-box');
    await this.page.waitUntil('Monaco to have the focus', () => document.activeElement?.closest('.ed-monaco') !== null && document.activeElement?.closest('.ed-monaco') !== undefined, null);
  }

  /** Goes to the real files and waits until one is there. */
  async showFiles(): Promise<void> {
    await this.page.click('#tab-files');
    await this.page.waitUntil('a real file', () => document.querySelector('.rf-text') !== null, null);
  }

  /** The text of the real file that is shown. */
  realFile(): Promise<string> {
    return this.page.evaluate(() => document.querySelector('.rf-text')?.textContent ?? '');
  }

  /** Goes back to the design. */
  async showDesign(): Promise<void> {
    await this.page.click('#tab-design');
  }

  /** The design as it stands. */
  text(): Promise<string> {
    return this.page.evaluate(() => (document.querySelector('nsp-editor') as unknown as { text: string }).text);
  }

  /** With keys alone: goes to the first place of `old`, selects it, types over it. The editor has the focus. */
  async typeOver(old: string, replacement: string): Promise<void> {
    const text = await this.text();
    const at = text.indexOf(old);
    if (at < 0) throw new Error(`"${old}" is not in the design:\n${text}`);
    const before = text.slice(0, at).split('\n');
    await this.page.press('Control+Home');
    for (let line = 1; line < before.length; line += 1) await this.page.press('ArrowDown');
    for (let column = 0; column < before.at(-1)!.length; column += 1) await this.page.press('ArrowRight');
    for (let character = 0; character < old.length; character += 1) await this.page.press('Shift+ArrowRight');
    await this.page.type(replacement);
    await this.page.waitUntil(`the design to have "${replacement}"`, (wanted) => (document.querySelector('nsp-editor') as unknown as { text: string }).text === wanted, text.replace(old, () => replacement));
  }

  /** Replaces the whole design through the editor, whatever it is made of: keys cannot type every character. */
  async put(text: string): Promise<void> {
    await this.page.evaluate((source) => (document.querySelector('nsp-editor') as unknown as { setText(text: string): void }).setText(source), text);
  }

  /** Says something, and how sure it is, where the exercise asks for a prediction: only before the first run. */
  async predict(): Promise<void> {
    if (!(await this.page.evaluate(() => document.querySelector('nsp-prediction') !== null))) return;
    if (await this.isPhone()) await this.show('Task');
    await this.page.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>('nsp-prediction .pr-input');
      if (field?.value === '') {
        field.value = field.parentElement!.querySelector('.s')!.textContent!.split(' ')[0]!;
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
      document.querySelector<HTMLElement>('nsp-prediction .pr-what input[type="radio"]')?.click();
      if (!document.querySelector('nsp-prediction .pr-sure input:checked')) document.querySelector<HTMLElement>('nsp-prediction .pr-sure input')?.click();
    });
  }

  /** Predicts where that is asked for, presses Run, and waits for the verdict of this run. */
  async run(): Promise<Verdict> {
    await this.predict();
    await this.page.evaluate(() => {
      const proof = document.querySelector<HTMLElement>('.ws-proof')!;
      delete proof.dataset['runEnded'];
      const observer = new MutationObserver(() => {
        if (proof.getAttribute('aria-busy') !== 'false') return;
        proof.dataset['runEnded'] = '';
        observer.disconnect();
      });
      observer.observe(proof, { attributeFilter: ['aria-busy'] });
    });
    await this.page.click((await this.isPhone()) ? '.ws-panes [data-act="run"]' : '.ws-run [data-act="run"]');
    await this.page.waitUntil('the run to end', () => document.querySelector<HTMLElement>('.ws-proof')!.dataset['runEnded'] !== undefined, null);
    return this.verdict();
  }

  /** The verdict as it stands. */
  async verdict(): Promise<Verdict> {
    const word = await this.page.evaluate(() => {
      const glyph = document.querySelector('.ws-verdict')!.firstElementChild!;
      return glyph.getAttribute('aria-label') ?? glyph.querySelector('[aria-label], title')?.getAttribute('aria-label') ?? glyph.textContent!;
    });
    return { word: word.trim(), sentence: await this.page.evaluate(() => document.querySelector<HTMLElement>('[data-verdict]')!.textContent!.replace(/\s+/g, ' ').trim()) };
  }

  /** True where one pane is shown at a time. */
  isPhone(): Promise<boolean> {
    return this.page.evaluate(() => document.querySelector('.ws-panes')!.getBoundingClientRect().height > 0);
  }

  /** Waits until the design is kept on this computer. */
  async saved(): Promise<void> {
    await this.page.waitUntil('the draft to be saved', () => document.querySelector('.ws-saved')?.textContent === 'Saved on this computer', null);
  }
}

/** Opens an exercise from its lesson, as a learner does: with the button or link in its frame. */
export async function openFromLesson(page: BrowserPage, exercise: string): Promise<void> {
  await page.click(`[data-open-workspace="${exercise}"]`);
}
