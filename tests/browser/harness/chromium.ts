// Chromium, driven by playwright-core, behind the common page interface.
import { chromium, type BrowserContext, type ConsoleMessage, type Page, type Request } from 'playwright-core';
import { framePage } from './frame.ts';
import { answered, isVisible, noteConsole, PAGE_LIMIT_MS, poll, REPORT_VIOLATIONS } from './page.ts';
import type { Browser, BrowserPage, PageOptions, Seen, SeenRequest } from './page.ts';
import type { FoundBrowser } from './find.ts';

// Own flags: those that Chromium's packers propose switch web security off, which would falsify every test of the policy and of file://.
// Without hinting letters have the shapes and widths that they have on learners' screens.
const FLAGS = ['--font-render-hinting=none', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

class ChromiumPage implements BrowserPage {
  readonly browser = 'chromium';
  readonly seen: Seen = { errors: [], requests: [], violations: [] };
  readonly page: Page;
  readonly context: BrowserContext;

  constructor(page: Page, context: BrowserContext) {
    this.page = page;
    this.context = context;
    page.setDefaultTimeout(PAGE_LIMIT_MS);
    page.on('console', (message: ConsoleMessage) => noteConsole(this.seen, message.type(), `${message.text()} (${message.location().url})`));
    page.on('pageerror', (error) => this.seen.errors.push(String(error)));
    page.on('request', (request) => void this.#note(request));
  }

  async #note(request: Request): Promise<void> {
    const entry: SeenRequest = { url: request.url(), status: null, failure: null };
    this.seen.requests.push(entry);
    entry.status = (await request.response().catch(() => null))?.status() ?? null;
    entry.failure = request.failure()?.errorText ?? null;
  }

  forget(): void {
    for (const list of [this.seen.errors, this.seen.requests, this.seen.violations]) list.length = 0;
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: 'load' });
  }

  async reload(): Promise<void> {
    await this.page.reload({ waitUntil: 'load' });
  }

  url(): string {
    return this.page.url();
  }

  async click(selector: string): Promise<void> {
    await this.page.locator(selector).first().click();
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  async insert(text: string): Promise<void> {
    await this.page.keyboard.insertText(text);
  }

  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
  }

  async text(selector: string): Promise<string> {
    return (await this.page.locator(selector).first().innerText()).replace(/\s+/g, ' ').trim();
  }

  async evaluate<A, R>(task: (argument: A) => R | Promise<R>, argument?: A): Promise<R> {
    return (await answered(this, this.page.evaluate(task as never, argument as never))) as R;
  }

  async addInitScript(source: string): Promise<void> {
    await this.page.addInitScript(source);
  }

  async waitFor(selector: string): Promise<void> {
    await this.waitUntil(`"${selector}" to be visible`, isVisible, selector);
  }

  async waitUntil<A, R>(what: string, task: (argument: A) => R, argument: A): Promise<NonNullable<R>> {
    return poll(this, what, () => this.evaluate(task, argument));
  }

  inFrame(...selectors: [string, ...string[]]): BrowserPage {
    return framePage(this, selectors, () => this.page.mainFrame(), (frame, selector) => frame.locator(selector).first().click());
  }

  async resize(width: number, height: number): Promise<void> {
    await this.page.setViewportSize({ width, height });
  }

  async screenshot(path: string, fullPage = false): Promise<void> {
    await this.page.screenshot({ path, fullPage, animations: 'disabled' });
  }

  async printed(): Promise<Uint8Array> {
    return this.page.pdf({ preferCSSPageSize: true, format: 'A4' });
  }

  async close(): Promise<void> {
    await this.page.close();
    if (this.context.pages().length === 0) await this.context.close();
  }
}

/** Starts Chromium, headless, with its web security on. */
export async function launchChromium(found: FoundBrowser, profile?: string): Promise<Browser> {
  const environment = { ...process.env, ...found.environment } as { [name: string]: string };
  const launching = { executablePath: found.path, headless: true, args: FLAGS, env: environment, timeout: PAGE_LIMIT_MS };
  if (profile !== undefined) {
    const context = await chromium.launchPersistentContext(profile, { ...launching, ...looksOf({}) });
    return { name: 'chromium', newPage: () => pageIn(context, true), close: () => context.close() };
  }
  const browser = await chromium.launch(launching);
  return {
    name: 'chromium',
    async newPage(options: PageOptions = {}) {
      const context = options.beside instanceof ChromiumPage ? options.beside.context : await browser.newContext(looksOf(options));
      return pageIn(context, options.javaScript !== false);
    },
    close: () => browser.close(),
  };
}

function looksOf(options: PageOptions) {
  return {
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    colorScheme: options.theme ?? 'light',
    hasTouch: options.touch ?? false,
    isMobile: options.touch ?? false,
    javaScriptEnabled: options.javaScript ?? true,
  };
}

async function pageIn(context: BrowserContext, hasScripts: boolean): Promise<ChromiumPage> {
  const page = new ChromiumPage(await context.newPage(), context);
  if (hasScripts) await page.addInitScript(REPORT_VIOLATIONS);
  return page;
}
