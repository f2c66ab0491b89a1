// <nsp-real-files>: the files that would run the learner's design, read-only; one at a time, to copy and to download.
import { html, LitElement, nothing } from 'lit';
import type { RenderedFile } from '../../daemons/parts.ts';
import type { Diagram } from '../../grader/diagram.ts';
import { prose } from './prose.ts';

/** What a design becomes: its files and its drawing. `reason`: why they are not those of the design as it stands, as a sentence; empty: they are. */
export interface FilesState { files: readonly RenderedFile[]; diagram: Diagram | null; reason: string; isWriting: boolean }

/** A line in two pieces: what the daemon reads, and the comment; one of them may be empty. */
export function splitComment(line: string, path: string): [string, string] {
  const mark = path.endsWith('.sql') ? /(^|\s)-- ?/ : /(^|\s)#/;
  const found = mark.exec(line);
  if (found === null) return [line, ''];
  const at = found.index + (found[1]?.length ?? 0);
  // A # between quotes is none.
  return (line.slice(0, at).split('"').length - 1) % 2 === 1 ? [line, ''] : [line.slice(0, at), line.slice(at)];
}

/** The real files of one design. */
export class NspRealFiles extends LitElement {
  static override properties = { state: { attribute: false }, chosen: { state: true }, said: { state: true } };

  declare state: FilesState;
  /** Path of the file that is shown; one that has gone gives way to the first. */
  declare chosen: string;
  /** What came of copying; a live region. */
  declare said: string;

  constructor() {
    super();
    this.state = { files: [], diagram: null, reason: '', isWriting: false };
    this.chosen = '';
    this.said = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { files, reason, isWriting } = this.state;
    const stale = reason !== '' && files.length > 0 ? `${reason} These are the files of the last design that was whole.` : reason;
    const file = this.#shown();
    return html`${stale === '' ? nothing : html`<p class="rf-stale" role="status">${prose(stale)}</p>`}
      ${file === undefined ? html`<p class="rf-none">${isWriting ? 'Writing the files.' : 'There are no files yet.'}</p>` : html`
        <div class="rf-bar"><select aria-label="File" @change=${this.#choose}>${hostsOf(files).map((host) => html`<optgroup label=${host === '' ? 'every host' : host}>
          ${files.filter((one) => one.host === host).map((one) => html`<option value=${one.path} ?selected=${one.path === file.path}>${one.path}</option>`)}</optgroup>`)}</select>
          <button class="btn sm" type="button" @click=${this.#copy}>Copy</button><button class="btn sm" type="button" @click=${this.#download}>Download</button></div>
        <pre class="rf-text" tabindex="0" aria-label=${file.path}><code>${file.text.trimEnd().split('\n').map((line) => {
          const [text, comment] = splitComment(line, file.path);
          return html`${text}${comment === '' ? nothing : html`<span class="rf-comment">${comment}</span>`}${'\n'}`;
        })}</code></pre>`}
      <p class="rf-said" role="status">${this.said}</p>`;
  }

  #shown(): RenderedFile | undefined {
    const { files } = this.state;
    return files.find((one) => one.path === this.chosen) ?? files.find((one) => one.host !== '') ?? files[0];
  }

  readonly #choose = (event: Event): void => {
    this.chosen = (event.target as HTMLSelectElement).value;
    this.said = '';
  };

  readonly #copy = async (): Promise<void> => {
    const file = this.#shown();
    if (file === undefined) return;
    try {
      await navigator.clipboard.writeText(file.text);
      this.said = `Copied ${file.path}.`;
    } catch {
      // A page on file:// or without permission: select the text, so that the keyboard can copy it.
      const text = this.querySelector('.rf-text');
      if (text !== null) getSelection()?.selectAllChildren(text);
      this.said = 'The browser does not let the page copy. The text is selected: press Ctrl+C, or Cmd+C on a Mac.';
    }
  };

  readonly #download = (): void => {
    const file = this.#shown();
    if (file === undefined) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([file.text], { type: 'text/plain' }));
    link.download = file.path.replaceAll('/', '-');
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
}

function hostsOf(files: readonly RenderedFile[]): string[] {
  return [...new Set(files.map((file) => file.host))];
}

customElements.define('nsp-real-files', NspRealFiles);
