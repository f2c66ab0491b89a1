// The site's one font: the latin part of Recursive, cut to the characters and the axis ranges that the pages use.
// Run by hand when either changes: `node src/site/build/font.ts`; its result in public/fonts/ is committed.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import subsetFont from 'subset-font';

/** Every character that the font draws; a page's other characters fall back to the system's font. */
export const FONT_CHARACTERS = [
  ...Array.from({ length: 0x7f - 0x20 }, (_, i) => String.fromCharCode(0x20 + i)),
  ...Array.from({ length: 0x100 - 0xa0 }, (_, i) => String.fromCharCode(0xa0 + i)),
  ...'‐‑–—‘’“”„…•′″€−\u2009\u202f',
].join('');

/** Ranges kept of the two axes; weights outside are never used. */
const AXES = { wght: { min: 400, max: 700 }, MONO: { min: 0, max: 1 } };

/** Features kept: spacing, tabular figures, composed letters. No ligatures: code shows what is typed. */
const FEATURES = ['kern', 'tnum', 'ccmp', 'locl', 'mark', 'mkmk'];

/** Writes `public/fonts/recursive.woff2` and its licence beside it; gives the size in bytes. */
export async function writeFont(root: string): Promise<number> {
  const folder = dirname(createRequire(import.meta.url).resolve('@fontsource-variable/recursive/package.json'));
  const whole = readFileSync(join(folder, 'files/recursive-latin-mono-normal.woff2'));
  const cut = await subsetFont(whole, FONT_CHARACTERS, { targetFormat: 'woff2', variationAxes: AXES, keepFeatures: FEATURES, noHinting: true });
  const target = join(root, 'public/fonts');
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'recursive.woff2'), cut);
  copyFileSync(join(folder, 'LICENSE'), join(target, 'OFL.txt'));
  return cut.length;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const bytes = await writeFont(resolve(dirname(fileURLToPath(import.meta.url)), '../../..'));
  console.log(`public/fonts/recursive.woff2: ${bytes} bytes`);
}
