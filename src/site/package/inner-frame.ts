// The frame in which the course's pages stand. The launch page around it stays as long as the attempt.

/** Where the pages lie, and what they say about where work is kept. */
export interface FrameOptions {
  frame: HTMLIFrameElement;
  /** Folder of the launch page, with a slash at its end. */
  folder: URL;
  /** Sentences about where work is kept, for each place that has one. */
  words: readonly (readonly [where: string, words: string])[];
}

/** Follows the page that is shown. */
export class InnerFrame {
  readonly #options: FrameOptions;
  readonly #theme: MutationObserver;

  constructor(options: FrameOptions) {
    this.#options = options;
    this.#theme = new MutationObserver(([change]) => takeTheme((change!.target as HTMLElement).dataset['theme']));
  }

  /** Shows a page of the course, from the folder's start. */
  show(path: string): void {
    // The first page of a frame is no step that the browser's back button could undo.
    this.#options.frame.src = new URL(path, this.#options.folder).href;
    if (document.hasFocus() && document.activeElement === document.body) this.#options.frame.focus();
  }

  /** A page has come. */
  enter(page: Window): void {
    const { document: inner } = page;
    this.#theme.disconnect();
    this.#theme.observe(inner.documentElement, { attributeFilter: ['data-theme'] });
    takeTheme(inner.documentElement.dataset['theme']);
    for (const type of ['click', 'auxclick'] as const) inner.addEventListener(type, (event) => this.#follow(event as MouseEvent, page), true);
    inner.addEventListener('DOMContentLoaded', () => {
      document.title = inner.title;
      for (const [where, words] of this.#options.words) inner.querySelectorAll(where).forEach((said) => { said.textContent = words; });
    });
  }

  /** The page writes what it still holds, as it does when it goes: the launch page may be told first that both go. */
  flush(): void {
    try {
      this.#options.frame.contentWindow?.dispatchEvent(new Event('pagehide'));
    } catch {
      // A page of somebody else holds nothing of ours.
    }
  }

  /** Pages of the course stay in the frame, since a tab of their own would keep nothing in the learning system; all else gets a tab of its own. */
  #follow(event: MouseEvent, page: Window): void {
    const link = (event.target as Element).closest?.('a[href]') as HTMLAnchorElement | null;
    if (link === null || event.button > 1 || !/^(https?|file):$/.test(link.protocol)) return;
    if (!link.href.startsWith(this.#options.folder.href) || !link.pathname.endsWith('.html')) Object.assign(link, { target: '_blank', rel: 'noopener' });
    else if (event.button === 1 || event.ctrlKey || event.metaKey || event.shiftKey) {
      event.preventDefault();
      page.location.href = link.href;
    }
  }
}

/** The line above the frame looks like the page inside. */
function takeTheme(theme: string | undefined): void {
  if (theme === undefined) delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}
