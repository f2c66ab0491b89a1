// The right answer of a question as HTML: what stands in its details, and what is shown after an answer.
import type { Question } from '../../course/learning.ts';
import { inlineCode } from '../layouts/inline-code.ts';

/** The right answer, without why. */
export function answerHtml({ form }: Question): string {
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
      return `<p>Line ${form.right}: ${inlineCode(`\`${line}\``)}${reason ? `. ${inlineCode(reason.text)}` : ''}</p>`;
    }
  }
}
