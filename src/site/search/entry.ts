// What search finds, as the build writes it to data/search.js.

/** One place in the course. */
export interface SearchEntry {
  /** What it is, in words: "lesson 2.1", "exercise of 2.1", "page", "term". */
  kind: string;
  title: string;
  /** Of the section; a term's other forms; empty: the whole. */
  heading: string;
  text: string;
  /** From the course's root, with its anchor. */
  address: string;
}
