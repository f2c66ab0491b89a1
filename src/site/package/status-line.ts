// The line above the course.
import { statusWords, type Keeping } from './status-words.ts';

/** Shows where work is kept. */
export class StatusLine {
  readonly #line: HTMLElement;
  readonly #system: string;
  #announced = '';

  /** `onTry`: the learner wants it stored now. */
  constructor(line: HTMLElement, system: string, onTry: () => void) {
    this.#line = line;
    this.#system = system;
    const button = this.#one<HTMLButtonElement>('button');
    button.addEventListener('click', onTry);
    button.addEventListener('blur', () => { button.hidden = line.dataset['state'] !== 'failed'; });
  }

  /** Says how keeping stands. */
  say(keeping: Keeping, isKept: boolean): void {
    const { text, announced, canTry } = statusWords(keeping, this.#system, isKept);
    const button = this.#one<HTMLButtonElement>('button');
    // A button that has the focus stays until it is left: else the focus would be nowhere.
    button.hidden = !canTry && document.activeElement !== button;
    this.#line.dataset['state'] = keeping.kind;
    put(this.#one('.pk-state'), text);
    // After a failure that was said, it is said that it went well.
    const spoken = announced === '' && keeping.kind === 'kept' && this.#announced !== '' ? text : announced;
    if (announced !== '' || keeping.kind === 'kept') this.#announced = announced;
    if (spoken !== '') put(this.#one('[role="status"]'), spoken);
  }

  /** What is on this computer only, or why something of the learning system was not taken over: a sentence, and a list of names. */
  note(kind: 'left' | 'problem', text: string, names: readonly string[] = []): void {
    const note = this.#one<HTMLElement>(`[data-note="${kind}"]`);
    note.hidden = text === '';
    put(note.querySelector('.pk-said')!, text);
    const list = note.querySelector('ul');
    if (list !== null && list.textContent !== names.join('')) list.replaceChildren(...names.map((name) => Object.assign(document.createElement('li'), { textContent: name })));
  }

  #one<E extends HTMLElement = HTMLElement>(selector: string): E {
    return this.#line.querySelector<E>(selector)!;
  }
}

/** The same words are not written again: a screen reader would say them again. */
function put(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
