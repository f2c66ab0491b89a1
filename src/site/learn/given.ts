// What a learner gave as an answer, out of the controls of a question.
import type { Question } from '../../course/learning.ts';
import { chosen } from './controls.ts';
import type { Given } from './mark.ts';
import { orderOf } from './move-list.ts';
import { readNumber } from './number-text.ts';

/** Something is missing or cannot be read: what, and the control to go to. */
export interface Missing {
  missing: string;
  at: HTMLElement | null;
}

/** The answer as it stands in the form. */
export function readGiven(box: HTMLElement, { form }: Question): Given | Missing {
  switch (form.kind) {
    case 'choice': {
      const id = chosen(box, 'a');
      return id === null ? missing(box, 'Choose one to check.', 'input') : { kind: 'choice', id };
    }
    case 'order':
      return { kind: 'order', ids: orderOf(box.querySelector<HTMLElement>('.rank')!) };
    case 'match': {
      const selects = [...box.querySelectorAll('select')];
      const empty = selects.filter((select) => select.value === '');
      if (empty.length > 0) return { missing: empty.length === 1 ? 'One row is not chosen yet.' : `${empty.length} rows are not chosen yet.`, at: empty[0]! };
      return { kind: 'match', rights: selects.map((select) => select.value) };
    }
    case 'number': {
      const input = box.querySelector<HTMLInputElement>('.num input')!;
      const read = readNumber(input.value, form.unit);
      return 'problem' in read ? { missing: read.problem, at: input } : { kind: 'number', value: read.value };
    }
    case 'line': {
      const line = chosen(box, 'l');
      if (line === null) return missing(box, 'Choose a line to check.', 'input[name="l"]');
      const reason = chosen(box, 'r');
      if (reason === null && form.reasons.length > 0) return missing(box, 'Choose the reason, too.', 'input[name="r"]');
      return { kind: 'line', line: Number(line), reason: reason ?? '' };
    }
  }
}

const missing = (box: HTMLElement, words: string, selector: string): Missing => ({ missing: words, at: box.querySelector<HTMLElement>(selector) });
