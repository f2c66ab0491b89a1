// What the printed file holds of the moment it was printed in: the clock, and how many nodes the browser had counted before. No byte moves, so the file's table of
// places stays right.

const DATE = /\/(CreationDate|ModDate) ?\(D:(\d{14})/g;
/** As old as the files in our zips. */
const FIXED = '19800101000000';
/** How Chromium names the head cells of a table. It counts from a number that depends on what it painted while the page was made: 319 in one run, 318 in another. */
const NODE = /\(node(\d{8})\)/g;
/** Where such a cell says its name; elsewhere cells below refer to it. */
const NAMED = /\/ID \(node(\d{8})\)/g;
/** The list of all names for readers that search in it, in ascending order. */
const NAMES = /\/Names \[((?:\(node\d{8}\) \d+ 0 R ?)+)\]/g;

/** The same file with fixed dates, and its named cells counted from 1 in the order they stand in. */
export function reproducible(pdf: Uint8Array): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1').replace(DATE, (date) => date.slice(0, -FIXED.length) + FIXED);
  const numbers = new Map([...text.matchAll(NAMED)].map((match, at) => [match[1]!, String(at + 1).padStart(8, '0')]));
  const counted = text.replace(NODE, (node, id: string) => (numbers.has(id) ? `(node${numbers.get(id)!})` : node));
  const listed = counted.replace(NAMES, (names, entries: string) => names.replace(entries, entries.match(/\(node\d{8}\) \d+ 0 R/g)!.sort().join(' ').padEnd(entries.length)));
  return new Uint8Array(Buffer.from(listed, 'latin1'));
}
