// The part of the home page and of the page of progress that keeps the course: written into the page by the build, filled in here.
import type { Keeper, KeepStanding } from './keeper.ts';
import { keepWords, megabytes, type KeepWords } from './words.ts';

/** Shows in `place` how it stands; the button asks the keeper. */
export class KeepView {
  readonly #place: HTMLElement;
  readonly #offer: string;
  #act: KeepWords['act'] = null;

  constructor(place: HTMLElement, keeper: () => Keeper) {
    this.#place = place;
    this.#offer = this.#one('.keep-lead').innerHTML;
    this.#one('button').addEventListener('click', () => void (this.#act?.does === 'remove' ? keeper().remove() : this.#act?.does === 'keep' && keeper().keep()));
  }

  show(standing: KeepStanding): void {
    const { lead, said, act, progress } = keepWords(standing);
    this.#act = act;
    const [sentence, button, bar] = [this.#one('.keep-lead'), this.#one('button'), this.#one('.keep-progress')];
    if (lead === null) sentence.innerHTML = this.#offer;
    else sentence.textContent = lead;
    this.#say(said);
    const hadFocus = document.activeElement === button;
    button.parentElement!.hidden = act === null;
    if (act !== null) button.textContent = act.text;
    bar.hidden = progress === null;
    this.#one<HTMLProgressElement>('progress').value = progress ?? 0;
    if (standing.kind === 'keeping' && standing.all > 0) this.#one('.keep-count').textContent = `${megabytes(standing.bytes)} of ${megabytes(standing.all)}`;
    // The focus does not fall to the top of the page when its button goes.
    if (hadFocus && act === null) this.#place.focus();
  }

  /** The same words are not said twice. */
  #say(words: string): void {
    const said = this.#one('.keep-said');
    if (said.textContent !== words) said.textContent = words;
  }

  #one<E extends HTMLElement = HTMLElement>(selector: string): E {
    return this.#place.querySelector<E>(selector)!;
  }
}
