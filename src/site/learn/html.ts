// Pieces of HTML that questions and predictions share. Strings, since the same functions run while the site is built and in the browser.
import type { Option } from '../../course/learning.ts';
import { inlineCode } from '../layouts/inline-code.ts';

/** A text for an attribute in double quotes. */
export const attribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('`', '');

/** Options as radio buttons of one group; `picture` draws above the text. */
export function optionsHtml<Shown extends Option>(group: string, options: readonly Shown[], picture: (option: Shown) => string = () => ''): string {
  return `<div class="opts">${options.map((option) => `<label><input type="radio" name="${group}" value="${attribute(option.id)}"><span>${picture(option)}${inlineCode(option.text)}</span></label>`).join('')}</div>`;
}

/** Items as a list that buttons put in order. */
export function movableHtml(items: readonly Option[]): string {
  const button = (step: number, words: string, item: Option): string => `<button class="mv" type="button" data-step="${step}" aria-label="Move ${words}: ${attribute(item.text)}">${arrow(step)}</button>`;
  return `<ol class="rank">${items.map((item) => `<li data-id="${attribute(item.id)}"><span>${inlineCode(item.text)}</span>${button(-1, 'up', item)}${button(1, 'down', item)}</li>`).join('')}</ol>`;
}

const arrow = (step: number): string => `<svg viewBox="0 0 12 12" aria-hidden="true"><path d="${step < 0 ? 'M6 11V2M2 6l4-4 4 4' : 'M6 1v9M2 6l4 4 4-4'}"/></svg>`;

/** The button of a form; with `missing` it waits until nothing is missing any more, and says what. */
export const actHtml = (words: string, missing = ''): string => `<p class="acts"><button class="btn p" type="submit"${missing === '' ? '' : ' aria-disabled="true"'}>${words}</button><span class="miss" role="status">${missing}</span></p>`;
