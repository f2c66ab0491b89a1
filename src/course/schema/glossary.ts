// The form of glossary.yaml. This is the author's manual: one line a field.
import { fields, id, list, maybe, text } from './form.ts';

/** glossary.yaml: a list, in any order. */
export const glossaryForm = list(fields({
  /** Part of the address of the term's entry. */
  id: id(),
  /** As it stands in a sentence: `replica`, `virtual address`. */
  term: text(),
  /** Other forms that lessons write: `replicas`. */
  forms: maybe(list(text())),
  /** One or two sentences; `code` in backticks. */
  meaning: text(),
  /** Lesson that explains it. */
  lesson: maybe(id()),
  /** Ids of terms to read as well. */
  see: maybe(list(id())),
}), 1, 400);
