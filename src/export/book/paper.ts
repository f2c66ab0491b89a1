// The sizes of paper that the book is made for.

/** A sheet and its margins, millimetres. */
export interface Paper {
  name: 'A4' | 'letter';
  widthMm: number;
  heightMm: number;
  /** Above the text, for the running head; below it, for the page number. */
  topMm: number;
  bottomMm: number;
}

/** Every paper by its name. */
export const PAPERS: { readonly [name in Paper['name']]: Paper } = {
  A4: { name: 'A4', widthMm: 210, heightMm: 297, topMm: 22, bottomMm: 20 },
  letter: { name: 'letter', widthMm: 215.9, heightMm: 279.4, topMm: 20, bottomMm: 18 },
};
