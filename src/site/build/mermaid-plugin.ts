// scripts/diagram.js draws flowcharts only: mermaid's other kinds of diagram, each a file that it loads on demand, stay out of the bundle.
import type { Plugin } from 'esbuild';

/** What a flowchart needs of what mermaid loads on demand: its parser and the layout. */
const KEPT = /\/(flowDiagram|dagre)-[A-Z0-9]+\.mjs$/;

/** Empty files in the place of everything else that mermaid would load on demand. */
export function mermaidPlugin(): Plugin {
  return {
    name: 'mermaid',
    setup(build) {
      build.onResolve({ filter: /\.mjs$|^katex$/ }, ({ path, kind, importer }) => {
        const isLeftOut = kind === 'dynamic-import' && /[\\/]mermaid[\\/]dist[\\/]/.test(importer) && !KEPT.test(path);
        return isLeftOut ? { path, namespace: 'mermaid-left-out' } : null;
      });
      build.onLoad({ filter: /.*/, namespace: 'mermaid-left-out' }, () => ({ contents: 'export const diagram = null;\n', loader: 'js' }));
    },
  };
}
