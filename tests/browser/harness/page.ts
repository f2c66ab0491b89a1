// One small page interface for both browsers, so that each test is written once.

/** The browsers that the course is tested in. */
export const BROWSERS = ['chromium', 'firefox'] as const;
/** Name of one of them. */
export type BrowserName = (typeof BROWSERS)[number];

/** How a page is shown. */
export interface PageOptions {
  /** CSS pixels; default 1440. */
  width?: number;
  /** CSS pixels; default 900. */
  height?: number;
  /** Default light. */
  theme?: 'light' | 'dark';
  /** A coarse pointer and touch events, as on a phone; default false. */
  touch?: boolean;
  /** Default true. */
  javaScript?: boolean;
  /** Shares storage with the page given, as a second tab does; default a fresh, empty profile. */
  beside?: BrowserPage;
}

/** A request that the page made. */
export interface SeenRequest {
  url: string;
  /** HTTP status; null when there was no response, as when it failed or was cancelled. */
  status: number | null;
  /** What went wrong, in the browser's words; null when nothing did. */
  failure: string | null;
}

/** What a page did since it was opened, or since the last `forget`. */
export interface Seen {
  /** Console errors and uncaught exceptions of the page and its workers. */
  errors: string[];
  requests: SeenRequest[];
  /** Violations of the Content-Security-Policy: directive and blocked address. */
  violations: string[];
}

/** A tab of a real browser. Selectors are CSS; every wait has a generous limit and names what it waited for. */
export interface BrowserPage {
  readonly browser: BrowserName;
  readonly seen: Seen;
  /** Empties `seen`. */
  forget(): void;
  /** Goes to the address and waits for its `load` event. */
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  url(): string;
  /** Waits until the element is visible, scrolls to it, and clicks in its middle. */
  click(selector: string): Promise<void>;
  /** Types keys into whatever has the focus; `\n` is Enter. */
  type(text: string): Promise<void>;
  /** Puts text into whatever has the focus in one go, as a paste does. */
  insert(text: string): Promise<void>;
  /** Presses one key, with modifiers before it: `Control+Home`. */
  press(keys: string): Promise<void>;
  /** The element's visible text, white space collapsed. */
  text(selector: string): Promise<string>;
  /** Runs the function in the page. It and its argument must be self-contained and plain data. */
  evaluate<A, R>(task: (argument: A) => R | Promise<R>, argument: A): Promise<R>;
  evaluate<R>(task: () => R | Promise<R>): Promise<R>;
  /** Runs the source before any script of every later document. */
  addInitScript(source: string): Promise<void>;
  /** Waits until an element is there and visible. */
  waitFor(selector: string): Promise<void>;
  /** Waits until the function gives something truthy in the page, and returns it. `what` is named in the error. */
  waitUntil<A, R>(what: string, task: (argument: A) => R, argument: A): Promise<NonNullable<R>>;
  /** The same interface on what lies in a frame, in a frame of that frame, and so on. The frame is looked for anew at each use, so it may go and come again. Keys go to whatever has the focus. */
  inFrame(...selectors: [string, ...string[]]): BrowserPage;
  resize(width: number, height: number): Promise<void>;
  /** A PNG; the whole page when `fullPage`. */
  screenshot(path: string, fullPage?: boolean): Promise<void>;
  /** What the browser prints, as the page is: a PDF on A4. */
  printed(): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A running browser. */
export interface Browser {
  readonly name: BrowserName;
  newPage(options?: PageOptions): Promise<BrowserPage>;
  close(): Promise<void>;
}

/** The longest that anything in a page may take, milliseconds: generous, since a busy machine is no fault. NSP_PAGE_LIMIT_MS shortens it while a test is written. */
export const PAGE_LIMIT_MS = Number(process.env['NSP_PAGE_LIMIT_MS'] ?? 60_000);

/** Reports violations of the Content-Security-Policy where both browsers' drivers can hear them. */
export const REPORT_VIOLATIONS = `(() => {
  const report = (event) => console.debug('csp-violation', event.effectiveDirective + ' ' + event.blockedURI + ' in ' + event.documentURI);
  self.addEventListener('securitypolicyviolation', report);
})();`;

const VIOLATION = /^csp-violation (.*)$/;

/** Sorts a console message into what a test wants to know. */
export function noteConsole(seen: Seen, level: string, text: string): void {
  const violation = VIOLATION.exec(text);
  if (violation !== null) seen.violations.push(violation[1]!);
  else if (level === 'error' || level === 'assert') seen.errors.push(text);
}

/** The page's answer, or an error when it gives none: a page that hangs shall say so, not its test. */
export async function answered<R>(page: BrowserPage, answer: Promise<R>): Promise<R> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer (in ${2 * PAGE_LIMIT_MS / 1000} s) from ${page.url()} in ${page.browser}`)), 2 * PAGE_LIMIT_MS);
  });
  return Promise.race([answer, limit]).finally(() => clearTimeout(timer));
}

const CLOSED = /closed|detached|disconnected/i;

/** Asks the page again until the answer is truthy; a navigation that cuts one question short is not an answer. The error says what the page reported. */
export async function poll<R>(page: BrowserPage, what: string, ask: () => Promise<R>): Promise<NonNullable<R>> {
  const end = performance.now() + PAGE_LIMIT_MS;
  let last = '';
  while (performance.now() < end) {
    try {
      const answer = await ask();
      if (answer) return answer as NonNullable<R>;
      last = '';
    } catch (error) {
      last = `: ${String(error)}`;
      if (CLOSED.test(last)) break;
    }
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  const heard = [...page.seen.errors, ...page.seen.violations].map((line) => `\n  the page reported: ${line}`).join('');
  throw new Error(`Waited in vain (at most ${PAGE_LIMIT_MS / 1000} s) for ${what} at ${page.url()} in ${page.browser}${last}${heard}`);
}

/** In the page: is the first match of the selector laid out and visible? */
export function isVisible(selector: string): boolean {
  const element = document.querySelector(selector);
  if (element === null) return false;
  const box = element.getBoundingClientRect();
  return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== 'hidden';
}
