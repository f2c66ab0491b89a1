// A design with the numbers of its lines, as it was handed in.
import { html } from 'lit';

/** The text; `marked` is the line that something hangs on. */
export const sourceLines = (source: string, marked: number | null) => html`<pre class="t-source" tabindex="0" role="region" aria-label="Source of the design"><code>${source.split('\n').map((text, at) => html`<span class=${at + 1 === marked ? 'on' : ''} data-n=${at + 1}>${text}
</span>`)}</code></pre>`;
