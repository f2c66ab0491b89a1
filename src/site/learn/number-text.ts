// Numbers as people write them: with a comma or a point, with spaces, with the unit behind.

/** A number, or a sentence that says what is wrong with the text. */
export type ReadNumber = { value: number } | { problem: string };

/** Reads a typed number; `unit` may stand behind it. */
export function readNumber(text: string, unit: string): ReadNumber {
  const typed = text.trim();
  if (typed === '') return { problem: 'Write a number.' };
  const bare = typed.endsWith(unit) ? typed.slice(0, -unit.length) : typed;
  const digits = bare.replace(/\s/g, '').replace('\u2212', '-');
  if (/^-?[1-9]\d{0,2},\d{3}$/.test(digits)) return { problem: `${typed} can be read as ${digits.replace(',', '')} or as ${digits.replace(',', '.')}. Write one of the two.` };
  const point = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits) && !digits.startsWith('0') && /,.*[,.]/.test(digits) ? digits.replaceAll(',', '') : digits.replace(',', '.');
  if (!/^-?(\d+(\.\d*)?|\.\d+)$/.test(point)) return { problem: `"${typed}" is not a number. Write digits, such as 12.5.` };
  return { value: Number(point) };
}

/** Reads a typed number that has to lie between two others, both included. */
export function readNumberBetween(text: string, unit: string, least: number, most: number): ReadNumber {
  const read = readNumber(text, unit);
  if ('problem' in read || (read.value >= least && read.value <= most)) return read;
  return { problem: `${read.value} is not between ${least} and ${most} ${unit}.` };
}
