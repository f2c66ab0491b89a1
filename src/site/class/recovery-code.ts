// The recovery code, shown once: it is copied, saved or printed before one goes on.
import { html, nothing } from 'lit';
import { courseRoot } from '../platform/root.ts';
import { recoveryFile } from './codes.ts';
import { download } from './download.ts';

/** What the code is for. */
export interface Recovery { code: string; pseudonym: string; cohort: string }

/** The part of join/ after joining. */
export class RecoveryCode {
  readonly #recovery: Recovery;
  readonly #onChange: () => void;
  #said = '';
  #isKept = false;
  #error = '';
  readonly #warn = (event: BeforeUnloadEvent): void => event.preventDefault();

  constructor(recovery: Recovery, onChange: () => void) {
    this.#recovery = recovery;
    this.#onChange = onChange;
    // The code is nowhere else: a reload by mistake would lose it.
    addEventListener('beforeunload', this.#warn);
  }

  template() {
    const { code, pseudonym, cohort } = this.#recovery;
    return html`<div class="recovery"><h1 tabindex="-1">You are in ${cohort}, as ${pseudonym}</h1>
      <p class="lead">This is your recovery code. It is shown once, now.</p>
      <p class="big-code" aria-label="Recovery code">${code}</p>
      <p>With it you come back on any computer. Whoever has it can work and hand in as you: keep it to yourself. If you lose it, your instructor can give you a new one.</p>
      <p class="acts"><button class="btn" type="button" @click=${this.#copy}>Copy</button><button class="btn" type="button" @click=${this.#save}>Save as a text file</button><button class="btn" type="button" @click=${() => print()}>Print</button><span class="said" role="status">${this.#said}</span></p>
      <form class="onward" novalidate @submit=${this.#go}>
        <p class="tick ${this.#error === '' ? '' : 'wrong'}"><input id="kept" type="checkbox" .checked=${this.#isKept} aria-invalid=${this.#error === '' ? nothing : 'true'} aria-describedby="kept-error" @change=${this.#tick}><label for="kept">I have written it down, or saved it</label></p>
        <p class="error" id="kept-error">${this.#error}</p>
        <p class="acts"><button class="btn p" type="submit">Go to your class</button></p></form></div>`;
  }

  #say(sentence: string): void {
    this.#said = sentence;
    this.#onChange();
  }

  readonly #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.#recovery.code);
      this.#say('The code is copied.');
    } catch {
      // Without TLS browsers give pages no clipboard.
      getSelection()?.selectAllChildren(document.querySelector('.big-code')!);
      this.#say('The browser does not let the page copy. The code is selected: press Ctrl+C, or Cmd+C on a Mac.');
    }
  };

  readonly #save = (): void => {
    download('recovery-code.txt', recoveryFile({ ...this.#recovery, address: new URL('join/index.html', courseRoot()).href }), 'text/plain');
    this.#say('It is saved as recovery-code.txt, where your browser keeps downloads.');
  };

  readonly #tick = (event: Event): void => {
    this.#isKept = (event.target as HTMLInputElement).checked;
    this.#error = '';
    this.#onChange();
  };

  readonly #go = (event: Event): void => {
    event.preventDefault();
    if (this.#isKept) {
      removeEventListener('beforeunload', this.#warn);
      return location.assign(new URL('class/index.html', courseRoot()));
    }
    this.#error = 'Write the code down or save it first, then tick this box. It is not shown again.';
    this.#onChange();
    document.querySelector<HTMLElement>('#kept')?.focus();
  };
}
