// The part of the page that saves progress to a file, takes it from one, and deletes it.
import { html, nothing, render } from 'lit';
import type { ImportPlan, Refusal } from '../records/transfer.ts';
import { deleteAll, lookInto, saveToFile, takeFile } from './saved-work.ts';

interface Chosen { name: string; text: string; plan: ImportPlan | Refusal }

/** Shows the tools in `place`; `onChange` is called when what is stored has changed. */
export class TransferView {
  readonly #place: HTMLElement;
  readonly #onChange: () => void;
  #chosen: Chosen | null = null;
  #said = '';
  #undo: (() => Promise<void>) | null = null;

  constructor(place: HTMLElement, onChange: () => void) {
    this.#place = place;
    this.#onChange = onChange;
    this.#render();
  }

  #render(): void {
    render(html`
      <section aria-labelledby="save"><h2 id="save">Take your progress with you</h2>
        <p>The file holds your drafts, results, predictions and answers, and the designs of your last runs of each exercise. Nobody else gets them: they are in this browser and in the files that you save.</p>
        <p class="acts"><button class="btn p" type="button" @click=${this.#save}>Save to a file</button></p>
        <div class="drop" @dragover=${this.#over} @dragleave=${this.#out} @drop=${this.#drop}>
          <label for="file">Open a file that was saved before</label>
          <input id="file" type="file" accept=".json,application/json" @change=${this.#choose}>
          <span class="s">or drag it here</span>
        </div>
        <div class="inside" tabindex="-1" role="group" aria-label="What the file holds" ?hidden=${this.#chosen === null}>${this.#chosen === null ? nothing : this.#preview(this.#chosen)}</div>
      </section>
      <section aria-labelledby="delete"><h2 id="delete">Delete your progress</h2>
        <p>This removes every draft, result, kept run, prediction and answer from this browser. Save them to a file before, if you may want them again.</p>
        <p class="acts"><button class="btn" type="button" @click=${() => this.#dialog().showModal()}>Delete all progress</button></p>
        <dialog class="ask" aria-labelledby="ask-delete"><h3 id="ask-delete">Delete all progress in this browser?</h3>
          <p>You can undo it as long as this page is open.</p>
          <p class="acts"><button class="btn p" type="button" @click=${this.#delete}>Delete all progress</button><button class="btn" type="button" @click=${() => this.#dialog().close()}>Keep it</button></p></dialog>
      </section>
      <p class="said" role="status">${this.#said}${this.#undo === null ? nothing : html` <button class="btn" type="button" @click=${this.#bringBack}>Undo</button>`}</p>`, this.#place);
  }

  #preview({ name, plan }: Chosen) {
    if ('refused' in plan) return html`<p class="refused"><b>${name} is not taken.</b> ${plan.refused} Nothing has changed.</p>`;
    return html`<h3>${name}, saved on ${new Date(plan.savedAtMs).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'short' })}</h3>
      <ul>${[...insideWords(plan), ...changeWords(plan)].map((line) => html`<li>${line}</li>`)}</ul>
      <p class="acts">${plan.changes.length === 0 ? nothing : html`<button class="btn p" type="button" @click=${this.#take}>Take it over</button>`}<button class="btn" type="button" @click=${this.#forget}>${plan.changes.length === 0 ? 'Close' : 'Change nothing'}</button></p>`;
  }

  #dialog(): HTMLDialogElement {
    return this.#place.querySelector('dialog')!;
  }

  #say(sentence: string, undo: (() => Promise<void>) | null = null): void {
    this.#said = sentence;
    this.#undo = undo;
    this.#render();
  }

  readonly #save = async (): Promise<void> => {
    this.#say(`Your progress is saved as ${await saveToFile(new Date())}, where your browser keeps downloads.`, this.#undo);
  };

  readonly #over = (event: DragEvent): void => {
    event.preventDefault();
    (event.currentTarget as HTMLElement).classList.add('over');
  };

  readonly #out = (event: DragEvent): void => {
    (event.currentTarget as HTMLElement).classList.remove('over');
  };

  readonly #drop = (event: DragEvent): void => {
    event.preventDefault();
    this.#out(event);
    const file = event.dataTransfer?.files[0];
    if (file) void this.#look(file);
  };

  readonly #choose = (event: Event): void => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file) void this.#look(file);
    // The same file can be chosen again.
    (event.target as HTMLInputElement).value = '';
  };

  async #look(file: File): Promise<void> {
    let text = '';
    try {
      text = await file.text();
    } catch {
      // A folder, or a file that was moved: an empty text is refused as unreadable.
    }
    this.#chosen = { name: file.name, text, plan: await lookInto(text) };
    this.#render();
    this.#place.querySelector<HTMLElement>('.inside')!.focus();
  }

  readonly #take = async (): Promise<void> => {
    const { name, text } = this.#chosen!;
    try {
      const count = await takeFile(text);
      this.#chosen = null;
      this.#say(`${name} is taken over: ${records(count)} written.`);
      this.#onChange();
    } catch (error) {
      this.#say(`${name} is not taken, and nothing has changed. ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  readonly #forget = (): void => {
    this.#chosen = null;
    this.#render();
    this.#place.querySelector<HTMLElement>('#file')!.focus();
  };

  readonly #delete = async (): Promise<void> => {
    this.#dialog().close();
    try {
      this.#say('All progress is deleted from this browser.', await deleteAll());
      this.#onChange();
    } catch (error) {
      this.#say(`Nothing is deleted. ${error instanceof Error ? error.message : String(error)}`);
    }
  };

  readonly #bringBack = async (): Promise<void> => {
    try {
      await this.#undo!();
      this.#say('Your progress is back.');
      this.#onChange();
    } catch (error) {
      this.#say(error instanceof Error ? error.message : String(error), this.#undo);
    }
  };
}

const records = (count: number): string => (count === 1 ? 'one record' : `${count} records`);

function insideWords({ inside }: ImportPlan): string[] {
  const parts = ([['lesson', 'lessons'], ['draft', 'drafts'], ['result', 'results'], ['prediction', 'predictions'], ['answer', 'answers']] as const)
    .flatMap(([kind, many]) => (inside[kind] === 0 ? [] : [`${inside[kind]} ${inside[kind] === 1 ? kind : many}`]));
  return [parts.length === 0 ? 'It holds no work.' : `It holds ${parts.join(', ')}.`];
}

function changeWords({ changes, unchanged, beside, left }: ImportPlan): string[] {
  const added = changes.filter((change) => change.before === null && change.kind !== 'beside').length;
  const better = changes.filter((change) => change.before !== null).length;
  return [
    changes.length === 0 ? 'Nothing would change: you have all of it, or better.' : '',
    added > 0 ? `${records(added)} would be new.` : '',
    better > 0 ? `${records(better)} would be replaced by a better or later one.` : '',
    changes.length > 0 && unchanged > 0 ? `${records(unchanged)} would stay as they are.`.replace('one record would stay as they are', 'one record would stay as it is') : '',
    beside.length > 0 ? `Your own drafts stay. Other designs in the file would be kept beside them, for you to compare: ${beside.join(', ')}.` : '',
    left.length > 0 ? `These designs would stay in the file, because another one lies beside your draft already: ${left.join(', ')}.` : '',
  ].filter((line) => line !== '');
}
