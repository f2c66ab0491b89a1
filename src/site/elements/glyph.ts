// The status glyphs: 12 px, drawn in the text's colour, each with a silhouette of its own.
import { html, nothing, svg } from 'lit';
import type { Tone } from './report-view.ts';

/** Names of the glyphs. */
export type GlyphName = Tone | 'waiting' | 'running' | 'proved';

const SHAPES = {
  ok: svg`<circle cx="6" cy="6" r="3.5" fill="currentColor"/>`,
  deg: svg`<path d="M6 1 11.5 11H.5Z" fill="none" stroke="currentColor" stroke-width="1.4" stroke-linejoin="round"/><path d="M6 1 11.5 11H6Z" fill="currentColor"/>`,
  down: svg`<path fill="currentColor" fill-rule="evenodd" d="M0 0h12v12H0ZM3.6 2.5 2.5 3.6 4.9 6 2.5 8.4l1.1 1.1L6 7.1l2.4 2.4 1.1-1.1L7.1 6l2.4-2.4-1.1-1.1L6 4.9Z"/>`,
  loss: svg`<path fill="currentColor" d="M5 .6V11.4L-.2 6ZM7.2 .6 12.2 6 7.2 11.4V8L8.6 6 7.2 4Z"/>`,
  none: svg`<path d="M2 6h8" stroke="currentColor" stroke-width="1.5"/>`,
  waiting: svg`<circle cx="6" cy="6" r="3.25" fill="none" stroke="currentColor" stroke-width="1.25"/>`,
  running: svg`<circle cx="6" cy="6" r="5" fill="none" stroke="currentColor" stroke-width="1.5"/><path d="M6 1a5 5 0 0 1 0 10Z" fill="currentColor"/>`,
  proved: svg`<rect x="1" y="1" width="10" height="10" fill="none" stroke="currentColor" stroke-width="1.4"/><path d="M3.3 6.2 5.2 8 8.8 4" fill="none" stroke="currentColor" stroke-width="1.5"/>`,
};

/** The shape alone, for a drawing that has its own place and colour for it: 12 by 12. */
export const glyphShape = (name: GlyphName) => SHAPES[name];

/** A glyph; with a label it is an image with that name, without one it is decoration. */
export function glyph(name: GlyphName, label: string | null = null) {
  return html`<svg class="g ${name}" viewBox="0 0 12 12" role=${label === null ? nothing : 'img'} aria-label=${label ?? nothing}
    aria-hidden=${label === null ? 'true' : nothing}>${SHAPES[name]}</svg>`;
}
