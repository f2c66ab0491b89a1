import { describe, expect, it } from 'vitest';
import { platformViolations } from './rules/platform.ts';
import { report } from './rules/source.ts';

const inCore = (text: string): string => report(platformViolations([{ path: 'src/simulation/a.ts', text }]));

describe('the core knows no platform', () => {
  it.each([
    ['const t = Date.now();', 'Date is banned in the core'],
    ['const t = new Date();', 'Date is banned in the core'],
    ['setTimeout(f, 1);', 'setTimeout is banned in the core'],
    ['performance.now();', 'performance is banned in the core'],
    ['console.log(1);', 'console is banned in the core, use what the function returns'],
    ['const { env } = process;', 'process is banned in the core'],
    ['document.title;', 'document is banned in the core'],
    ['const o = { fetch };', 'fetch is banned in the core'],
    ['globalThis.x = 1;', 'globalThis is banned in the core'],
    ['Math.random();', 'Math.random is banned in the core, use the generator of the run'],
    ['Math.log(2);', 'Math.log is banned in the core'],
    ['Math.round(2.5);', 'Math.round is banned in the core'],
    ['const { exp } = Math;', 'Math as a value is banned in the core'],
    ["Math['sin'](1);", 'Math as a value is banned in the core'],
    ['const y = x ** 2;', '** is banned in the core'],
    ['x **= 2;', '** is banned in the core'],
    ['x.toFixed(2);', 'toFixed is banned in the core'],
    ['a.localeCompare(b);', 'localeCompare is banned in the core'],
    ['new Intl.NumberFormat();', 'Intl is banned in the core'],
  ])('%s', (text, message) => {
    expect(inCore(`\n${text}`)).toContain(`src/simulation/a.ts:2: ${message}`);
  });

  it('leaves alone what only has such a name', () => {
    expect(inCore("interface A { process: string; performance?: number }\nfunction f(document: A) { return document.process; }\nconst o = { console: 1 };\n// Date.now() in a comment, 'fetch' in a text.\nconst t = 'Math.random';")).toBe('');
    expect(inCore('Math.floor(Math.sqrt(Math.abs(Math.min(1, 2)))) + Math.imul(1, 2);')).toBe('');
  });

  it('leaves the adapters and shells alone', () => {
    for (const path of ['src/grader/adapter/node/a.ts', 'src/cli/a.ts', 'src/site/a.ts']) expect(platformViolations([{ path, text: 'Date.now();' }])).toEqual([]);
  });
});
