// Loads the font before the style sheet asks for it, and for good: for paper Chromium reads the style sheets anew, and prints before a font of theirs is there again.
import { courseRoot } from '../platform/root.ts';

/** Starts loading the font while the style sheet is still on its way. */
export function loadFont(): void {
  const font = new FontFace('Recursive Variable', `url(${new URL('fonts/recursive.woff2', courseRoot()).href})`, { weight: '400 700', display: 'swap' });
  document.fonts.add(font);
  // Without it the fonts of the system stand in.
  font.load().catch(() => undefined);
}
