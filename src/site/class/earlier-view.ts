// "Hand in work that I did before": what lies in this browser or in a file, shown before anything is sent.
import { html, nothing } from 'lit';
import { readAll } from '../progress/saved-work.ts';
import { newEntry } from '../records/outbox.ts';
import { ask } from './api.ts';
import { candidatesIn, candidatesInFile, type Candidate } from './earlier.ts';
import type { ClassSession } from './session.ts';
import type { Meta } from './shapes.ts';
import { titleOf } from './titles.ts';
import { newUuid } from './uuid.ts';

/** The part of class/ that hands in earlier work. */
export class EarlierWork {
  readonly #session: ClassSession;
  readonly #onChange: () => void;
  #meta: Meta | null = null;
  #list: Candidate[] | null = null;
  readonly #chosen = new Set<Candidate>();
  #said = '';

  constructor(session: ClassSession, onChange: () => void) {
    this.#session = session;
    this.#onChange = onChange;
  }

  template(meta: Meta | null) {
    this.#meta = meta;
    return html`<section aria-labelledby="earlier"><h2 id="earlier">Hand in work that I did before</h2>
      <p>Designs from before you joined, or from another computer. The server grades each one itself. The time that counts is when it is received.</p>
      <p class="acts"><button class="btn" type="button" ?disabled=${meta === null} @click=${this.#look}>Look for work in this browser</button></p>
      <div class="drop"><label for="earlier-file">Or open a file: saved work of this course, or a list of designs</label><input id="earlier-file" type="file" accept=".json,application/json" ?disabled=${meta === null} @change=${this.#choose}></div>
      ${this.#list === null || this.#list.length === 0 ? nothing : this.#offered(this.#list)}
      <p class="said" role="status">${this.#said}</p></section>`;
  }

  #offered(list: readonly Candidate[]) {
    const count = this.#chosen.size;
    return html`<fieldset class="offered"><legend tabindex="-1">What would be handed in</legend>
      ${list.map((one, at) => html`<p class="tick"><input id="offered-${at}" type="checkbox" .checked=${this.#chosen.has(one)} @change=${() => this.#turn(one)}><label for="offered-${at}">${titleOf(this.#meta, one.exercise)} <span class="s">${one.what}, ${lines(one.source)}</span></label></p>`)}
      <p class="acts"><button class="btn p" type="button" ?disabled=${count === 0} @click=${this.#hand}>Hand in ${count === 1 ? 'one design' : `${count} designs`}</button><button class="btn" type="button" @click=${this.#close}>Hand in nothing</button></p></fieldset>`;
  }

  readonly #look = (): Promise<void> => this.#offer(async (isKnown) => candidatesIn(await readAll(), isKnown), 'This browser has no design that you have not handed in.');

  readonly #choose = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (file === undefined) return;
    void this.#offer(async (isKnown) => candidatesInFile(await file.text(), isKnown), `${file.name} holds no design of this course that you have not handed in.`);
    // The same file can be chosen again.
    input.value = '';
  };

  async #offer(find: (isKnown: (exercise: string, source: string) => boolean) => Promise<Candidate[] | string>, none: string): Promise<void> {
    this.#chosen.clear();
    this.#list = null;
    try {
      const found = await find(await this.#known());
      if (typeof found === 'string') this.#said = found;
      else {
        this.#list = found;
        for (const one of found) if (one.isRun) this.#chosen.add(one);
        this.#said = found.length === 0 ? none : `${found.length === 1 ? 'One design is' : `${found.length} designs are`} listed. Nothing is sent yet.`;
      }
    } catch (error) {
      this.#said = `Nothing is sent. ${error instanceof Error ? error.message : String(error)}`;
    }
    this.#onChange();
    if (this.#list?.length) document.querySelector<HTMLElement>('.offered legend')?.focus();
  }

  /** What was handed in is not offered again, nor what this course has no exercise for. */
  async #known(): Promise<(exercise: string, source: string) => boolean> {
    const kept = await ask<{ submissions?: { exercise?: unknown; source?: unknown }[] }>('GET', '/me/export');
    const handed = new Set([...(kept.submissions ?? []), ...this.#session.outbox.own].map(({ exercise, source }) => `${String(exercise)}\n${String(source)}`));
    const exercises = new Set(this.#meta!.course.modules.flatMap((module) => module.exercises.map(({ id }) => id)));
    return (exercise, source) => !exercises.has(exercise) || handed.has(`${exercise}\n${source}`);
  }

  #turn(one: Candidate): void {
    if (!this.#chosen.delete(one)) this.#chosen.add(one);
    this.#onChange();
  }

  readonly #hand = async (): Promise<void> => {
    const { learner, outbox } = this.#session;
    if (learner === null) return;
    const chosen = this.#list!.filter((one) => this.#chosen.has(one));
    this.#list = null;
    let unkept = 0;
    for (const { exercise, source, hints } of chosen) {
      if (!(await outbox.add(newEntry({ id: newUuid(), learner: learner.id, exercise, source, hints, found: null, savedMs: Date.now() })))) unkept += 1;
    }
    this.#said = `${chosen.length === 1 ? 'One design is' : `${chosen.length} designs are`} handed in. ${unkept > 0 ? 'The browser has no room to keep all of them: leave this page open until the server has received them.' : `Above you see how far ${chosen.length === 1 ? 'it is' : 'they are'}.`}`;
    this.#onChange();
  };

  readonly #close = (): void => {
    this.#list = null;
    this.#said = 'Nothing is sent.';
    this.#onChange();
    document.querySelector<HTMLElement>('#earlier-file')?.focus();
  };
}

const lines = (source: string): string => {
  const count = source.trim().split('\n').length;
  return count === 1 ? '1 line' : `${count} lines`;
};
