// A diagram in words: what its author wrote in `%% text:` lines, else one sentence for each link that mermaid's parser found.
import { diagramComments } from './find.ts';
import type { DiagramLinks } from './draw.ts';

/** The lines under "Diagram as text"; empty when the kind of diagram has no links and its author wrote none. */
export function diagramWords(source: string, { links }: DiagramLinks): string[] {
  const written = diagramComments(source, 'text');
  if (written.length > 0) return written;
  return links.map(({ from, to, label }) => {
    if (to === '') return `${from}: ${label}`;
    return `${from} to ${to}${label === '' ? '' : ` (${label})`}`;
  });
}
