// What stands in a PDF, read with a library that has nothing to do with the browser that wrote it.

/** A run of text where it stands, in points from the lower left corner. */
export interface Piece { text: string; x: number; y: number; width: number; size: number }
/** A page: its size, its text in the order of the file, and the addresses that its links lead to. */
export interface PdfPage { width: number; height: number; pieces: Piece[]; text: string; addresses: string[] }
/** A heading of the outline, with the page it leads to, from 1. */
export interface Bookmark { title: string; depth: number; page: number }
/** A whole file. */
export interface Pdf { title: string | null; language: string | null; isTagged: boolean; pages: PdfPage[]; outline: Bookmark[] }

interface OutlineItem { title: string; dest: string | unknown[] | null; items: OutlineItem[] }
interface LibraryPage {
  view: [number, number, number, number];
  getTextContent(): Promise<{ items: { str?: string; transform: number[]; width: number; hasEOL: boolean }[] }>;
  getAnnotations(): Promise<{ url?: string }[]>;
}
interface LibraryDocument {
  numPages: number;
  getPage(number: number): Promise<LibraryPage>;
  getOutline(): Promise<OutlineItem[] | null>;
  getDestination(name: string): Promise<unknown[] | null>;
  getPageIndex(reference: unknown): Promise<number>;
  getMetadata(): Promise<{ info: { Title?: string; Language?: string } }>;
  getMarkInfo(): Promise<{ Marked: boolean } | null>;
  loadingTask: { destroy(): Promise<void> };
}
interface Library { getDocument(options: { data: Uint8Array; verbosity: number }): { promise: Promise<LibraryDocument> } }

/** By a name that the type checker does not follow: of its types, which want a browser's, these few are enough. */
const LIBRARY: string = 'pdfjs-dist/legacy/build/pdf.mjs';

/** White space of any kind and length as one space. */
export const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** Without white space: where a line was broken is not part of a text. */
export const dense = (text: string): string => text.replace(/\s+/g, '');

/** The size of most letters of the file, in points. A browser shrinks all of it where something is wider than the paper. */
export function usualSize({ pages }: Pdf): number {
  const letters = new Map<number, number>();
  for (const { size, text } of pages.flatMap(({ pieces }) => pieces)) {
    const rounded = Math.round(size * 10) / 10;
    letters.set(rounded, (letters.get(rounded) ?? 0) + text.length);
  }
  return [...letters].sort(([, a], [, b]) => b - a)[0]![0];
}

/** Reads the file. */
export async function readPdf(bytes: Uint8Array): Promise<Pdf> {
  const { getDocument } = await import(LIBRARY) as Library;
  const document = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;
  try {
    const pages: PdfPage[] = [];
    for (let number = 1; number <= document.numPages; number++) pages.push(await readPage(await document.getPage(number)));
    const { info } = await document.getMetadata();
    const outline = await bookmarks(document, (await document.getOutline()) ?? [], 1);
    return { title: info.Title ?? null, language: info.Language ?? null, isTagged: (await document.getMarkInfo())?.Marked === true, pages, outline };
  } finally {
    await document.loadingTask.destroy();
  }
}

async function readPage(page: LibraryPage): Promise<PdfPage> {
  const [, , width, height] = page.view;
  const { items } = await page.getTextContent();
  const pieces = items.filter((item) => item.str !== undefined && item.str.trim() !== '')
    .map(({ str, transform, width: wide }) => ({ text: str!, x: transform[4]!, y: transform[5]!, width: wide, size: Math.hypot(transform[2]!, transform[3]!) }));
  const text = plain(items.map(({ str, hasEOL }) => (str ?? '') + (hasEOL ? '\n' : '')).join(''));
  return { width, height, pieces, text, addresses: (await page.getAnnotations()).flatMap(({ url }) => (url === undefined ? [] : [url])) };
}

async function bookmarks(document: LibraryDocument, items: readonly OutlineItem[], depth: number): Promise<Bookmark[]> {
  const found: Bookmark[] = [];
  for (const { title, dest, items: below } of items) {
    const place = typeof dest === 'string' ? await document.getDestination(dest) : dest;
    found.push({ title: plain(title), depth, page: place === null ? 0 : (await document.getPageIndex(place[0])) + 1 }, ...(await bookmarks(document, below, depth + 1)));
  }
  return found;
}
