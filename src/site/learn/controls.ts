// What questions and predictions read from their controls.

/** The value of the chosen radio button of a group; null: none is chosen. */
export function chosen(form: HTMLElement, group: string): string | null {
  return form.querySelector<HTMLInputElement>(`input[name="${group}"]:checked`)?.value ?? null;
}

/** A sentence beside the button, announced. */
export function say(form: HTMLElement, sentence: string): void {
  const said = form.querySelector('.miss');
  if (said !== null && said.textContent !== sentence) said.textContent = sentence;
}

/** Controls on or off; the buttons of a list too. */
export function setDisabled(form: HTMLElement, isDisabled: boolean): void {
  for (const set of form.querySelectorAll('fieldset')) set.disabled = isDisabled;
}

/** A date in the form 2026-11-23, by the local calendar. */
export function localDate(timeMs: number): string {
  const day = new Date(timeMs);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}

const SHAPES = { right: 'M1 1h10v10H1ZM3.3 6.2 5.2 8 8.8 4', other: 'M2 6h8', yours: 'M0 6h3m2 0h3m2 0h2', measured: 'M1 10 5 5l2 3 4-6' };

/** Words that are put beside something, with a glyph: a tick, a dash, a dashed line for what was predicted, a curve for what was measured. */
export function addMark(beside: Element, look: keyof typeof SHAPES, words: string): void {
  beside.insertAdjacentHTML('beforeend', ` <b class="mk ${look}"><svg class="g" viewBox="0 0 12 12" aria-hidden="true"><path d="${SHAPES[look]}"/></svg> </b>`);
  beside.lastElementChild!.append(words);
}
