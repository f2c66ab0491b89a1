// The part of a prediction before its slot, as HTML: what is asked, and how sure the learner is.
import type { LessonPrediction } from '../../course/learning.ts';
import { inlineCode } from '../layouts/inline-code.ts';
import { CONFIDENCE_WORDS } from '../records/prediction.ts';
import { actHtml, attribute, movableHtml, optionsHtml } from './html.ts';
import { shuffled } from './parts.ts';
import { sketchSvg } from './sketch.ts';

/** What a learner still has to give before the run is compared; empty: nothing. */
export function missing(kind: LessonPrediction['form']['kind'], isGiven: boolean, isSure: boolean): string {
  const first = isGiven || kind === 'ranking' ? '' : kind === 'number' ? 'Write a number' : 'Choose one';
  if (first !== '' && !isSure) return `${first}, and say how sure you are.`;
  return first !== '' ? `${first} to compare.` : isSure ? '' : 'Say how sure you are to compare.';
}

/** The form of a prediction. */
export function predictHtml(prediction: LessonPrediction): string {
  const sure = CONFIDENCE_WORDS.map((text, at) => ({ id: String(at + 1), text: `${at + 1} ${text}` }));
  return `<form><fieldset><legend>${inlineCode(prediction.ask)}</legend>${partsHtml(prediction)}</fieldset><fieldset class="sure"><legend>How sure are you?</legend>${optionsHtml('sure', sure)}</fieldset>${actHtml('Compare with the run', missing(prediction.form.kind, false, false))}</form>`;
}

function partsHtml({ id, form }: LessonPrediction): string {
  switch (form.kind) {
    case 'number':
      return `<label class="num"><input inputmode="decimal" autocomplete="off" aria-label="Your prediction, in ${attribute(form.unit)}">${inlineCode(form.unit)}</label><p class="s">From ${form.least} to ${form.most} ${inlineCode(form.unit)}.</p>`;
    case 'choice':
      return optionsHtml('a', form.options);
    case 'curve':
      return `<p class="s">Up: ${inlineCode(form.y)}. To the right: ${inlineCode(form.x)}.</p><div class="curves">${optionsHtml('a', form.options, (option) => sketchSvg(option.points))}</div>`;
    case 'ranking':
      return `<p class="s">First: ${inlineCode(form.first)}</p>${movableHtml(shuffled(form.items, id, (ids) => ids.join() === form.right.join()))}<p class="s">Last: ${inlineCode(form.last)}</p>`;
  }
}
