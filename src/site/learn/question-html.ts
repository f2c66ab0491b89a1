// A question as HTML: what stands in a lesson and what the review puts into its page. It reads without a script; learn.js then makes it answer.
import type { Question } from '../../course/learning.ts';
import { inlineCode } from '../layouts/inline-code.ts';
import { actHtml, attribute, movableHtml, optionsHtml } from './html.ts';
import { shownItems, shownRights } from './parts.ts';

/** The whole question. */
export function questionHtml(question: Question): string {
  return `<form class="ask" data-ask="answer:${question.id}"><fieldset><legend>${inlineCode(question.ask)}</legend>${partsHtml(question)}</fieldset>${actHtml('Check')}<div class="said" role="status"></div>`
    + `<details class="right"><summary>Answer</summary>${answerHtml(question)}</details></form>`;
}

function partsHtml({ id, form }: Question): string {
  switch (form.kind) {
    case 'choice':
      return optionsHtml('a', form.options);
    case 'order':
      return movableHtml(shownItems(id, form));
    case 'match': {
      const rights = shownRights(id, form);
      const list = rights.map((right) => `<option value="${attribute(right.id)}">${right.text.replaceAll('`', '').replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</option>`).join('');
      return `<div class="pairs">${form.pairs.map((pair) => `<label><span>${inlineCode(pair.left)}</span><select><option value="">Choose</option>${list}</select></label>`).join('')}</div>`
        + `<ul class="bare">${rights.map((right) => `<li>${inlineCode(right.text)}</li>`).join('')}</ul>`;
    }
    case 'number':
      return `<label class="num"><input inputmode="decimal" autocomplete="off" aria-label="Your answer, in ${attribute(form.unit)}">${inlineCode(form.unit)}</label>`;
    case 'line':
      return `<div class="code lines"><p>${inlineCode(form.title)}</p>${form.code.split('\n').map((line, at) => lineHtml(line, at + 1)).join('')}</div>`
        + (form.reasons.length > 0 ? `<fieldset><legend>Why this line?</legend>${optionsHtml('r', form.reasons)}</fieldset>` : '');
  }
}

/** A blank line counts, but nobody can choose it. */
function lineHtml(line: string, number: number): string {
  const code = line.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return line.trim() === '' ? '<div></div>' : `<label><input type="radio" name="l" value="${number}"><code>${code}</code></label>`;
}

/** The right answer, and why. */
export const answerHtml = (question: Question): string => `${rightHtml(question)}<p>${inlineCode(question.why)}</p>`;

function rightHtml({ form }: Question): string {
  switch (form.kind) {
    case 'choice':
      return `<p>${inlineCode(form.options.find((option) => option.right)!.text)}</p>`;
    case 'order':
      return `<ol>${form.items.map((item) => `<li>${inlineCode(item.text)}</li>`).join('')}</ol>`;
    case 'match':
      return `<ul>${form.pairs.map(({ left, right }) => `<li>${inlineCode(left)}: ${inlineCode(right)}</li>`).join('')}</ul>`;
    case 'number':
      return `<p>${form.right} ${inlineCode(form.unit)}</p>`;
    case 'line': {
      const reason = form.reasons.find((one) => one.right);
      const line = form.code.split('\n')[form.right - 1]!.trim();
      return `<p>Line ${form.right}: ${inlineCode(`\`${line}\``)}</p>${reason ? `<p>${inlineCode(reason.text)}</p>` : ''}`;
    }
  }
}
