// What lies in a frame, behind the common page interface; the same for both drivers, whose frames have these methods in common.
import { answered, isVisible, poll, type BrowserPage } from './page.ts';

/** The part of a driver's frame that is used. */
interface DriverFrame<F> {
  url(): string;
  goto(url: string, options: { waitUntil: 'load' }): Promise<unknown>;
  waitForSelector(selector: string, options: { timeout: number }): Promise<{ contentFrame(): Promise<F | null> } | null>;
  evaluate(task: never, argument: never): Promise<unknown>;
}

const ATTACH_LIMIT_MS = 2000;

/** A page that is the content of a frame. `main`: the driver's frame of the whole page; `press`: its click. */
export function framePage<F extends DriverFrame<F>>(page: BrowserPage, selectors: readonly string[], main: () => F, press: (frame: F, selector: string) => Promise<void>): BrowserPage {
  let last = main();
  const once = async (): Promise<F | null> => {
    let frame: F | null = main();
    for (const selector of selectors) frame = (await (await frame!.waitForSelector(selector, { timeout: ATTACH_LIMIT_MS }))?.contentFrame()) ?? null;
    return frame;
  };
  // A frame that goes while it is asked is looked for again: that the page is gone would show there.
  const attached = async <R>(ask: () => Promise<R>): Promise<R> => {
    try {
      return await ask();
    } catch (error) {
      throw new Error(String(error).replace(/detached|disconnected/gi, 'gone'), { cause: error });
    }
  };
  const find = async (): Promise<F> => (last = await poll(page, `the frame "${selectors.join(' ')}"`, () => attached(once)));
  const framed: BrowserPage = {
    browser: page.browser,
    seen: page.seen,
    forget: () => page.forget(),
    open: async (url) => void (await (await find()).goto(url, { waitUntil: 'load' })),
    async reload() {
      await framed.evaluate(() => { (self as { nspStale?: true }).nspStale = true; location.reload(); });
      await framed.waitUntil('the frame to load again', () => !('nspStale' in self) && document.readyState === 'complete', null);
    },
    url: () => last.url(),
    click: async (selector) => {
      await framed.waitFor(selector);
      await press(await find(), selector);
    },
    type: (text) => page.type(text),
    insert: (text) => (page.browser === 'chromium' ? page.insert(text) : framed.evaluate((inserted) => void document.execCommand('insertText', false, inserted), text)),
    press: (keys) => page.press(keys),
    async text(selector) {
      await framed.waitUntil(`"${selector}"`, (wanted) => document.querySelector(wanted) !== null, selector);
      return (await framed.evaluate((wanted) => document.querySelector<HTMLElement>(wanted)!.innerText, selector)).replace(/\s+/g, ' ').trim();
    },
    evaluate: async <A, R>(task: (argument: A) => R | Promise<R>, argument?: A): Promise<R> => {
      const frame = await find();
      return (await answered(framed, attached(() => frame.evaluate(task as never, argument as never)))) as R;
    },
    addInitScript: (source) => page.addInitScript(source),
    waitFor: async (selector) => void (await framed.waitUntil(`"${selector}" to be visible`, isVisible, selector)),
    waitUntil: (what, task, argument) => poll(framed, what, () => framed.evaluate(task, argument)),
    inFrame: (...inner) => framePage(page, [...selectors, ...inner], main, press),
    resize: (width, height) => page.resize(width, height),
    screenshot: (path, fullPage) => page.screenshot(path, fullPage),
    printed: () => page.printed(),
    close: () => page.close(),
  };
  return framed;
}
