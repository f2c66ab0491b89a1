// Makes a prediction of a lesson: the learner says what will happen and how sure that is, then what happened opens.
import type { LessonPrediction } from '../../course/learning.ts';
import { read, write } from '../platform/store.ts';
import { decodePrediction, encodePrediction, type Confidence, type MadePrediction } from '../records/prediction.ts';
import { recordKey } from '../records/record.ts';
import { addMark, chosen, say, setDisabled } from './controls.ts';
import { letMove, orderOf } from './move-list.ts';
import { readNumberBetween } from './number-text.ts';
import { fits, measuredValue, outcomeHtml, scoreOf, type MeasuredForPrediction } from './outcome.ts';
import { missing } from './predict-html.ts';

/** Enhances the element that Predict.astro made; a prediction that was made before is shown as it was. */
export async function makePrediction(box: HTMLElement, prediction: LessonPrediction): Promise<void> {
  const form = box.querySelector('form')!;
  const key = recordKey('prediction', prediction.id);
  const measured = measuredFrom(box);
  const list = form.querySelector<HTMLElement>('.rank');
  if (list !== null) letMove(list, (item, place) => say(form, `${item.querySelector('span')!.textContent}: place ${place} of ${list.children.length}.`));
  const update = (): void => {
    const words = missing(prediction.form.kind, isGiven(form, prediction), chosen(form, 'sure') !== null);
    say(form, words);
    form.querySelector('[type="submit"]')!.setAttribute('aria-disabled', String(words !== ''));
  };
  form.addEventListener('input', update);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const made = readMade(form, prediction, measured);
    if (made === null) return;
    show(box, prediction, made, measured);
    box.querySelector<HTMLElement>('.outcome')!.focus();
    write(key, encodePrediction(made)).catch((error: Error) => box.querySelector('.outcome')!.append(error.message));
  });
  const before = decodePrediction(await read(key));
  if (before !== null && fits(prediction, before.given)) show(box, prediction, before, measured);
  else update();
}

/** The build writes what was measured beside the form. */
function measuredFrom({ dataset }: HTMLElement): MeasuredForPrediction {
  const value = dataset['value'];
  const points = (dataset['points'] ?? '').split(' ').filter((pair) => pair !== '').map((pair) => pair.split(','));
  return { text: dataset['text'] ?? null, value: value === undefined ? null : Number(value), points: points.map(([x, y]) => ({ x: Number(x), y: y === '' ? null : Number(y) })) };
}

function isGiven(form: HTMLElement, prediction: LessonPrediction): boolean {
  if (prediction.form.kind === 'number') return form.querySelector<HTMLInputElement>('.num input')!.value.trim() !== '';
  return prediction.form.kind === 'ranking' || chosen(form, 'a') !== null;
}

/** The prediction in the form; null when something is missing, which is then said. */
function readMade(form: HTMLElement, prediction: LessonPrediction, measured: MeasuredForPrediction): MadePrediction | null {
  const given = readGiven(form, prediction);
  const sure = chosen(form, 'sure');
  const stop = (words: string, at: string): null => {
    say(form, words);
    form.querySelector<HTMLElement>(at)?.focus();
    return null;
  };
  if (given === null || sure === null) return stop(missing(prediction.form.kind, given !== null, sure !== null), given === null ? 'fieldset input' : '.sure input');
  if (typeof given === 'object' && 'problem' in given) return stop(given.problem, '.num input');
  const came = measuredValue(prediction, measured);
  return { format: 1, id: prediction.id, given, confidence: Number(sure) as Confidence, madeAtMs: Date.now(), measured: came, score: scoreOf(given, came) };
}

function readGiven(form: HTMLElement, { form: asked }: LessonPrediction): MadePrediction['given'] | { problem: string } | null {
  if (asked.kind === 'ranking') return orderOf(form.querySelector<HTMLElement>('.rank')!);
  if (asked.kind !== 'number') return chosen(form, 'a');
  const typed = form.querySelector<HTMLInputElement>('.num input')!.value;
  if (typed.trim() === '') return null;
  const read = readNumberBetween(typed, asked.unit, asked.least, asked.most);
  return 'problem' in read ? read : read.value;
}

/** Shows a prediction that is made: nothing can be changed, the comparison stands below, what happened is open. */
function show(box: HTMLElement, prediction: LessonPrediction, made: MadePrediction, measured: MeasuredForPrediction): void {
  const form = box.querySelector('form')!;
  box.classList.add('made');
  setDisabled(form, true);
  mark(form, prediction, made);
  form.insertAdjacentHTML('afterend', `<div class="outcome" tabindex="-1">${outcomeHtml(prediction, made, measured)}</div>`);
  const slot = box.querySelector('details')!;
  slot.open = true;
  slot.querySelector('.live')!.textContent = 'What happened';
}

/** The choice that was made and the one that came out, where they stand. */
function mark(form: HTMLElement, { form: asked }: LessonPrediction, { given }: MadePrediction): void {
  if (asked.kind === 'number') form.querySelector<HTMLInputElement>('.num input')!.value = String(given);
  if (asked.kind !== 'choice' && asked.kind !== 'curve') return;
  const input = (id: string): HTMLInputElement => [...form.querySelectorAll<HTMLInputElement>('input[name="a"]')].find((one) => one.value === id)!;
  input(String(given)).checked = true;
  addMark(input(String(given)).nextElementSibling!, 'yours', given === asked.right ? 'your prediction, measured' : 'your prediction');
  if (given !== asked.right) addMark(input(asked.right).nextElementSibling!, 'measured', 'measured');
}
