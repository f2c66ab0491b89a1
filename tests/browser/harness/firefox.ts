// Firefox, driven by puppeteer-core over WebDriver BiDi, behind the common page interface.
import puppeteer, { type Browser as Driver, type BrowserContext, type ConsoleMessage, type HTTPRequest, type KeyInput, type Page } from 'puppeteer-core';
import { framePage } from './frame.ts';
import { answered, isVisible, noteConsole, PAGE_LIMIT_MS, poll, REPORT_VIOLATIONS } from './page.ts';
import type { Browser, BrowserPage, PageOptions, Seen, SeenRequest } from './page.ts';
import type { FoundBrowser } from './find.ts';

// Drivers switch the strict file origin policy off, which hides every limit that a double-clicked page has: it is switched on again.
const PREFERENCES = { 'security.fileuri.strict_origin_policy': true, 'remote.prefs.recommended': false, 'browser.shell.checkDefaultBrowser': false };
/** Of `ui.primaryPointerCapabilities`: a finger, and a mouse. */
const [COARSE, FINE_AND_HOVER] = [1, 6];

class FirefoxPage implements BrowserPage {
  readonly browser = 'firefox';
  readonly seen: Seen = { errors: [], requests: [], violations: [] };
  readonly page: Page;
  readonly context: BrowserContext;

  constructor(page: Page, context: BrowserContext) {
    this.page = page;
    this.context = context;
    page.setDefaultTimeout(PAGE_LIMIT_MS);
    page.on('console', (message: ConsoleMessage) => noteConsole(this.seen, message.type(), message.text()));
    page.on('pageerror', (error) => this.seen.errors.push(String(error)));
    page.on('workercreated', (worker) => worker.on('console', (message: ConsoleMessage) => noteConsole(this.seen, message.type(), message.text())));
    const entries = new WeakMap<HTTPRequest, SeenRequest>();
    const ended = (request: HTTPRequest): void => {
      const entry = entries.get(request);
      if (entry !== undefined) Object.assign(entry, { status: request.response()?.status() ?? null, failure: request.failure()?.errorText ?? null });
    };
    page.on('request', (request) => {
      const entry = { url: request.url(), status: null, failure: null };
      entries.set(request, entry);
      this.seen.requests.push(entry);
    });
    page.on('requestfinished', ended);
    page.on('requestfailed', ended);
  }

  forget(): void {
    for (const list of [this.seen.errors, this.seen.requests, this.seen.violations]) list.length = 0;
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url, { waitUntil: 'load', timeout: PAGE_LIMIT_MS });
  }

  async reload(): Promise<void> {
    await this.page.reload({ waitUntil: 'load', timeout: PAGE_LIMIT_MS });
  }

  url(): string {
    return this.page.url();
  }

  async click(selector: string): Promise<void> {
    await this.page.locator(selector).setTimeout(PAGE_LIMIT_MS).click();
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  async insert(text: string): Promise<void> {
    await this.evaluate((inserted) => document.execCommand('insertText', false, inserted), text);
  }

  async press(keys: string): Promise<void> {
    const all = keys.split('+') as KeyInput[];
    const last = all.pop()!;
    for (const key of all) await this.page.keyboard.down(key);
    await this.page.keyboard.press(last);
    for (const key of all.reverse()) await this.page.keyboard.up(key);
  }

  async text(selector: string): Promise<string> {
    await this.waitUntil(`"${selector}"`, (wanted) => document.querySelector(wanted) !== null, selector);
    const text = await this.evaluate((wanted) => document.querySelector<HTMLElement>(wanted)!.innerText, selector);
    return text.replace(/\s+/g, ' ').trim();
  }

  async evaluate<A, R>(task: (argument: A) => R | Promise<R>, argument?: A): Promise<R> {
    return (await answered(this, this.page.evaluate(task as never, argument as never))) as R;
  }

  async addInitScript(source: string): Promise<void> {
    await this.page.evaluateOnNewDocument(source);
  }

  async waitFor(selector: string): Promise<void> {
    await this.waitUntil(`"${selector}" to be visible`, isVisible, selector);
  }

  async waitUntil<A, R>(what: string, task: (argument: A) => R, argument: A): Promise<NonNullable<R>> {
    return poll(this, what, () => this.evaluate(task, argument));
  }

  inFrame(...selectors: [string, ...string[]]): BrowserPage {
    return framePage(this, selectors, () => this.page.mainFrame(), (frame, selector) => frame.locator(selector).setTimeout(PAGE_LIMIT_MS).click());
  }

  async resize(width: number, height: number): Promise<void> {
    await this.page.setViewport({ width, height });
  }

  async screenshot(path: string, fullPage = false): Promise<void> {
    await this.page.screenshot({ path: path as `${string}.png`, fullPage });
  }

  async printed(): Promise<Uint8Array> {
    return this.page.pdf({ preferCSSPageSize: true, format: 'A4' });
  }

  async close(): Promise<void> {
    await this.page.close();
    if (this.context.id !== undefined && (await this.context.pages()).length === 0) await this.context.close();
  }
}

interface Looks { theme: 'light' | 'dark'; touch: boolean; javaScript: boolean }

function launch(found: FoundBrowser, { theme, touch, javaScript }: Looks, profile: string | undefined): Promise<Driver> {
  const pointer = touch ? COARSE : FINE_AND_HOVER;
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: found.path,
    headless: true,
    ...(profile === undefined ? {} : { userDataDir: profile }),
    timeout: PAGE_LIMIT_MS,
    // After `answered` and every other wait of a page: those say what was waited for.
    protocolTimeout: 3 * PAGE_LIMIT_MS,
    env: { ...process.env, ...found.environment },
    extraPrefsFirefox: {
      ...PREFERENCES,
      'layout.css.prefers-color-scheme.content-override': theme === 'dark' ? 0 : 1,
      'ui.primaryPointerCapabilities': pointer,
      'ui.allPointerCapabilities': pointer,
      'javascript.enabled': javaScript,
      'dom.w3c_touch_events.enabled': touch ? 1 : 0,
    },
  });
}

/** Starts Firefox, headless; one process for each theme, kind of pointer and JavaScript on or off, since these are its preferences. */
export async function launchFirefox(found: FoundBrowser, profile?: string): Promise<Browser> {
  const drivers = new Map<string, Promise<Driver>>();
  const driverFor = (looks: Looks): Promise<Driver> => {
    const key = JSON.stringify(looks);
    const driver = drivers.get(key) ?? launch(found, looks, profile);
    drivers.set(key, driver);
    return driver;
  };
  return {
    name: 'firefox',
    async newPage(options: PageOptions = {}) {
      const driver = await driverFor({ theme: options.theme ?? 'light', touch: options.touch ?? false, javaScript: options.javaScript ?? true });
      const shared = options.beside instanceof FirefoxPage ? options.beside.context : profile === undefined ? null : driver.defaultBrowserContext();
      const context = shared ?? (await driver.createBrowserContext());
      const tab = await context.newPage();
      await tab.setViewport({ width: options.width ?? 1440, height: options.height ?? 900 });
      const page = new FirefoxPage(tab, context);
      if (options.javaScript !== false) await page.addInitScript(REPORT_VIOLATIONS);
      return page;
    },
    async close() {
      for (const driver of drivers.values()) await (await driver).close();
    },
  };
}
