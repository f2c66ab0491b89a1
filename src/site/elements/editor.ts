// <nsp-editor>: a text area at once, Monaco in its place when the learner goes to it on a device without touch, everything else the same.
import { html, LitElement, nothing } from 'lit';
import { loadScript, loadStyle } from '../platform/load.ts';
import { startWorker } from '../platform/worker.ts';
import type { EditorMark, MonacoHandle, TypeProblem } from './editor-handle.ts';
import { lineStart, offsetOf } from './text-position.ts';

/** What the editor tells: `nsp-text` after each change, `nsp-types` when Monaco has checked types, `nsp-run`, `nsp-mark` when a notice was chosen, `nsp-caret` when the caret comes to a line. */
export interface EditorEvents {
  'nsp-text': CustomEvent<string>;
  'nsp-types': CustomEvent<TypeProblem[]>;
  'nsp-run': CustomEvent<null>;
  'nsp-mark': CustomEvent<EditorMark>;
  'nsp-caret': CustomEvent<number>;
}

/** The editor of one design. Set `text` once; later changes go through `setText`. */
export class NspEditor extends LitElement {
  static override properties = {
    label: {},
    marks: { attribute: false },
    pointed: { attribute: false },
    state: { state: true },
    lines: { state: true },
  };

  /** Name for assistive technology. */
  declare label: string;
  declare marks: EditorMark[];
  /** The line, from 1, that something chosen elsewhere hangs on; null: none. */
  declare pointed: number | null;
  /** `plain`: text area; `monaco`: Monaco has taken its place; `failed`: it could not be loaded. */
  declare state: 'plain' | 'loading' | 'monaco' | 'failed';
  declare lines: number;
  #text = '';
  #monaco: MonacoHandle | null = null;
  #isComposing = false;
  #pointerReleased: Promise<unknown> = Promise.resolve();
  /** On a phone the text area is out of sight while a line is pointed to. */
  readonly #shown = new ResizeObserver(() => this.#revealPointed());

  constructor() {
    super();
    this.label = 'design.ts';
    this.marks = [];
    this.pointed = null;
    this.state = 'plain';
    this.lines = 1;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** The text as it stands. */
  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    this.lines = countLines(text);
    this.requestUpdate();
  }

  /** True while Monaco does the type checking. */
  get checksTypes(): boolean {
    return this.state === 'monaco';
  }

  /** Replaces the text as an edit that Undo takes back. */
  setText(text: string): void {
    if (text === this.#text) return;
    if (this.#monaco) this.#monaco.setText(text);
    else {
      const area = this.#area();
      if (area) area.value = text;
      this.#changed(text);
    }
  }

  /** Puts the caret at a line and column (from 1) and takes the focus. */
  goTo(line: number, column: number): void {
    if (this.#monaco) return this.#monaco.goTo(line, column);
    const area = this.#area();
    if (!area) return;
    const offset = offsetOf(this.#text, line, column);
    area.focus();
    area.setSelectionRange(offset, offset);
    area.scrollTop = Math.max(0, (line - 4) * 20);
    area.scrollLeft = offset - lineStart(this.#text, line) < 40 ? 0 : area.scrollLeft;
  }

  override focus(): void {
    if (this.#monaco) this.#monaco.focus();
    else this.#area()?.focus();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#shown.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#shown.disconnect();
    this.#monaco?.dispose();
    this.#monaco = null;
    this.state = 'plain';
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('marks')) this.#monaco?.mark(this.marks);
    if (changed.has('pointed')) this.#monaco?.point(this.pointed);
    if (changed.has('pointed')) this.#revealPointed();
  }

  protected override render() {
    const isMonaco = this.state === 'monaco';
    return html`<div class="ed-box">
        <div class="ed-plain" ?hidden=${isMonaco}>
          <div class="ed-numbers" aria-hidden="true">${this.#numbers()}</div>
          <textarea class="ed-area" aria-label=${this.label} spellcheck="false" autocapitalize="off" autocomplete="off" autocorrect="off" wrap="off" .value=${this.#text}
            @input=${this.#onInput} @keydown=${this.#onKey} @keyup=${this.#onCaret} @click=${this.#onCaret} @scroll=${this.#onScroll} @focus=${this.#goTo} @pointerdown=${this.#onPointer}
            @compositionstart=${() => { this.#isComposing = true; }} @compositionend=${this.#onCompositionEnd}></textarea>
        </div>
        <div class="ed-monaco" ?hidden=${!isMonaco}></div>
      </div>
      <p class="ed-help">${this.#help()}</p>`;
  }

  #help() {
    if (this.state === 'failed') return 'The full editor could not be loaded. This one saves and runs the same; its problems are listed after Run.';
    if (this.state === 'loading') return 'Loading the full editor. You can type already.';
    if (this.state === 'monaco') return html`<kbd>Ctrl+Enter</kbd> runs, <kbd>Ctrl+Space</kbd> completes. <kbd>Escape</kbd>, then <kbd>Tab</kbd> leaves the editor.`;
    return isTouch() ? nothing : html`<kbd>Ctrl+Enter</kbd> runs.`;
  }

  #numbers() {
    const tones = new Map(this.marks.map(({ line, tone }) => [line, `marked ${tone}`]));
    return Array.from({ length: this.lines }, (_, index) => html`<i class=${index + 1 === this.pointed ? 'pointed' : (tones.get(index + 1) ?? '')}>${index + 1}</i>`);
  }

  #area(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }

  /** Scrolls the text area so far that the line that is pointed to is in view. */
  #revealPointed(): void {
    const area = this.#area();
    const number = this.querySelector<HTMLElement>('.ed-numbers .pointed');
    if (!area || !number) return;
    const { offsetTop: top, offsetHeight: height } = number;
    if (top < area.scrollTop || top + 2 * height > area.scrollTop + area.clientHeight) area.scrollTop = Math.max(0, top - 3 * height);
  }

  #onInput(event: Event): void {
    this.#changed((event.target as HTMLTextAreaElement).value);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.#tell('nsp-run', null);
  }

  #onCaret(event: Event): void {
    this.#tell('nsp-caret', countLines(this.#text.slice(0, (event.target as HTMLTextAreaElement).selectionStart)));
  }

