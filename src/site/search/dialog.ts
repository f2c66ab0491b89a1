// The search: a dialog with a field and a list of links. Arrow keys go through them, Enter follows, Escape closes.
import { html, nothing, render } from 'lit';
import { courseRoot } from '../platform/root.ts';
import { loadData } from '../platform/load.ts';
import { read, remove, write } from '../platform/store.ts';
import { SLASH_KEY } from '../page/open-search.ts';
import type { SearchEntry } from './entry.ts';
import { SearchIndex, type Found, type Marked } from './find.ts';

/** The one search of a page. */
export class SearchDialog {
  readonly #dialog = document.body.appendChild(document.createElement('dialog'));
  #index: SearchIndex | null = null;
  #query = '';
  #failure = '';
  #isSlashOff = false;

  constructor() {
    this.#dialog.className = 'search';
    this.#dialog.setAttribute('aria-label', 'Search');
    this.#dialog.addEventListener('keydown', (event) => this.#move(event));
    // A click beside the dialog is one on the dialog itself: its contents fill it.
    this.#dialog.addEventListener('click', (event) => {
      if (event.target === this.#dialog) this.#dialog.close();
    });
  }

  /** Shows the search with the last query selected, and loads what it needs the first time. */
  open(): void {
    this.#render();
    if (!this.#dialog.open) this.#dialog.showModal();
    this.#field().select();
    void this.#load();
  }

  async #load(): Promise<void> {
    if (this.#index !== null) return;
    this.#failure = '';
    try {
      this.#isSlashOff = (await read(SLASH_KEY)) === 'off';
      this.#index = new SearchIndex(await loadData<SearchEntry[]>('search'));
    } catch (error) {
      this.#failure = error instanceof Error ? error.message : String(error);
    }
    this.#render();
  }

  #field(): HTMLInputElement {
    return this.#dialog.querySelector('input')!;
  }

  #render(): void {
    const result = this.#index === null || this.#query.trim() === '' ? null : this.#index.find(this.#query);
    render(html`<div class="search-box">
      <form class="search-head" @submit=${this.#follow}>
        <input type="text" .value=${this.#query} @input=${this.#change} autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go" aria-label="Search lessons, exercises and terms" placeholder="Search lessons, exercises and terms">
        <button class="ib" type="button" @click=${() => this.#dialog.close()}>Close</button>
      </form>
      <p class="search-said" role="status">${this.#sentence(result)}</p>
      ${result === null || result.found.length === 0 ? nothing : html`<ol class="search-list">${result.found.map(item)}</ol>`}
      <label class="search-key"><input type="checkbox" .checked=${!this.#isSlashOff} @change=${this.#chooseSlash}>The key <kbd>/</kbd> opens the search</label>
    </div>`, this.#dialog);
  }

  #sentence(result: { all: number; found: Found[] } | null): string {
    if (this.#failure !== '') return this.#failure;
    if (this.#index === null) return 'Loading.';
    if (result === null) return 'Type a word, or the beginning of one.';
    if (result.all === 0) return `Nothing is found for “${this.#query.trim()}”. Try one word, or another word for it.`;
    const shown = result.all > result.found.length ? `, the best ${result.found.length} are shown` : '';
    return `${result.all === 1 ? 'One result' : `${result.all} results`}${shown}.`;
  }

  readonly #change = (event: Event): void => {
    this.#query = (event.target as HTMLInputElement).value;
    this.#render();
  };

  readonly #follow = (event: Event): void => {
    event.preventDefault();
    this.#links()[0]?.click();
  };

  readonly #chooseSlash = (event: Event): void => {
    this.#isSlashOff = !(event.target as HTMLInputElement).checked;
    // A choice that cannot be kept lasts as long as the page.
    void (this.#isSlashOff ? write(SLASH_KEY, 'off') : remove(SLASH_KEY)).catch(() => undefined);
  };

  #links(): HTMLAnchorElement[] {
    return [...this.#dialog.querySelectorAll<HTMLAnchorElement>('.search-list a')];
  }

  #move(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [this.#field(), ...this.#links()];
    const at = stops.indexOf(document.activeElement as HTMLInputElement);
    if (at < 0) return;
    event.preventDefault();
    stops[Math.min(stops.length - 1, Math.max(0, at + (event.key === 'ArrowDown' ? 1 : -1)))]!.focus();
  }
}

function item({ entry, title, heading, excerpt }: Found) {
  const isTerm = entry.kind === 'term';
  const head = isTerm || entry.heading === '' ? title : heading;
  return html`<li><a href=${new URL(entry.address, courseRoot()).href} @click=${closeOnSamePage}>
    <span class="search-title">${marks(head)}</span><span class="search-kind">${entry.kind}${isTerm || entry.heading === '' ? nothing : html`, ${marks(title)}`}</span>
    <span class="search-text">${marks(excerpt)}</span></a></li>`;
}

/** A link to the page that is open moves no page, so the dialog would stay over it. */
function closeOnSamePage(event: Event): void {
  (event.currentTarget as HTMLElement).closest('dialog')!.close();
}

const marks = (parts: Marked) => parts.map((part) => (part.isMarked ? html`<mark>${part.text}</mark>` : part.text));
