// Finds entries, ranks them, and cuts out the part of a text that shows why.
import MiniSearch from 'minisearch';
import type { SearchEntry } from './entry.ts';

/** A text in parts; those that were searched for are marked. */
export type Marked = { text: string; isMarked: boolean }[];

/** One result. */
export interface Found {
  entry: SearchEntry;
  title: Marked;
  heading: Marked;
  excerpt: Marked;
}

/** Results shown at most. */
export const RESULTS_MAX = 20;
/** Characters of an excerpt. */
const EXCERPT_CHARS = 150;
const EXCERPT_BEFORE = 50;

/** The index over all entries. */
export class SearchIndex {
  readonly #entries: readonly SearchEntry[];
  readonly #index: MiniSearch;

  constructor(entries: readonly SearchEntry[]) {
    this.#entries = entries;
    this.#index = new MiniSearch({
      fields: ['title', 'heading', 'text'],
      searchOptions: {
        boost: { title: 4, heading: 3 },
        // A title that many sections share weighs less than what stands in one of them; a term is an answer in itself.
        boostDocument: (id) => (entries[id as number]!.kind === 'term' ? 2 : 1),
        prefix: (term) => term.length > 1,
        fuzzy: (term) => (term.length > 3 ? 0.2 : false),
        combineWith: 'AND',
      },
    });
    this.#index.addAll(entries.map((entry, id) => ({ id, title: entry.title, heading: entry.heading, text: entry.text })));
  }

  /** Best first; none for a query without a word. `all` counts those that are not shown too. */
  find(query: string): { all: number; found: Found[] } {
    const results = this.#index.search(query);
    const found = results.slice(0, RESULTS_MAX).map(({ id, terms }): Found => {
      const entry = this.#entries[id as number]!;
      const words = wordPattern(terms);
      return { entry, title: marked(entry.title, words), heading: marked(entry.heading, words), excerpt: marked(excerptOf(entry.text, words), words) };
    });
    return { all: results.length, found };
  }
}

/** Matches these words whole, as the index knows them; longest first. Never matches the empty text. */
function wordPattern(words: readonly string[]): RegExp {
  const safe = [...words].sort((a, b) => b.length - a.length).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${safe.join('|') || '(?!)'})(?![\\p{L}\\p{N}])`, 'giu');
}

function excerptOf(text: string, words: RegExp): string {
  const at = text.search(words);
  if (text.length <= EXCERPT_CHARS) return text;
  const from = at <= EXCERPT_BEFORE ? 0 : text.indexOf(' ', at - EXCERPT_BEFORE) + 1;
  const to = from + EXCERPT_CHARS >= text.length ? text.length : text.lastIndexOf(' ', from + EXCERPT_CHARS);
  return `${from > 0 ? '… ' : ''}${text.slice(from, to > from ? to : from + EXCERPT_CHARS)}${to < text.length ? ' …' : ''}`;
}

function marked(text: string, words: RegExp): Marked {
  const parts: Marked = [];
  let done = 0;
  for (const match of text.matchAll(words)) {
    if (match.index > done) parts.push({ text: text.slice(done, match.index), isMarked: false });
    parts.push({ text: match[0], isMarked: true });
    done = match.index + match[0].length;
  }
  return done < text.length ? [...parts, { text: text.slice(done), isMarked: false }] : parts;
}