  #onScroll(event: Event): void {
    const numbers = this.querySelector<HTMLElement>('.ed-numbers');
    if (numbers) numbers.scrollTop = (event.target as HTMLElement).scrollTop;
  }

  #onCompositionEnd(): void {
    this.#isComposing = false;
    if (self.nspMonaco && this.state === 'loading') this.#swap();
  }

  /** The text area stays until the pointer is up again: only then it has the focus and the caret. */
  #onPointer(): void {
    this.#pointerReleased = new Promise((resolve) => window.addEventListener('pointerup', () => requestAnimationFrame(resolve), { once: true }));
    this.#goTo();
  }

  /** Monaco is not made for touch: there the text area stays. */
  #goTo(): void {
    if (this.state === 'plain' && !isTouch()) void this.#load();
  }

  async #load(): Promise<void> {
    this.state = 'loading';
    try {
      await Promise.all([loadScript('monaco'), loadStyle('../scripts/monaco'), document.fonts.ready]);
      await this.#pointerReleased;
      if (!this.#isComposing) this.#swap();
    } catch {
      this.state = 'failed';
    }
  }

  #swap(): void {
    const area = this.#area();
    const host = this.querySelector<HTMLElement>('.ed-monaco');
    if (!area || !host || !self.nspMonaco || !this.isConnected) return;
    const hadFocus = document.activeElement === area;
    host.hidden = false;
    try {
      this.#monaco = self.nspMonaco.create({
        host,
        text: this.#text,
        selection: { start: area.selectionStart, end: area.selectionEnd },
        scrollTop: area.scrollTop,
        label: this.label,
        fontFamily: getComputedStyle(area).fontFamily,
        startWorker,
        onText: (text) => this.#changed(text),
        onTypeProblems: (problems) => this.#tell('nsp-types', problems),
        onRun: () => this.#tell('nsp-run', null),
        onMark: (mark) => this.#tell('nsp-mark', mark),
        onCaret: (line) => this.#tell('nsp-caret', line),
      });
    } catch {
      host.hidden = true;
      this.state = 'failed';
      return;
    }
    this.#monaco.mark(this.marks);
    this.#monaco.point(this.pointed);
    this.state = 'monaco';
    if (hadFocus) this.#monaco.focus();
  }

  #changed(text: string): void {
    this.#text = text;
    this.lines = countLines(text);
    this.#tell('nsp-text', text);
  }

  #tell<Name extends keyof EditorEvents>(name: Name, detail: EditorEvents[Name]['detail']): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

/** True where the learner works with a finger; a mouse, a trackpad, or a keyboard alone are none. */
export function isTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}

function countLines(text: string): number {
  return text.split('\n').length;
}

customElements.define('nsp-editor', NspEditor);
