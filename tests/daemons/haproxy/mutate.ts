// Small mistakes in a file, drawn from a seed: what a tired hand would do.
import type { Draw } from './generate.ts';

const WORDS = [
  'x', '0', '-1', '99999999', 'if', 'unless', '{', '}', '!', '||', '10s', '5x', '"', '\\', '#', 'http', 'tcp', 'web', 'foo', 'check', 'TRUE', 'roundrobin', '127.0.0.1:80', ':', '300.1.1.1:80', 'no', 'default',
  '1.5', 'GET', '/', 'consistent', 'insert', 'status', '200', 'listen',
];

/** The text with one line changed, moved, doubled or gone. */
export function mutate(text: string, draw: Draw): string {
  const lines = text.split('\n');
  const filled = [...lines.keys()].filter((row) => lines[row]!.trim() !== '');
  const row = draw.one(filled);
  const words = lines[row]!.trim().split(' ');
  const at = draw.whole(words.length);
  switch (draw.whole(9)) {
    case 0: words.splice(at, 1); break;
    case 1: words.splice(at, 0, draw.one(WORDS)); break;
    case 2: words[at] = draw.one(WORDS); break;
    case 3: words[at] += words[at]!.at(-1) ?? ''; break;
    case 4: words[at] = words[at]!.slice(0, -1); break;
    case 5: words.splice(at, 1, ...words.splice(draw.whole(words.length), 1, words[at]!)); break;
    case 6: return [...lines.slice(0, row), `    ${lines[draw.one(filled)]!.trim()}`, ...lines.slice(row)].join('\n');
    case 7: return [...lines.slice(0, row), ...lines.slice(row + 1)].join('\n');
    default: words.splice(at);
  }
  lines[row] = /^\s*/.exec(lines[row]!)![0] + words.join(' ');
  return lines.join('\n');
}
